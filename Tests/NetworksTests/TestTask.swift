import Datasets
import Files
import Networks
import NumericCore

/// The 12-bit task and the small networks of these tests.
enum TestTask {
    static let split: DataSplit = {
        let all = SZT.samples()
        var generator = SeededGenerator(seed: 11, purpose: "test split")
        let order = generator.permutation(all.count)
        return DataSplit(training: all.selecting(order[..<3276]), validation: all.selecting(order[3276...]), test: nil)
    }()

    /// The information plane's network.
    static func plane(_ activation: Activation) -> Architecture {
        Architecture(inputs: 12, hidden: [10, 7, 5, 4, 3].map { .init($0, activation) }, classes: 2)
    }

    static func job(
        _ architecture: Architecture = plane(.tanh),
        _ recipe: Recipe = Recipe(optimiser: .sgd(learningRate: 0.1), batchSize: 256, epochs: 20),
        seed: UInt64 = 1
    ) -> TrainingJob {
        TrainingJob(
            architecture: architecture, recipe: recipe, data: DataSelection(.szt), seed: seed,
            snapshots: SnapshotSchedule(everyEpochUpTo: 5, count: 10))
    }

    /// SHA-256 of the snapshots' parameters and the curves, in order, apart from what describes them.
    static func digest(_ trajectory: Trajectory) -> String {
        var bytes: [UInt8] = []
        func add<Number>(_ values: [Number]) { values.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        for snapshot in trajectory.snapshots {
            for layer in snapshot.weights.layers {
                add(layer.matrix.values)
                add(layer.biases)
                if let normalisation = layer.normalisation {
                    for values in [normalisation.scale, normalisation.shift, normalisation.mean, normalisation.variance] {
                        add(values)
                    }
                }
            }
        }
        for curve in [trajectory.training, trajectory.validation, trajectory.test].compactMap(\.self) {
            add(curve.loss)
            add(curve.accuracy)
        }
        return SHA256.hex(of: bytes)
    }
}
