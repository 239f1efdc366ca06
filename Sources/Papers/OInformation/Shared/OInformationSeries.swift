import Experiments

/// A layer's extremes over the sizes as series, and as bars or lines.
enum OInformationSeries {
    static let quantity = Quantity("O-information of the neurons and the label", symbol: "Ω", unit: "bit")

    static func label(_ goal: OInformationSearch.Goal) -> String { goal == .synergy ? "Best synergy" : "Best redundancy" }

    /// One series a goal: means over the networks, with the standard deviation over them on either side.
    /// - Parameter networks: the layer's extremes in each network; sizes that no network has are NaN.
    static func series(_ networks: [OInformationExtremes]) -> [Series] {
        [OInformationSearch.Goal.redundancy, .synergy].map { goal in
            let replicates = networks.map { $0.values(goal) }
            let spread = meanAndSpread(replicates)
            return Series(
                id: goal.rawValue, label: label(goal),
                index: Column(id: "size", quantity: Quantity("neurons"), values: networks[0].sizes.map(Double.init)),
                columns: [
                    Column(id: "omega", quantity: quantity, values: spread.mean, replicates: networks.count > 1 ? replicates : []),
                    Column(id: "low", quantity: quantity, values: spread.low),
                    Column(id: "high", quantity: quantity, values: spread.high),
                ])
        }
    }

    /// Column by column over those rows that have a number there; NaN where none has.
    static func meanAndSpread(_ rows: [[Double]]) -> (mean: [Double], low: [Double], high: [Double]) {
        var result: (mean: [Double], low: [Double], high: [Double]) = ([], [], [])
        for column in rows[0].indices {
            let values = rows.map { $0[column] }.filter { !$0.isNaN }
            let mean = values.isEmpty ? .nan : Statistics.mean(values)
            let deviation = values.count > 1 ? Statistics.standardDeviation(values) : 0
            result.mean.append(mean)
            result.low.append(mean - deviation)
            result.high.append(mean + deviation)
        }
        return result
    }

    /// Vermilion for redundancy, blue for synergy.
    static func style(_ id: String) -> SeriesStyle {
        SeriesStyle(Palette.categorical[id == OInformationSearch.Goal.redundancy.rawValue ? 1 : 0])
    }

    /// Two bars a size with the networks' spread.
    static func bars(_ series: [Series]) -> [Mark] {
        var marks: [Mark] = [.rule(RuleMark(.horizontal, at: 0, color: .gray(0.2), dash: .solid, width: 0.6))]
        for (slot, series) in series.enumerated() {
            let bars = BarsMark(
                x: series["size"], values: series["omega"], style: style(series.id), slot: slot, slots: 2,
                label: RichText(plain: series.label))
            marks.append(.bars(bars))
            marks.append(
                .ranges(
                    RangesMark(
                        x: series["size"].indices.map { bars.center(of: $0) }, low: series["low"], high: series["high"],
                        style: SeriesStyle(.gray(0), width: 0.5), cap: 1.5)))
        }
        return marks
    }

    /// Two lines over the sizes with the networks' spread as bands, for layers with too many neurons for bars.
    static func lines(_ series: [Series]) -> [Mark] {
        var marks: [Mark] = [.rule(RuleMark(.horizontal, at: 0, color: .gray(0.2), dash: .solid, width: 0.6))]
        for series in series {
            let style = style(series.id)
            marks.append(.band(BandMark(x: series["size"], lower: series["low"], upper: series["high"], color: style.color)))
            marks.append(.line(LineMark(x: series["size"], y: series["omega"], style: style, label: RichText(plain: series.label))))
        }
        return marks
    }
}
