import Experiments

extension Figure4 {
    /// One network over its training.
    struct Course: Sendable {
        /// Ascending, from 0, the network before training.
        let epochs: [Int]
        /// In nats, at each of these epochs.
        let trainingLoss: [Double]
        let testLoss: [Double]
        /// The normalised area under the cumulative ablation curve, mean over orders.
        let areas: [Double]

        init(epochs: [Int], trainingLoss: [Double], testLoss: [Double], areas: [Double]) {
            precondition(
                epochs.count > 1 && [trainingLoss, testLoss, areas].allSatisfy { $0.count == epochs.count },
                "a course of \(epochs.count) epochs")
            self.epochs = epochs
            self.trainingLoss = trainingLoss
            self.testLoss = testLoss
            self.areas = areas
        }

        init(_ job: TrainingJob, _ inputs: Inputs) throws {
            let trajectory = try inputs.trajectory(job)
            guard let test = trajectory.test?.loss else { preconditionFailure("a training without test images") }
            let images = try inputs.data(job.data).split.training.first(inputs.settings.integer(DirectionParameters.scoredSamples))
            self.init(
                epochs: trajectory.snapshots.map(\.epoch), trainingLoss: trajectory.training.loss, testLoss: test,
                areas: try trajectory.snapshots.map { try DirectionAblation($0.weights, of: job, on: images, inputs).area })
        }

        /// The epoch of the least test loss, from which on training and test loss diverge; nil where the test loss does not end at least
        /// 2 % higher with a lower training loss.
        var divergence: Int? {
            let place = testLoss.indices.min { (testLoss[$0], $0) < (testLoss[$1], $1) }!
            let last = epochs.count - 1
            guard testLoss[last] >= 1.02 * testLoss[place], trainingLoss[last] < trainingLoss[place] else { return nil }
            return epochs[place]
        }

        /// The first place of the greatest area.
        private var peak: Int { areas.indices.max { (areas[$0], -$0) < (areas[$1], -$1) }! }

        /// The epoch of the greatest area, which is the last one where it never falls.
        var turn: Int { epochs[peak] }

        /// By how much the area ends below its greatest value.
        var fall: Double { areas[peak] - areas[areas.count - 1] }

        /// The epoch of the greatest area, from which on it falls; nil where it does not end at least 0.01 lower.
        var drop: Int? { fall >= 0.01 ? turn : nil }

        /// Spearman's correlation of area and test loss over the epochs after a first one.
        func correlation(after first: Int) -> Double {
            let places = epochs.indices.filter { epochs[$0] > first }
            return RankCorrelation.of(places.map { areas[$0] }, places.map { testLoss[$0] }).coefficient
        }
    }
}
