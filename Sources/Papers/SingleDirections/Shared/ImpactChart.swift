import Experiments

/// How units are drawn: impact against a measure, and correlations by layer.
enum ImpactChart {
    private static let zero = Mark.rule(RuleMark(.horizontal, at: 0, dash: .solid, width: 0.5))
    private static let spearman = Axis("Spearman’s correlation", including: [-0.2, 0.2], ends: .padded)
    static let epochs = Axis("epoch", scale: .log10, ends: .tight)

    /// Of all layers together, then of each.
    private static func style(_ part: Int) -> SeriesStyle {
        SeriesStyle(part == 0 ? .gray(0.15) : Palette.categorical[(part - 1) % Palette.categorical.count])
    }

    /// A dot a unit.
    static func scatter(_ panel: PanelResult, x: Axis) -> Panel {
        let points = panel.series.enumerated().map { layer, series in
            Mark.points(
                PointsMark(
                    x: series.index.values, y: series["impact"], style: style(layer + 1).marked(layer == 0 ? .disc : .triangle),
                    size: 3, opacity: 0.6, label: RichText(plain: series.label)))
        }
        return Panel(panel, x: x, y: Axis("rise of test loss in nats", including: [0], ends: .padded), marks: [zero] + points)
    }

    /// A ring a network, and the mean with its interval.
    static func correlations(_ panel: PanelResult) -> Panel {
        let series = panel.series[0]
        let parts = LayerPart.all(of: series["layer"].dropFirst().map { Int($0) - 1 })
        let marks = parts.indices.flatMap { part -> [Mark] in
            let networks = series.columns[0].replicates.map { $0[part] }
            let rings = networks.map { _ in Double(part) - 0.18 }
            let mean = [Double(part) + 0.1]
            return [
                .points(PointsMark(x: rings, y: networks, style: style(part).marked(.circle), size: 4, opacity: 0.8)),
                .ranges(
                    RangesMark(x: mean, low: [series["lower"][part]], high: [series["upper"][part]], style: style(part).width(1.3))),
                .points(PointsMark(x: mean, y: [series["spearman"][part]], style: style(part), size: 5)),
            ]
        }
        return Panel(
            panel, x: Axis(scale: .categories(parts.map { RichText(plain: $0.label) }), grid: false), y: spearman,
            marks: [zero] + marks)
    }

    /// Lines with bands: across all layers and within each.
    static func lines(_ panel: PanelResult, x: Axis) -> Panel {
        let curves = panel.series.enumerated().flatMap { part, series in
            [Mark].curve(
                series, style: style(part).dashed(part == 0 ? .dashed : .solid), opacity: 0.15,
                names: ("spearman", "lower", "upper"))
        }
        return Panel(panel, x: x, y: spearman, marks: [zero] + curves)
    }
}
