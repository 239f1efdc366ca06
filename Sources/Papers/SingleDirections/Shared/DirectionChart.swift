import Experiments

/// How perturbation curves are drawn: a line a condition, with a band of one standard deviation, above the level of chance.
enum DirectionChart {
    /// The level of chance, which charts draw.
    static let chance = NamedValue(
        "chance", Quantity("accuracy of one and the same answer to every image", unit: "%"), 100 * PerturbedNetworks.chance)

    /// - Parameters:
    ///   - x: nil: from no unit to all.
    ///   - style: of a series.
    ///   - marks: below the curves.
    static func panel(
        _ panel: PanelResult, of result: FigureResult, x: Axis? = nil, title: RichText = "units ablated", group: String? = nil,
        marks: [Mark] = [], legend: Legend? = nil, _ style: (_ place: Int, Series) -> SeriesStyle
    ) -> Panel {
        var y = Axis.accuracy("training accuracy")
        y.group = group
        let chance = result.value(Self.chance.id).map {
            Mark.rule(RuleMark(.horizontal, at: $0 / 100, color: .gray(0.45), dash: .dotted, text: "chance"))
        }
        let curves = panel.series.filter { $0.columns[0].id == "mean" }
        return Panel(
            panel, x: x ?? Axis(title, domain: 0...(curves[0].index.values.last ?? 1)), y: y,
            marks: (chance.map { [$0] } ?? []) + marks + curves.enumerated().flatMap { [Mark].curve($1, style: style($0, $1)) },
            legend: legend)
    }

    /// Curves by their shares of shuffled labels, from true labels, dark, to labels that are all shuffled, light; a panel an axis.
    static func shares(_ result: FigureResult, x: [Axis]) -> Chart {
        let ramp = ColorRamp([0x1B0C6B, 0x6A1FA0, 0xB5367A, 0xE4623E, 0xF3A712].map { Color(hex: $0) })
        let panels = zip(result.panels, x).map { panel, x in
            Self.panel(panel, of: result, x: x) { _, series in
                // "shuffled-40"
                SeriesStyle(ramp.color(at: (Double(series.id.drop { $0 != "-" }.dropFirst()) ?? 0) / 100), width: 1.4)
            }
        }
        return Chart(
            panels: panels, columns: panels.count, aspect: 0.8, legend: Legend(.right, title: "Labels"))
    }
}
