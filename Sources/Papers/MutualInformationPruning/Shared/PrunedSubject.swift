import Experiments
import Pruning

/// A network that is pruned: after its training, or before.
struct PrunedSubject: Codable, Hashable, Sendable {
    /// Its training; of an untrained one, that which it would have.
    var job: TrainingJob
    let isTrained: Bool

    /// The trainings that it needs.
    var networks: [TrainingJob] { isTrained ? [job] : [] }
    var structures: Structures { Structures(job.architecture) }
    /// "trained LeNet..., seed 1".
    var name: String { "\(isTrained ? "" : "untrained ")\(job.name)" }

    /// - Parameter trained: the weights after training.
    private func weights(trained: () throws -> Weights, samples: () throws -> any SampleSource) throws -> Weights {
        guard !isTrained else { return try trained() }
        let (architecture, initialisation) = (job.architecture, job.recipe.initialisation)
        let samples = try samples()
        if let samples = samples as? LabelledSamples {
            return UntrainedNetwork.weights(of: architecture, initialisation, seed: job.seed, on: samples)
        }
        // Images of a folder: as many as running statistics remember, in batches that fit into memory (chosen).
        let first = try samples.samples(at: Array(0..<min(2000, samples.count)))
        return UntrainedNetwork.weights(
            of: architecture, initialisation, seed: job.seed, on: first, batchSize: min(25, first.count))
    }

    func weights(_ inputs: ProductInputs) throws -> Weights {
        try weights(trained: { try inputs.weights(job) }, samples: { try inputs.samples(job.data) })
    }

    func weights(_ inputs: Inputs) throws -> Weights {
        try weights(trained: { try inputs.weights(job) }, samples: { try inputs.samples(job.data) })
    }
}
