import Experiments

/// What a trained network's hidden neurons say about the test images, before the activation (Section 3).
struct Neurons {
    /// [hidden layer][neuron][image].
    let preActivations: [[[Double]]]
    let labels: [UInt16]
    /// The ranks' normal scores, the same for every neuron.
    private let scores: CopulaNormalisation

    init(_ job: TrainingJob, _ inputs: Inputs) throws {
        let test = try inputs.test(job)
        let layers = ActivationReader(job.architecture).read(
            try inputs.weights(job), on: test, quantity: .preActivation, layers: Array(job.architecture.hidden.indices))
        preActivations = layers.map { layer in
            (0..<layer.rows).map { neuron in (0..<layer.columns).map { Double(layer[neuron, $0]) } }
        }
        labels = test.labels
        scores = CopulaNormalisation(samples: test.count)
    }

    var layers: Range<Int> { preActivations.indices }
    /// The label as a number.
    var number: OInformationSystem.Target { .columns([labels.map(Double.init)]) }

    /// The neurons of a layer with the label, as a number whose ties share their rank where nothing else is said.
    /// - Parameter activated: what the neurons pass on, behind their ReLU.
    /// - Throws: a `Fault` where the test images do not determine it.
    func system(
        _ layer: Int, target: OInformationSystem.Target? = nil, ties: Ties = .midranks, activated: Bool = false
    ) throws -> OInformationSystem {
        let units = activated ? preActivations[layer].map { $0.map { max($0, 0) } } : preActivations[layer]
        do {
            return try OInformationSystem(units: units, target: target ?? number, ties: ties, scores: scores)
        } catch {
            throw Fault("hidden layer \(layer + 1) cannot be measured: \(error)", status: .figureFailed)
        }
    }
}
