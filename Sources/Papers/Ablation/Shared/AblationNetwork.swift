import Experiments

/// A trained network of a condition with the measures of its hidden units.
struct AblationNetwork {
    let job: TrainingJob
    /// After the last epoch.
    let weights: Weights
    /// The share of the test images that it classifies correctly, every unit in place.
    let testAccuracy: Double
    /// [hidden layer][unit], on the validation set D.
    let measures: [[UnitMeasures]]

    /// Measures the network of one of the condition's jobs.
    init(_ job: TrainingJob, of condition: AblationCondition, _ inputs: Inputs) throws {
        let trajectory = try inputs.trajectory(job)
        guard let last = trajectory.snapshots.last, let test = trajectory.test?.accuracy.last,
            let held = try inputs.data(job.data).split.validation
        else { preconditionFailure("\(job.name) keeps no validation or test set") }
        self.job = job
        weights = last.weights
        testAccuracy = test
        let reader = ActivationReader(job.architecture)
        let hidden = Array(job.architecture.hidden.indices)
        var counts = hidden.map {
            UnitCounts(units: job.architecture.units($0), classes: held.classes, thresholds: [condition.threshold])
        }
        for first in stride(from: 0, to: held.count, by: 1000) {
            try inputs.checkCancellation()
            let range = first..<min(first + 1000, held.count)
            for (layer, activations) in reader.read(last.weights, on: held, layers: hidden, range: range).enumerated() {
                counts[layer].add(activations, labels: held.labels[range])
            }
        }
        measures = counts.map(\.measures)
    }
}

extension AblationNetwork {
    /// The mean of every hidden unit's activation over the training images: what ablation to the mean puts in its place.
    func trainingMeans(_ inputs: Inputs) throws -> [[Float]] {
        let training = try inputs.data(job.data).split.training
        let reader = ActivationReader(job.architecture)
        let hidden = Array(job.architecture.hidden.indices)
        var sums = hidden.map { [Double](repeating: 0, count: job.architecture.units($0)) }
        for first in stride(from: 0, to: training.count, by: 1000) {
            try inputs.checkCancellation()
            let range = first..<min(first + 1000, training.count)
            for (layer, activations) in reader.read(weights, on: training, layers: hidden, range: range).enumerated() {
                for unit in sums[layer].indices { sums[layer][unit] += activations.row(unit).reduce(0.0) { $0 + Double($1) } }
            }
        }
        return sums.map { $0.map { Float($0 / Double(training.count)) } }
    }
}
