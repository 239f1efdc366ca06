import Experiments

/// What a trained network's hidden neurons say about the test images, before the activation (Section 3).
struct OInformationLayers {
    /// [hidden layer][neuron][image].
    let preActivations: [[[Double]]]
    let labels: [UInt16]
    /// The ranks' normal scores, the same for every neuron.
    let scores: CopulaNormalisation

    init(_ trajectory: Trajectory, on samples: LabelledSamples) {
        let architecture = trajectory.job.architecture
        guard let weights = trajectory.snapshots.last?.weights else { preconditionFailure("a trajectory without weights") }
        let layers = ActivationReader(architecture).read(
            weights, on: samples, quantity: .preActivation, layers: Array(architecture.hidden.indices))
        preActivations = layers.map { layer in
            (0..<layer.rows).map { neuron in (0..<layer.columns).map { Double(layer[neuron, $0]) } }
        }
        labels = samples.labels
        scores = CopulaNormalisation(samples: samples.count)
    }

    /// The neurons of a layer with the label as a number, ties of which share their rank.
    /// - Throws: a `Fault` where the test images do not determine it.
    func system(_ layer: Int) throws -> OInformationSystem {
        try system(layer, target: .columns([labels.map(Double.init)]), ties: .midranks)
    }

    func system(_ layer: Int, target: OInformationSystem.Target, ties: Ties) throws -> OInformationSystem {
        try system(of: preActivations[layer], in: layer, target: target, ties: ties)
    }

    /// What the neurons pass on, behind their ReLU, with the label as a number.
    func activationSystem(_ layer: Int) throws -> OInformationSystem {
        try system(
            of: preActivations[layer].map { $0.map { max($0, 0) } }, in: layer, target: .columns([labels.map(Double.init)]),
            ties: .midranks)
    }

    private func system(
        of units: [[Double]], in layer: Int, target: OInformationSystem.Target, ties: Ties
    ) throws -> OInformationSystem {
        do {
            return try OInformationSystem(units: units, target: target, ties: ties, scores: scores)
        } catch {
            throw Fault("hidden layer \(layer + 1) cannot be measured: \(error)", status: .figureFailed)
        }
    }

    /// The test images of a selection.
    /// - Throws: a `Fault` where the data set has none.
    static func testSamples(_ data: LoadedData) throws -> LabelledSamples {
        guard let test = data.split.test else {
            throw Fault("the data set \(data.identity.name) has no test samples", status: .data)
        }
        return test
    }
}
