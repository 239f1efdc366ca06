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
        for series in result.series where !isPath(series) {
            guard let kind = StopKind(rawValue: series.id) else { continue }
            panel.marks.append(
                .points(
                    PointsMark(
                        x: series["ixt"], y: series["ity"], style: kind.style, size: kind.size, label: RichText(plain: series.label)
                    )))
        }
        return panel
    }

    private static func losses(_ result: PanelResult) -> Panel {
        var marks: [Mark] = []
        var styles = [
            SeriesStyle(.gray(0.6), width: 1), SeriesStyle(Color(hex: 0xB03060), width: 1),
        ][...]
        for series in result.series {
            if let kind = StopKind(rawValue: series.id) {
                let label = RichText(plain: series.label)
                for (epoch, loss) in zip(series["epoch"], series["loss"]) where epoch >= 1 {
                    marks.append(
                        .rule(
                            RuleMark(.vertical, at: epoch, color: kind.style.color, dash: kind.style.dash, width: 0.7, label: label)
                        ))
                    marks.append(.points(PointsMark(x: [epoch], y: [loss], style: kind.style, size: kind.size, label: label)))
                }
            } else if let style = styles.popFirst() {
                let trained = series["epoch"].indices.filter { series["epoch"][$0] >= 1 }
                marks.append(
                    .line(
                        LineMark(
                            x: trained.map { series["epoch"][$0] }, y: trained.map { series["loss"][$0] }, style: style,
                            label: RichText(plain: "\(series.label) loss"))))
            }
        }
        return Panel(
            letter: result.letter, title: RichText(plain: result.title),
            x: Axis("epoch", scale: .log10, ends: .tight, group: "epoch"),
            y: Axis("cross-entropy in nats", including: [0], group: "loss"), marks: marks)
    }
}

extension StopKind {
    fileprivate var style: SeriesStyle {
        switch self {
        case .early: SeriesStyle(.gray(0.1), dash: .solid, marker: .diamond)
        case .perfect: SeriesStyle(.gray(0.1), dash: .dashed, marker: .square)
        case .turn: SeriesStyle(.gray(0.45), dash: .dotted, marker: .triangle)
        }
    }

    fileprivate var size: Double { 4.5 }
}
