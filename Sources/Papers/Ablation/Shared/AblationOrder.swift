import Experiments

/// In which order the neurons of a layer, or of all layers, are ablated.
enum AblationOrder: Hashable, Sendable {
    case random
    case lowest(AblationMeasure)
    case highest(AblationMeasure)

    /// Neurons that a measure calls unimportant go first; beside them the random order.
    static let lowestFirst = [AblationOrder.random] + AblationMeasure.allCases.map(AblationOrder.lowest)
    static let both = lowestFirst + AblationMeasure.allCases.map(AblationOrder.highest)

    /// Stable: "random", "lowest-mi".
    var id: String {
        switch self {
        case .random: "random"
        case .lowest(let measure): "lowest-\(measure.rawValue)"
        case .highest(let measure): "highest-\(measure.rawValue)"
        }
    }

    /// "random", "lowest mutual information first".
    var label: String {
        switch self {
        case .random: "random"
        case .lowest(let measure): "lowest \(measure.label) first"
        case .highest(let measure): "highest \(measure.label) first"
        }
    }

    /// The neurons in this order.
    ///
    /// Neurons of equal values, such as all that never vary, take a random order among each other, so that their numbers do not matter.
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
        switch self {
        case .random: return permutation("ablation order").map { neurons[$0] }
        case .lowest(let measure): return ranked(measure) { $0 < $1 }
        case .highest(let measure): return ranked(measure) { $0 > $1 }
        }
        func ranked(_ measure: AblationMeasure, by precedes: (Double, Double) -> Bool) -> [UnitReference] {
            let values = neurons.map { measure.value(measures[$0.layer][$0.unit]) }
            let ties = permutation("ablation ties")
            let places = neurons.indices.sorted {
                values[$0] == values[$1] ? ties[$0] < ties[$1] : precedes(values[$0], values[$1])
            }
            return places.map { neurons[$0] }
        }
    }
}
