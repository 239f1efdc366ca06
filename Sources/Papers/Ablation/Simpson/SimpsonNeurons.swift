import Experiments

/// One network's neurons: what each measures, and what ablating it costs.
struct ImportantNeurons: Sendable {
    struct Neuron: Sendable {
        /// The hidden layer, from 0.
        let layer: Int
        let measures: UnitMeasures
        /// By how much the test cross-entropy grows without it alone, in nats.
        let lossAlone: Double
        /// By how much the test accuracy falls without it alone.
        let dropAlone: Double
        /// By how much the test accuracy falls when its turn comes in a random order of all neurons, mean over orders. Over all neurons
        /// this adds up to what ablating them all costs: it is their Shapley value.
        let dropAtTurn: Double

        init(layer: Int, measures: UnitMeasures, lossAlone: Double, dropAlone: Double, dropAtTurn: Double) {
            self.layer = layer
            self.measures = measures
            self.lossAlone = lossAlone
            self.dropAlone = dropAlone
            self.dropAtTurn = dropAtTurn
        }
    }

    /// Layer by layer.
    let neurons: [Neuron]

    init(_ neurons: [Neuron]) { self.neurons = neurons }

    /// Ablates every hidden neuron of the network, by itself and in turn, to zero.
    ///
    /// The orders are the streams "importance order" of the network's seed, the number of the order being the index.
    init(_ network: AblationNetwork, _ inputs: Inputs) throws {
        let job = network.job
        guard let test = try inputs.data(job.data).split.test else { preconditionFailure("the data have no test set") }
        let units = network.measures.enumerated().flatMap { layer, units in
            units.indices.map { UnitReference(layer: layer, unit: $0) }
        }
        let ablation = Ablation(job.architecture)
        let reader = ActivationReader(job.architecture)
        // Portions of samples, so that a run can be stopped; scores are means over samples.
        var whole = Score(loss: 0, accuracy: 0)
        var without = units.map { _ in Score(loss: 0, accuracy: 0) }
        for first in stride(from: 0, to: test.count, by: 500) {
            try inputs.checkCancellation()
            let portion = test.selecting(first..<min(first + 500, test.count))
            let share = Double(portion.count) / Double(test.count)
            whole.add(reader.score(network.weights, on: portion), share: share)
            for (place, score) in ablation.scores(network.weights, on: portion, withoutEach: units).enumerated() {
                without[place].add(score, share: share)
            }
        }

        let wanted = min(inputs.settings.integer(Simpson.samples), test.count)
        let fewer = test.selecting((0..<wanted).map { $0 * test.count / wanted })
        let orders = (0..<inputs.settings.integer(Simpson.orders)).map { index in
            var generator = SeededGenerator(seed: job.seed, purpose: "importance order", index: UInt64(index))
            return generator.permutation(units.count)
        }
        let curves = try ablation.accuracies(
            network.weights, on: fewer, orders: orders.map { order in order.map { units[$0] } }, at: Array(0...units.count),
            checkCancellation: inputs.checkCancellation)
        var drops = units.map { _ in 0.0 }
        for (order, accuracies) in zip(orders, curves) {
            for (turn, place) in order.enumerated() { drops[place] += accuracies[turn] - accuracies[turn + 1] }
        }
        neurons = units.indices.map { place in
            Neuron(
                layer: units[place].layer, measures: network.measures[units[place].layer][units[place].unit],
                lossAlone: without[place].loss - whole.loss, dropAlone: whole.accuracy - without[place].accuracy,
                dropAtTurn: drops[place] / Double(orders.count))
        }
    }

    /// The places of one layer's neurons; nil: of all.
    func places(layer: Int?) -> [Int] { neurons.indices.filter { layer == nil || neurons[$0].layer == layer } }

    /// Which share of the network's neurons matters less than each, half of the equals included.
    func ranks(_ importance: Importance) -> [Double] {
        Statistics.midranks(neurons.map(importance.value)).map { ($0 - 0.5) / Double(neurons.count) }
    }

    /// Spearman's coefficient of a measure and an importance, of one layer or of all together; 0 where one of them does not vary.
    func correlation(_ measure: AblationMeasure, _ importance: Importance, layer: Int?) -> Double {
        let places = places(layer: layer)
        let coefficient = Correlation.spearman(
            places.map { measure.value(neurons[$0].measures) }, places.map { importance.value(neurons[$0]) }
        ).coefficient
        return coefficient.isNaN ? 0 : coefficient
    }
}

/// How the importance of a neuron is told.
enum Importance: String, CaseIterable, Sendable {
    /// The cross-entropy without it alone, as Morcos et al. (2018) do.
    case alone
    /// The accuracy at its turn in a cumulative ablation.
    case atTurn = "at-turn"

    func value(_ neuron: ImportantNeurons.Neuron) -> Double {
        switch self {
        case .alone: neuron.lossAlone
        case .atTurn: neuron.dropAtTurn
        }
    }

    var label: String {
        switch self {
        case .alone: "by itself"
        case .atTurn: "in turn"
        }
    }
}

extension Score {
    fileprivate mutating func add(_ other: Score, share: Double) {
        loss += share * other.loss
        accuracy += share * other.accuracy
    }
}
