import Experiments

extension LayersClasses {
    /// One network's layer.
    struct MeasuredLayer {
        /// By the paper's search, up to the whole layer.
        let found: OInformationExtremes
        /// By annealing, at `annealedSizes`.
        let annealed: OInformationExtremes
        /// Of all multiplets, at `annealedSizes`; nil where they are too many to look at.
        let best: OInformationExtremes?

        init(
            _ system: OInformationSystem, width: Int, exhaustiveTo: Int, annealingSteps: Int, seed: UInt64, check: () throws -> Void
        ) throws {
            found = try OInformationExtremes.search(system, exhaustiveTo: exhaustiveTo, upTo: width, check: check)
            let search = OInformationSearch(system)
            func annealed(_ goal: OInformationSearch.Goal) throws -> [Multiplet?] {
                try annealedSizes.map { size in
                    try search.annealed(size: size, goal: goal, seed: seed, annealing: .init(steps: annealingSteps), check: check)
                }
            }
            self.annealed = OInformationExtremes(
                sizes: annealedSizes, synergy: try annealed(.synergy), redundancy: try annealed(.redundancy))
            if width == OInformationNetworks.width {
                let all = try search.exhaustive(sizes: annealedSizes[0]...annealedSizes[annealedSizes.count - 1], check: check)
                best = OInformationExtremes(sizes: annealedSizes, synergy: all.map(\.minimum), redundancy: all.map(\.maximum))
            } else {
                best = nil
            }
        }

        /// What the search found at `annealedSizes`.
        func foundValues(_ goal: OInformationSearch.Goal) -> [Double] {
            let values = found.values(goal)
            return annealedSizes.map { size in found.sizes.firstIndex(of: size).map { values[$0] } ?? .nan }
        }

        /// By how many bits annealing goes beyond the search, at `annealedSizes`; negative where it falls short.
        func gains(_ goal: OInformationSearch.Goal) -> [Double] {
            zip(annealed.values(goal), foundValues(goal)).map { goal == .synergy ? $1 - $0 : $0 - $1 }
        }

        /// Of each annealed search whether it found the best multiplet; none where the best is not known.
        var annealingIsExact: [Bool] {
            guard let best else { return [] }
            return OInformationSearch.Goal.allCases.flatMap { goal in zip(best[goal], annealed[goal]).map { $0 == $1 } }
        }
    }

    private static let gain = Quantity("O-information that annealing finds beyond the greedy search", unit: "bit")

    /// A series a layer and goal.
    static func gapPanel(_ condition: Condition, _ layers: [[MeasuredLayer]]) -> PanelResult {
        let index = Column(id: "size", quantity: Quantity("neurons"), values: annealedSizes.map(Double.init))
        let series = layers.enumerated().flatMap { layer, networks in
            [OInformationSearch.Goal.redundancy, .synergy].map { goal in
                let replicates = networks.map { $0.gains(goal) }
                return Series(
                    id: "layer-\(layer + 1)-\(goal.rawValue)", label: "Layer \(layer + 1), \(goal.rawValue)", index: index,
                    columns: [
                        Column(
                            id: "gain", quantity: gain, values: OInformationSeries.meanAndSpread(replicates).mean,
                            replicates: networks.count > 1 ? replicates : [])
                    ])
            }
        }
        return PanelResult(letter: "", title: "\(condition.title): gain", series: series)
    }

    /// A row a layer: means over the networks at the largest of `annealedSizes`.
    static func rows(_ condition: Condition, _ layers: [[MeasuredLayer]]) -> [[TableResult.Cell]] {
        layers.enumerated().map { layer, networks in
            func mean(_ value: (MeasuredLayer) -> Double?) -> TableResult.Cell {
                let values = networks.compactMap(value).filter { !$0.isNaN }
                return values.isEmpty ? .text("not known") : .number(Statistics.mean(values), digits: 3)
            }
            let balance = Estimate(mean: networks.map(\.found.balance)).short(digits: 2)
            return [.text(condition.title), .number(Double(layer + 1), digits: 0), .text(balance)]
                + [OInformationSearch.Goal.redundancy, .synergy].flatMap { goal in
                    [
                        mean { $0.foundValues(goal).last }, mean { $0.annealed.values(goal).last },
                        mean { $0.best?.values(goal).last },
                    ]
                }
        }
    }

    static func table(_ rows: [[TableResult.Cell]]) -> TableResult {
        let size = annealedSizes.last ?? 0
        return TableResult(
            title:
                "The sum of greatest and least O-information, averaged over the sizes, as mean over networks (with its 95 % interval from three on, with their range below); and the "
                + "extremes at \(size) neurons by each search, means over the networks. All in bits",
            header: [
                "Networks", "Layer", "Max + min", "Redundancy, greedy", "annealed", "best of all", "Synergy, greedy", "annealed",
                "best of all",
            ], rows: rows)
    }

    static func values(_ condition: Condition, _ networks: [MeasuredNetwork], _ layers: [[MeasuredLayer]]) -> [NamedValue] {
        let gains = layers.joined().flatMap { layer in OInformationSearch.Goal.allCases.flatMap(layer.gains) }.filter { !$0.isNaN }
        let exact = layers.joined().flatMap(\.annealingIsExact)
        var values = [
            NamedValue(
                id: "\(condition.id)Networks", quantity: Quantity("networks"), value: Double(networks.count), digits: 0),
            NamedValue(
                id: "\(condition.id)Accuracy", quantity: Quantity("mean test accuracy", unit: "%"),
                value: 100 * Statistics.mean(networks.map(\.testAccuracy)), digits: 1),
            NamedValue(
                id: "\(condition.id)Gain", quantity: Quantity("largest gain of annealing over the greedy search", unit: "bit"),
                value: gains.max() ?? 0, digits: 3),
            NamedValue(
                id: "\(condition.id)Shortfall", quantity: Quantity("largest shortfall of annealing", unit: "bit"),
                value: max(0, 0 - (gains.min() ?? 0)), digits: 3),
        ]
        if !exact.isEmpty {
            values.append(
                NamedValue(
                    id: "\(condition.id)Exact",
                    quantity: Quantity("annealed searches that found the best of all multiplets", unit: "%"),
                    value: 100 * Double(exact.count { $0 }) / Double(exact.count), digits: 0))
        }
        for (layer, measured) in layers.enumerated() {
            values.append(
                NamedValue(
                    id: "\(condition.id)Balance\(layer + 1)",
                    quantity: Quantity("sum of greatest and least O-information, mean over the sizes", unit: "bit"),
                    value: Statistics.mean(measured.map(\.found.balance)), digits: 2))
        }
        return values
    }
}
