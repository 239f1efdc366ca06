import Experiments

/// How perturbation curves are drawn: a line a condition, with a band of one standard deviation, above the level of chance.
enum DirectionChart {
    /// The accuracy of any one answer to ten classes of equal size.
    static let chance = 0.1

    /// The level of chance, which charts draw.
    static let chanceValue = NamedValue(
        id: "chance", quantity: Quantity("accuracy of one and the same answer to every image", unit: "%"), value: 100 * chance,
        digits: 0)

    /// From true labels, dark, to labels that are all shuffled.
    static let corruptionRamp = ColorRamp([
        Color(hex: 0x1B0C6B), Color(hex: 0x6A1FA0), Color(hex: 0xB5367A), Color(hex: 0xE4623E), Color(hex: 0xF3A712),
    ])

    /// The marks of one curve.
    static func marks(_ series: Series, x: String, style: SeriesStyle, label: RichText? = nil) -> [Mark] {
        [
            .band(
                BandMark(
                    x: series[x], lower: series["lower"], upper: series["upper"], color: style.color, opacity: 0.16)),
            .line(LineMark(x: series[x], y: series["mean"], style: style, label: label ?? RichText(plain: series.label))),
        ]
    }

    /// Grey, at the level of chance that the result names.
    static func chanceRule(_ result: FigureResult) -> [Mark] {
        result.values.filter { $0.id == chanceValue.id }.map {
            .rule(RuleMark(.horizontal, at: $0.value / 100, color: .gray(0.45), dash: .dotted, text: "chance"))
        }
    }

    /// Curves in the order of their shares of shuffled labels, a panel each.
    /// - Parameters:
    ///   - x: each panel's axis.
    ///   - column: the curves' x.
    static func corruptions(_ result: FigureResult, x: [Axis], column: String) -> Chart {
        let panels = zip(result.panels, x).map { panel, x in
            let last = Double(max(panel.series.count - 1, 1))
            let curves = panel.series.enumerated().flatMap { index, series in
                marks(series, x: column, style: SeriesStyle(corruptionRamp.color(at: Double(index) / last), width: 1.4))
            }
            return Panel(
                letter: panel.letter, title: RichText(plain: panel.title), x: x,
                y: Axis("training accuracy", domain: 0...1, format: .percent), marks: chanceRule(result) + curves)
        }
        return Chart(
            panels: panels, columns: panels.count, width: panels.count == 1 ? 400 : 620, aspect: panels.count == 1 ? 0.7 : 0.8,
            legend: Legend(.right, title: "Labels"))
    }
}
