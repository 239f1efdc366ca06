import Experiments

/// A trained network with the measures of its hidden neurons.
struct MeasuredNetwork: Sendable {
    var seed: UInt64 = 0
    var epochs = 0
    /// The share of the test images that it classifies correctly, every neuron in place.
    var testAccuracy = 0.0
    /// [hidden layer][neuron], on the validation set D.
    let measures: [[UnitMeasures]]
}

extension MeasuredNetwork {
    /// The network of one of the condition's jobs.
    init(_ job: TrainingJob, of condition: AblationCondition, _ inputs: Inputs) throws {
        let trajectory = try inputs.trajectory(job)
        guard let accuracy = trajectory.test?.accuracy.last else { preconditionFailure("\(job.name) keeps no test set") }
        let held = try inputs.validation(job)
        var counts = condition.family.widths.map { UnitCounts(units: $0, classes: held.classes, thresholds: [condition.threshold]) }
        try inputs.read(job, on: held) { layer, activations, range in counts[layer].add(activations, labels: held.labels[range]) }
        self.init(seed: job.seed, epochs: trajectory.epochs, testAccuracy: accuracy, measures: counts.map(\.measures))
    }
}

extension Inputs {
    /// The mean of every hidden neuron's activation over the training images: what ablation to the mean puts in its place.
    func trainingMeans(_ job: TrainingJob) throws -> [[Float]] {
        let training = try training(job)
        var sums = job.architecture.hidden.indices.map { [Double](repeating: 0, count: job.architecture.units($0)) }
        try read(job, on: training) { layer, activations, _ in
            for unit in sums[layer].indices { sums[layer][unit] += activations.row(unit).reduce(0.0) { $0 + Double($1) } }
        }
        return sums.map { $0.map { Float($0 / Double(training.count)) } }
    }

    /// A trained network's hidden activations, a layer of some samples at a time.
    fileprivate func read(
        _ job: TrainingJob, on samples: LabelledSamples, _ use: (Int, Matrix<Float>, Range<Int>) -> Void
    ) throws {
        let (weights, reader) = (try weights(job), ActivationReader(job.architecture))
        for range in samples.portions(of: 1000) {
            try checkCancellation()
            let layers = reader.read(weights, on: samples, layers: Array(job.architecture.hidden.indices), range: range)
            for (layer, activations) in layers.enumerated() { use(layer, activations, range) }
        }
    }
}

/// All networks of a condition.
struct MeasuredNetworks: Sendable {
    let condition: AblationCondition
    var networks: [MeasuredNetwork]

    var layers: Range<Int> { networks[0].measures.indices }
    var testAccuracies: [Double] { networks.map(\.testAccuracy) }

    /// A measure of every neuron of a layer, one list a network.
    func values(_ measure: Measure, _ layer: Int) -> [[Double]] { networks.map { $0.measures[layer].map(measure.value) } }

    /// The mean over a layer's neurons, one a network.
    func means(_ measure: Measure, _ layer: Int) -> [Double] { values(measure, layer).map(Statistics.mean) }

    /// How many neurons of a layer meet a condition, one count a network.
    func counts(_ layer: Int, where holds: (UnitMeasures) -> Bool) -> [Double] {
        networks.map { Double($0.measures[layer].count(where: holds)) }
    }
}
