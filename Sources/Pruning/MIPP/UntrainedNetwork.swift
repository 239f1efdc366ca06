import Datasets
import Networks

/// A network before its training, as methods that read activations or gradients need it: with statistics of batch normalisation.
public enum UntrainedNetwork {
    /// The initial weights of the seed; normalisations' running statistics are those that one pass over the samples leaves, in the order
    /// of a training's first epoch (chosen). What fills no batch is left out.
    public static func weights(
        of architecture: Architecture, _ initialisation: Initialisation, seed: UInt64, on samples: LabelledSamples,
        batchSize: Int = 100
    ) -> Weights {
        let initial = initialisation.weights(of: architecture, seed: seed)
        // Without statistics that a pass would leave there is none to make.
        guard architecture.nodes.contains(where: { $0.op is Normalise }) else { return initial }
        let recipe = Recipe(optimiser: .sgd(learningRate: 0), batchSize: batchSize, epochs: 1, initialisation: initialisation)
        let run = StepRun(architecture, recipe, on: samples, seed: seed)
        run.run(steps: samples.count / batchSize)
        return run.weights
    }
}
