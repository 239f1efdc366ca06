import Experiments

extension Series {
    /// Means over those networks that have a number there, in a column of a name of its own, with the standard deviation on either side.
    static func spread(
        _ id: String, _ label: String, _ index: Column, _ name: String, _ quantity: Quantity, _ networks: [[Double]]
    ) -> Series {
        let spreads = index.values.indices.map { place -> (mean: Double, deviation: Double) in
            let values = networks.map { $0[place] }.filter { !$0.isNaN }
            return (
                values.isEmpty ? .nan : Statistics.mean(values), values.count > 1 ? Statistics.standardDeviation(values) : 0
            )
        }
        return Series(
            id, label, index,
            [
                Column(name, quantity, spreads.map(\.mean), networks: networks),
                Column("low", quantity, spreads.map { $0.mean - $0.deviation }),
                Column("high", quantity, spreads.map { $0.mean + $0.deviation }),
            ])
    }

    /// A layer's extremes over the sizes, one series a goal.
    static func extremes(_ networks: [Extremes]) -> [Series] {
        [Goal.redundancy, .synergy].map { goal in
            spread(
                goal.rawValue, goal == .synergy ? "Best synergy" : "Best redundancy", Column("size", "neurons", networks[0].sizes),
                "omega", Quantity("O-information of the neurons and the label", symbol: "Ω", unit: "bit"),
                networks.map { $0.values(goal) })
        }
    }

}

extension SeriesStyle {
    static let redundancy = SeriesStyle(Palette.categorical[1])
    static let synergy = SeriesStyle(Palette.categorical[0])
}

extension [Mark] {
    /// The line at 0, below which synergy dominates.
    static var zero: [Mark] { [.rule(RuleMark(.horizontal, at: 0, color: .gray(0.2), dash: .solid, width: 0.6))] }

    /// Bars side by side, with the networks' spread.
    static func bars(_ series: [Series], _ column: String, _ styles: [SeriesStyle]) -> [Mark] {
        zip(series, styles).enumerated().reduce(into: zero) { marks, slot in
            let (series, style) = slot.element
            let bars = BarsMark(
                x: series.index.values, values: series[column], style: style, slot: slot.offset, slots: styles.count,
                label: RichText(plain: series.label))
            let spread = RangesMark(
                x: series.index.values.indices.map { bars.center(of: $0) }, low: series["low"], high: series["high"],
                style: SeriesStyle(.gray(0), width: 0.5), cap: 1.5)
            marks += [.bars(bars), .ranges(spread)]
        }
    }
}
