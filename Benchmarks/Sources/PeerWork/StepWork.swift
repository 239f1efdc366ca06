import Datasets
import Networks
import NumericCore
import Probing
import Workloads

extension PieceOfWork {
    /// A step of training. The peers begin with the same weights and take the same batches; after `checked` steps without dropout the loss
    /// over all samples tells whether they did the same.
    static func stepWork(_ network: TrainedNetwork) -> PieceOfWork {
        PieceOfWork(name: "step-\(network.architecture)") { folder in
            let samples = network.samples
            try folder.write("features", samples.features, shape: [samples.count, samples.width])
            try folder.write("labels", samples.labels)
            var random = SeededGenerator(seed: 0, purpose: "order of samples", index: 1)
            try folder.write("order", random.permutation(samples.count).map { Int32($0) })
            let weights = network.recipe.initialisation.weights(of: network.architecture, seed: 0)
            for (index, layer) in weights.layers.enumerated() {
                try folder.write("weights\(index)", layer.matrix.values, shape: [layer.matrix.rows, layer.matrix.columns])
                try folder.write("biases\(index)", layer.biases, shape: [layer.biases.count])
            }
            try folder.write(settings: StepSettings(network))
        } time: { threads in
            let samples = network.samples
            let steps = network.stepsAtOnce
            let times = repeated(threads: threads) {
                let run = StepRun(network.architecture, network.recipe, on: samples)
                return { run.run(steps: steps) }
            }
            return Outcome(
                times: times.divided(by: steps),
                values: ["loss": [network.loss(afterSteps: StepSettings.checked, on: samples)]])
        }
    }
}

/// What the peers must know of the training.
private struct StepSettings: Encodable {
    /// Steps before the loss is compared.
    static let checked = 20

    var layers: Int
    var activation: String
    var batch: Int
    var rate: Double
    var momentum = 0.0
    /// nil for SGD.
    var decay: Double?
    var epsilon: Double?
    var l2: Double
    var dropout: [Double]
    var checked = Self.checked

    init(_ network: TrainedNetwork) {
        let recipe = network.recipe
        layers = network.architecture.layerCount
        activation = network.architecture.activation(0).rawValue
        batch = recipe.batchSize
        l2 = recipe.l2
        dropout = recipe.dropout
        rate = recipe.optimiser.learningRate
        switch recipe.optimiser {
        case .sgd(_, let momentum): self.momentum = momentum
        case .rmsProp(_, let momentum, let decay, let epsilon):
            self.momentum = momentum
            self.decay = decay
            self.epsilon = epsilon
        case .adam: preconditionFailure("no network of these is trained by Adam")
        }
    }
}

extension TrainedNetwork {
    /// The mean loss over the samples after some steps without dropout, whose masks are everybody's own.
    fileprivate func loss(afterSteps steps: Int, on samples: LabelledSamples) -> Double {
        var recipe = recipe
        recipe.dropout = []
        let run = StepRun(architecture, recipe, on: samples)
        run.run(steps: steps)
        return ActivationReader(architecture).score(run.weights, on: samples).loss
    }
}
