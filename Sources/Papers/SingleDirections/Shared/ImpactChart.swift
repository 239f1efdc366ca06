import Experiments

/// How units are drawn: impact against a measure, and correlations by layer.
enum ImpactChart {
    private static let zero = Mark.rule(RuleMark(.horizontal, at: 0, dash: .solid, width: 0.5))
    static let epochs = Axis("epoch", scale: .log10, ends: .tight)

    private static let spearman = Axis("Spearman’s correlation", including: [-0.2, 0.2], ends: .padded)

    /// From the layer next to the input to the last.
    private static let ramp = ColorRamp([0x1B0C6B, 0x6A1FA0, 0xB5367A, 0xE4623E, 0xF3A712].map { Color(hex: $0) })

    /// A layer's colour, the same in all panels of networks of so many layers; of two layers those that differ most.
    static func color(_ layer: Int, of count: Int) -> Color {
        count == 2 ? Palette.categorical[layer] : ramp.color(at: Double(layer) / Double(max(count - 1, 1)))
    }

    /// Of a network of so many layers those that are named: the first, one in the middle and the last.
    static func label(_ layer: Int, of count: Int) -> RichText? {
        // Of a ResNet's 49 the 25th, as of every fourth.
        count <= 3 || [0, (count - 1) / 2, count - 1].contains(layer) ? RichText(plain: "\(layer + 1)") : nil
    }

    static let layers = Legend(.bottom, title: "Layer")

    /// A dot a unit; a line a layer where there are several.
    static func scatter(_ panel: PanelResult, x: Axis, y: Axis? = nil, _ column: String = "impact") -> Panel {
        let layers = panel.series.filter { $0.id.hasPrefix("layer-") }
        let points = layers.enumerated().map { layer, series in
            Mark.points(
                PointsMark(
                    x: series.index.values, y: series[column],
                    style: SeriesStyle(color(layer, of: layers.count), marker: layers.count == 2 && layer == 1 ? .triangle : .disc),
                    size: layers.count == 2 ? 3 : 2.4, opacity: 0.6, label: label(layer, of: layers.count)))
        }
        let lines = panel.series.filter { $0.id.hasPrefix("line-") }.enumerated().map { layer, series in
            Mark.line(
                LineMark(
                    x: series.index.values, y: series[column], style: SeriesStyle(color(layer, of: layers.count), width: 0.9)))
        }
        return Panel(
            panel, x: x, y: y ?? Axis("rise of test loss in nats", including: [0], ends: .padded),
            marks: [zero] + points + (layers.count == 2 ? [] : lines), legend: Self.layers)
    }

    /// Every network's correlation within each layer, their mean with its interval, and across all layers.
    static func byLayer(_ panel: PanelResult, title: RichText = "Spearman’s correlation") -> Panel {
        let series = panel.series[0]
        let layers = Array(series["layer"].dropFirst())
        func within(_ name: String) -> [Double] { Array(series[name].dropFirst()) }
        let networks = series.columns[0].replicates.flatMap { network in
            [
                Mark.points(
                    PointsMark(
                        x: layers, y: Array(network.dropFirst()), style: SeriesStyle(.gray(0.55), marker: .circle), size: 3,
                        opacity: 0.8))
            ]
        }
        let dots = layers.indices.map { layer in
            Mark.points(
                PointsMark(
                    x: [layers[layer]], y: [within("spearman")[layer]], style: SeriesStyle(color(layer, of: layers.count)), size: 4)
            )
        }
        let all = RuleMark(
            .horizontal, at: series["spearman"][0], color: .gray(0.3), dash: .dashed, label: "all layers together")
        return Panel(
            panel, x: Axis("layer", ends: .padded), y: Axis(title, domain: -1...1),
            marks: [zero] + networks
                + [
                    .band(BandMark(x: layers, lower: within("lower"), upper: within("upper"), color: .gray(0.3), opacity: 0.15)),
                    .line(LineMark(x: layers, y: within("spearman"), style: SeriesStyle(.gray(0.3), width: 0.9))),
                ] + dots + [.rule(all)])
    }

    /// Lines with bands: across all layers and within each of two.
    static func lines(_ panel: PanelResult, x: Axis) -> Panel {
        let curves = panel.series.enumerated().flatMap { part, series in
            [Mark].curve(
                series, style: SeriesStyle(part == 0 ? .gray(0.15) : color(part - 1, of: 2), dash: part == 0 ? .dashed : .solid),
                label: part == 0 ? "both" : RichText(plain: "\(part)"), opacity: 0.15, names: ("spearman", "lower", "upper"))
        }
        return Panel(panel, x: x, y: spearman, marks: [zero] + curves, legend: layers)
    }
}
