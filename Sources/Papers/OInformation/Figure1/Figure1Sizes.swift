import Experiments

extension Figure1 {
    /// Sizes of multiplets over which the extremes are averaged.
    enum SizeRange: String, CaseIterable {
        case small, middle, large
        case upToThirteen

        var sizes: ClosedRange<Int> {
            switch self {
            case .small: 2...6
            case .middle: 7...13
            case .large: 14...OInformationNetworks.width
            case .upToThirteen: 2...13
            }
        }
    }

    /// What the finding owes to the sizes averaged over, and to the search.
    static func sizeTable(_ layers: [[MeasuredLayer]]) -> TableResult {
        func row(_ title: String, _ balance: (MeasuredLayer) -> Double) -> [TableResult.Cell] {
            [.text(title)] + layers.map { .text(Estimate(mean: $0.map(balance)).short(digits: 2)) }
        }
        let ranges = SizeRange.allCases.map { range in
            row("\(range.sizes.lowerBound) to \(range.sizes.upperBound) neurons") { $0.found.balance(of: range.sizes) }
        }
        return TableResult(
            title:
                "What the finding owes to the size of the groups: the sum of greatest and least O-information, averaged over the "
                + "sizes, in bits, \(Estimate.meanWords(of: layers[0].count))",
            header: ["Groups"] + layers.indices.map { "Layer \($0 + 1)" },
            rows: ranges + [
                row("2 to \(OInformationNetworks.width) neurons (panel d)", \.found.balance),
                row("2 to \(OInformationNetworks.width) neurons, best of all groups", \.best.balance),
                row("the layer as a whole", \.found.whole),
            ])
    }

    /// The means of that table, for the words around the figure.
    static func sizeValues(_ layers: [[MeasuredLayer]]) -> [NamedValue] {
        let bits = Quantity("sum of greatest and least O-information, mean over the sizes", unit: "bit")
        return layers.enumerated().flatMap { layer, networks in
            func value(_ id: String, _ balance: (MeasuredLayer) -> Double) -> NamedValue {
                NamedValue(id: "\(id)\(layer + 1)", quantity: bits, value: Statistics.mean(networks.map(balance)), digits: 2)
            }
            return SizeRange.allCases.map { range in value(range.rawValue) { $0.found.balance(of: range.sizes) } }
                + [value("best", \.best.balance), value("whole", \.found.whole)]
        }
    }
}
