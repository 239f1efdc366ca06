import Experiments

/// How units are drawn: impact against a measure, and correlations by layer.
enum ImpactChart {
    static let colors = [Palette.categorical[0], Palette.categorical[1]]
    static let ink = Color.gray(0.15)

    /// A dot a unit.
    static func scatter(_ panel: PanelResult, x: Axis, column: String) -> Panel {
        var marks: [Mark] = [.rule(RuleMark(.horizontal, at: 0, dash: .solid, width: 0.5))]
        for (layer, marker) in [Marker.disc, .triangle].enumerated() {
            guard let series = panel.series.first(where: { $0.id == "layer-\(layer + 1)" }) else { continue }
            marks.append(
                .points(
                    PointsMark(
                        x: series[column], y: series["impact"], style: SeriesStyle(colors[layer], marker: marker), size: 3,
                        opacity: 0.6, label: RichText(plain: series.label))))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title), x: x,
            y: Axis("rise of test loss in nats", including: [0], ends: .padded), marks: marks)
    }

    /// A ring a network, and the mean with its interval.
    static func correlations(_ panel: PanelResult) -> Panel {
        let series = panel.series[0]
        let styles = [ink] + colors
        var marks: [Mark] = [.rule(RuleMark(.horizontal, at: 0, dash: .solid, width: 0.5))]
        for part in series["layer"].indices {
            let x = Double(part)
            let networks = series.columns[0].replicates.map { $0[part] }
            marks.append(
                .points(
                    PointsMark(
                        x: networks.map { _ in x - 0.18 }, y: networks, style: SeriesStyle(styles[part], marker: .circle), size: 4,
                        opacity: 0.8)))
            let bars = RangesMark(
                x: [x + 0.1], low: [series["lower"][part]], high: [series["upper"][part]],
                style: SeriesStyle(styles[part], width: 1.3))
            marks.append(.ranges(bars))
            marks.append(
                .points(PointsMark(x: [x + 0.1], y: [series["spearman"][part]], style: SeriesStyle(styles[part]), size: 5)))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis(scale: .categories(["both layers", "layer 1", "layer 2"]), grid: false),
            y: Axis("Spearman’s correlation", including: [-0.2, 0.2], ends: .padded), marks: marks)
    }

    /// Lines with bands: across both layers and within each.
    static func lines(_ panel: PanelResult, x: Axis, column: String) -> Panel {
        let styles = [SeriesStyle(ink, dash: .dashed)] + colors.map { SeriesStyle($0) }
        let marks = zip(panel.series, styles).flatMap { series, style -> [Mark] in
            [
                .band(
                    BandMark(x: series[column], lower: series["lower"], upper: series["upper"], color: style.color, opacity: 0.15)),
                .line(LineMark(x: series[column], y: series["spearman"], style: style, label: RichText(plain: series.label))),
            ]
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title), x: x,
            y: Axis("Spearman’s correlation", including: [-0.2, 0.2], ends: .padded),
            marks: [.rule(RuleMark(.horizontal, at: 0, dash: .solid, width: 0.5))] + marks)
    }

    static let epochs = Axis("epoch", scale: .log10, ends: .tight)
}
