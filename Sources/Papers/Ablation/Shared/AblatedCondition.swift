import Experiments

/// What is known of a condition's networks beside their ablation curves.
struct AblatedCondition: Sendable {
    let condition: AblationCondition
    /// Epochs that they were trained.
    let epochs: Int
    /// Of each network.
    let seeds: [UInt64]
    /// Of each network with every neuron in place.
    let testAccuracies: [Double]
    /// [network][hidden layer][neuron].
    let measures: [[[UnitMeasures]]]

    init(
        _ condition: AblationCondition, epochs: Int, seeds: [UInt64], testAccuracies: [Double], measures: [[[UnitMeasures]]]
    ) {
        self.condition = condition
        self.epochs = epochs
        self.seeds = seeds
        self.testAccuracies = testAccuracies
        self.measures = measures
    }

    /// How many neurons of a layer meet a condition, in each network.
    func count(layer: Int, where holds: (UnitMeasures) -> Bool) -> [Double] {
        measures.map { Double($0[layer].count(where: holds)) }
    }

    /// The share of layer 1 among the first `count` neurons of an order across all layers, in each network.
    func firstLayerShares(of order: AblationOrder, count: Int) -> [Double] {
        zip(measures, seeds).map { measures, seed in
            let first = order.neurons(measures, layer: nil, seed: seed).prefix(count)
            return Double(first.count { $0.layer == 0 }) / Double(first.count)
        }
    }
}
