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

    /// - Parameters:
    ///   - trained: the weights after training.
    ///   - samples: the training samples.
    func weights(trained: () throws -> Weights, samples: () throws -> LabelledSamples) rethrows -> Weights {
        guard !isTrained else { return try trained() }
        return UntrainedNetwork.weights(of: job.architecture, job.recipe.initialisation, seed: job.seed, on: try samples())
    }

    func weights(_ inputs: ProductInputs) throws -> Weights {
        try weights(trained: { try inputs.weights(job) }, samples: { try inputs.training(job.data) })
    }

    func weights(_ inputs: Inputs) throws -> Weights {
        try weights(trained: { try inputs.weights(job) }, samples: { try inputs.training(job.data) })
    }
}
