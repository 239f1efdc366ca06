import Experiments

/// In which order the neurons of a layer, or of all layers, are ablated.
enum Order: Hashable, Sendable {
    case random
    case lowest(Measure)
    case highest(Measure)

    /// Neurons that a measure calls unimportant go first; beside them the random order.
    static let lowestFirst = [Order.random] + Measure.allCases.map(Order.lowest)
    static let both = lowestFirst + Measure.allCases.map(Order.highest)

    /// Stable: "random", "lowest-mi".
    var id: String {
        switch self {
        case .random: "random"
        case .lowest(let measure): "lowest-\(measure.rawValue)"
        case .highest(let measure): "highest-\(measure.rawValue)"
        }
    }

    var label: String {
        switch self {
        case .random: "random"
        case .lowest(let measure): "lowest \(measure.label) first"
        case .highest(let measure): "highest \(measure.label) first"
        }
    }

    /// The neurons in this order. Those of equal values take a random order among each other, so that their numbers do not matter.
    /// - Parameters:
    ///   - measures: [hidden layer][neuron].
    ///   - layer: whose neurons are ordered; nil: those of all hidden layers together.
    ///   - seed: the network's; it names the random order ("ablation order", layer + 1) and the one among equals ("ablation ties",
    ///     layer + 1), 0 standing for all layers.
    func neurons(_ measures: [[UnitMeasures]], layer: Int?, seed: UInt64) -> [UnitReference] {
        let layers = layer.map { [$0] } ?? Array(measures.indices)
        let neurons = layers.flatMap { layer in measures[layer].indices.map { UnitReference(layer: layer, unit: $0) } }
        func permutation(_ purpose: String) -> [Int] {
            var generator = SeededGenerator(seed: seed, purpose: purpose, index: UInt64((layer ?? -1) + 1))
            return generator.permutation(neurons.count)
        }
        func ranked(_ measure: Measure, by precedes: (Double, Double) -> Bool) -> [UnitReference] {
            let values = neurons.map { measure.value(measures[$0.layer][$0.unit]) }
            let ties = permutation("ablation ties")
            return neurons.indices
                .sorted { values[$0] == values[$1] ? ties[$0] < ties[$1] : precedes(values[$0], values[$1]) }
                .map { neurons[$0] }
        }
        return switch self {
        case .random: permutation("ablation order").map { neurons[$0] }
        case .lowest(let measure): ranked(measure, by: <)
        case .highest(let measure): ranked(measure, by: >)
        }
    }
}
