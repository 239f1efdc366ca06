import Experiments

extension LayersClasses {
    /// The sizes at which annealing is set beside the greedy search.
    static let annealedSizes = Array(7...10)

    /// One network's layer.
    struct MeasuredLayer {
        /// By the paper's search, up to the whole layer.
        let found: Extremes
        /// By annealing, at `annealedSizes`.
        let annealed: Extremes
        /// Of all multiplets, at `annealedSizes`; nil where they are too many to look at.
        let best: Extremes?

        init(_ system: OInformationSystem, _ condition: OInformationCondition, seed: UInt64, _ inputs: Inputs) throws {
            found = try .search(
                system, exhaustiveTo: inputs.settings.integer(condition.searched), upTo: condition.width,
                check: inputs.checkCancellation)
            let search = OInformationSearch(system)
            let steps = inputs.settings.integer(annealingSteps)
            func annealed(_ goal: Goal) throws -> [Multiplet?] {
                try annealedSizes.map {
                    try search.annealed(
                        size: $0, goal: goal, seed: seed, annealing: .init(steps: steps), check: inputs.checkCancellation)
                }
            }
            self.annealed = Extremes(
                sizes: annealedSizes, synergy: try annealed(.synergy), redundancy: try annealed(.redundancy))
            let sizes = annealedSizes.first!...annealedSizes.last!
            let all = try condition.isSmall ? search.exhaustive(sizes: sizes, check: inputs.checkCancellation) : nil
            best = all.map { Extremes(sizes: annealedSizes, synergy: $0.map(\.minimum), redundancy: $0.map(\.maximum)) }
        }

        /// What the search found at `annealedSizes`.
        func foundValues(_ goal: Goal) -> [Double] {
            let values = found.values(goal)
            return annealedSizes.map { size in found.sizes.firstIndex(of: size).map { values[$0] } ?? .nan }
        }

        /// By how many bits annealing goes beyond the search, at `annealedSizes`; negative where it falls short.
        func gains(_ goal: Goal) -> [Double] {
            zip(annealed.values(goal), foundValues(goal)).map { goal == .synergy ? $1 - $0 : $0 - $1 }
        }
    }

    /// A series a layer and goal.
    static func gains(_ layers: [[MeasuredLayer]]) -> [Series] {
        let gain = Quantity("O-information that annealing finds beyond the greedy search", unit: "bit")
        return layers.enumerated().flatMap { layer, networks in
            [Goal.redundancy, .synergy].map { goal in
                let spread = Series.spread(
                    "layer-\(layer + 1)-\(goal.rawValue)", "Layer \(layer + 1), \(goal.rawValue)",
                    Column("size", "neurons", annealedSizes), "gain", gain, networks.map { $0.gains(goal) })
                return Series(spread.id, spread.label, spread.index, [spread.columns[0]])
            }
        }
    }

    /// A row a layer: means over the networks at the largest of `annealedSizes`.
    static func table(_ measured: [(condition: OInformationCondition, layers: [[MeasuredLayer]])]) -> TableResult {
        typealias Row = (title: String, layer: Int, networks: [MeasuredLayer])
        func mean(_ header: String, _ value: @escaping (MeasuredLayer) -> Double?) -> (String, (Row) -> TableResult.Cell) {
            (
                header,
                { row in
                    let values = row.networks.compactMap(value).filter { !$0.isNaN }
                    return values.isEmpty ? "not known" : .number(Statistics.mean(values), 3)
                }
            )
        }
        let extremes = [("Redundancy", Goal.redundancy), ("Synergy", .synergy)].flatMap { name, goal in
            [
                mean("\(name), greedy") { $0.foundValues(goal).last }, mean("annealed") { $0.annealed.values(goal).last },
                mean("best of all") { $0.best?.values(goal).last },
            ]
        }
        return TableResult(
            "The sum of greatest and least O-information, averaged over the sizes, as mean over networks (with its 95 % "
                + "interval from three on, with their range below); and the extremes at \(annealedSizes.last!) neurons by each "
                + "search, means over the networks. All in bits",
            of: measured.flatMap { condition, layers in layers.enumerated().map { (condition.title, $0, $1) as Row } },
            [
                ("Networks", { .text($0.title) }), ("Layer", { .count($0.layer + 1) }),
                ("Max + min", { .mean($0.networks.map(\.found.balance), 2) }),
            ] + extremes)
    }

    @ListOf<NamedValue> static func values(
        _ condition: OInformationCondition, _ layers: [[MeasuredLayer]], _ accuracies: [Double]
    ) -> [NamedValue] {
        let gains = layers.joined().flatMap { layer in Goal.allCases.flatMap(layer.gains) }.filter { !$0.isNaN }
        // Of each annealed search whether it found the best multiplet, where that is known.
        let exact = layers.joined().flatMap { layer in
            layer.best.map { best in Goal.allCases.flatMap { zip(best[$0], layer.annealed[$0]).map { $0 == $1 } } } ?? []
        }
        NamedValue("\(condition.id)Networks", "networks", accuracies.count)
        NamedValue("\(condition.id)Accuracy", Quantity("mean test accuracy", unit: "%"), 100 * Statistics.mean(accuracies), 1)
        NamedValue(
            "\(condition.id)Gain", Quantity("largest gain of annealing over the greedy search", unit: "bit"), gains.max() ?? 0, 3)
        NamedValue(
            "\(condition.id)Shortfall", Quantity("largest shortfall of annealing", unit: "bit"), max(0, 0 - (gains.min() ?? 0)), 3)
        if !exact.isEmpty {
            NamedValue(
                "\(condition.id)Exact", Quantity("annealed searches that found the best of all multiplets", unit: "%"),
                100 * Double(exact.count { $0 }) / Double(exact.count))
        }
        for (layer, networks) in layers.enumerated() {
            NamedValue(
                "\(condition.id)Balance\(layer + 1)", Balances.quantity, Statistics.mean(networks.map(\.found.balance)), 2)
        }
    }
}
