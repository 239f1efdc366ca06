import Networks
import NumericCore
import Probing
import Workloads

extension PieceOfWork {
    /// A step of training a network of feature maps. The peers begin with the same weights and take the same batches; after `checked` steps
    /// the loss over all samples tells whether they did the same.
    static func convolutionWork(_ network: ConvolutionalNetwork) -> PieceOfWork {
        let (architecture, recipe) = (network.architecture, network.recipe)
        return PieceOfWork(name: network.id) { folder in
            let samples = network.samples
            let input = architecture.input
            try folder.write("features", samples.features, shape: [samples.count, input.channels, input.rows, input.columns])
            try folder.write("labels", samples.labels)
            var random = SeededGenerator(seed: 0, purpose: "order of samples", index: 1)
            try folder.write("order", random.permutation(samples.count).map { Int32($0) })
            let weights = recipe.initialisation.weights(of: architecture, seed: 0)
            for (entry, values) in zip(weights.layout.entries, weights.values) {
                try folder.write(entry.name, values, shape: [values.count])
            }
            try folder.write(settings: ConvolutionSettings(architecture, recipe))
        } time: { threads in
            let samples = network.samples
            let times = repeated(threads: threads) {
                let run = StepRun(architecture, recipe, on: samples)
                return { run.run(steps: network.stepsAtOnce) }
            }
            let run = StepRun(architecture, recipe, on: samples)
            run.run(steps: ConvolutionSettings.checked)
            let loss = ActivationReader(architecture).score(run.weights, on: samples).loss
            return Outcome(times: times.divided(by: network.stepsAtOnce), values: ["loss": [loss]])
        }
    }
}

/// What the peers must know: the network as its JSON, and how it is trained.
private struct ConvolutionSettings: Encodable {
    /// Steps before the loss is compared: one epoch.
    static let checked = 2

    let architecture: Architecture
    let batch: Int
    let rate: Double
    let momentum = 0.9
    let l2: Double
    let checked = Self.checked

    init(_ architecture: Architecture, _ recipe: Recipe) {
        self.architecture = architecture
        batch = recipe.batchSize
        rate = recipe.optimiser.learningRate
        l2 = recipe.l2
    }
}
