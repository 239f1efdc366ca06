import Experiments

/// How the importance of a neuron is told.
enum Importance: String, CaseIterable, Sendable {
    /// By itself: the cross-entropy without it alone, as Morcos et al. (2018) do.
    case alone
    /// In turn: the accuracy at its turn in a cumulative ablation.
    case atTurn = "at-turn"

    var label: String { self == .alone ? "by itself" : "in turn" }

    func value(_ neuron: ImportantNeurons.Neuron) -> Double { self == .alone ? neuron.lossAlone : neuron.dropAtTurn }
}

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
    }

    /// Layer by layer.
    let neurons: [Neuron]

    /// The places of one layer's neurons; nil: of all.
    func places(layer: Int?) -> [Int] { neurons.indices.filter { layer == nil || neurons[$0].layer == layer } }

    /// Which share of the network's neurons matters less than each, half of the equals included.
    func ranks(_ importance: Importance) -> [Double] {
        Statistics.midranks(neurons.map(importance.value)).map { ($0 - 0.5) / Double(neurons.count) }
    }

    /// Spearman's coefficient of a measure and an importance, of one layer or of all together; 0 where one of them does not vary.
    func correlation(_ measure: Measure, _ importance: Importance, layer: Int?) -> Double {
        let own = places(layer: layer).map { neurons[$0] }
        let coefficient = Correlation.spearman(own.map { measure.value($0.measures) }, own.map(importance.value)).coefficient
        return coefficient.isNaN ? 0 : coefficient
    }
}

extension ImportantNeurons {
    /// Ablates every hidden neuron of a job's network, by itself and in turn, to zero.
    ///
    /// The orders are the streams "importance order" of the network's seed, the number of the order being the index.
    init(_ job: TrainingJob, _ measures: [[UnitMeasures]], _ inputs: Inputs) throws {
        let (weights, test) = (try inputs.weights(job), try inputs.test(job))
        let units = measures.enumerated().flatMap { layer, units in
            units.indices.map { UnitReference(layer: layer, unit: $0) }
        }
        let ablation = Ablation(job.architecture)
        // Scores are means over samples, and so are added up portion by portion.
        var whole = Score(loss: 0, accuracy: 0)
        var without = units.map { _ in Score(loss: 0, accuracy: 0) }
        for range in test.portions(of: 500) {
            try inputs.checkCancellation()
            let portion = test.selecting(range)
            let share = Double(portion.count) / Double(test.count)
            whole.add(ActivationReader(job.architecture).score(weights, on: portion), share: share)
            for (place, score) in ablation.scores(weights, on: portion, withoutEach: units).enumerated() {
                without[place].add(score, share: share)
            }
        }
        let wanted = min(inputs.settings.integer(Simpson.samples), test.count)
        let orders = (0..<inputs.settings.integer(Simpson.orders)).map { index in
            var generator = SeededGenerator(seed: job.seed, purpose: "importance order", index: UInt64(index))
            return generator.permutation(units.count)
        }
        let curves = try ablation.accuracies(
            weights, on: test.selecting((0..<wanted).map { $0 * test.count / wanted }),
            orders: orders.map { order in order.map { units[$0] } }, at: Array(0...units.count),
            checkCancellation: inputs.checkCancellation)
        var drops = units.map { _ in 0.0 }
        for (order, accuracies) in zip(orders, curves) {
            for (turn, place) in order.enumerated() { drops[place] += accuracies[turn] - accuracies[turn + 1] }
        }
        neurons = zip(units, measures.joined()).enumerated().map { place, unit in
            Neuron(
                layer: unit.0.layer, measures: unit.1, lossAlone: without[place].loss - whole.loss,
                dropAlone: whole.accuracy - without[place].accuracy, dropAtTurn: drops[place] / Double(orders.count))
        }
    }
}

extension Score {
    fileprivate mutating func add(_ other: Score, share: Double) {
        loss += share * other.loss
        accuracy += share * other.accuracy
    }
}
