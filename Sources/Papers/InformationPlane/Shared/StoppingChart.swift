import Experiments

/// How figures 7, 10 and 15 are drawn: stopped planes over full ones, on which the stops are marked, over the losses.
enum StoppingChart {
    static func chart(_ result: FigureResult) -> Chart {
        let corner = PlaneChart.corner(of: result)
        let lastEpoch = result.panels.flatMap(\.series).filter(isPath).compactMap { $0["epoch"].last }.max()
        let panels = result.panels.map { panel in
            panel.series.contains(where: isPath) ? plane(panel, corner, lastEpoch) : losses(panel)
        }
        return Chart(panels: panels, columns: 2)
    }

    private static func isPath(_ series: Series) -> Bool {
        series.index.id == "epoch" && series.columns.contains { $0.id == "ixt" }
    }

    private static func plane(_ result: PanelResult, _ corner: PlaneChart.Corner?, _ lastEpoch: Double?) -> Panel {
        var paths = result
        paths.series = result.series.filter(isPath)
        var panel = PlaneChart.panel(paths, corner: corner, lastEpoch: lastEpoch)
        for series in result.series {
            guard let style = style(series) else { continue }
            panel.marks.append(
                .points(
                    PointsMark(x: series["ixt"], y: series["ity"], style: style, size: 4.5, label: RichText(plain: series.label))))
        }
        return panel
    }

    private static func losses(_ result: PanelResult) -> Panel {
        let marks = result.series.flatMap { series -> [Mark] in
            let trained = series["epoch"].indices.filter { series["epoch"][$0] >= 1 }
            let (epochs, losses) = (trained.map { series["epoch"][$0] }, trained.map { series["loss"][$0] })
            guard let style = style(series) else {
                let color = series.id == "training" ? Color.gray(0.6) : Color(hex: 0xB03060)
                let label = RichText(plain: "\(series.label) loss")
                return [.line(LineMark(x: epochs, y: losses, style: SeriesStyle(color, width: 1), label: label))]
            }
            let label = RichText(plain: series.label)
            return zip(epochs, losses).flatMap { epoch, loss -> [Mark] in
                [
                    .rule(RuleMark(.vertical, at: epoch, color: style.color, dash: style.dash, width: 0.7, label: label)),
                    .points(PointsMark(x: [epoch], y: [loss], style: style, size: 4.5, label: label)),
                ]
            }
        }
        return Panel(
            letter: result.printedLetter, title: RichText(plain: result.title),
            x: Axis("epoch", scale: .log10, ends: .tight, group: "epoch"),
            y: Axis("cross-entropy in nats", including: [0], group: "loss"), marks: marks)
    }

    /// Of a series of stops; nil for any other.
    private static func style(_ series: Series) -> SeriesStyle? {
        switch StopKind(rawValue: series.id) {
        case .early: SeriesStyle(.gray(0.1), dash: .solid, marker: .diamond)
        case .perfect: SeriesStyle(.gray(0.1), dash: .dashed, marker: .square)
        case .turn: SeriesStyle(.gray(0.45), dash: .dotted, marker: .triangle)
        case nil: nil
        }
    }
}
