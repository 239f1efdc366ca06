import Experiments

/// Like networks, all of whose hidden units are of one kind, that are measured where they left chance accuracy.
struct BinCondition {
    /// "tanh".
    let id: String
    /// "tanh", "ReLU".
    let name: String
    let activation: Activation
    let learningRate: Parameter
    var data = PlaneNetworks.szt
    var epochs = PlaneNetworks.epochs
    var binSize = PlaneNetworks.binSize

    static let sztTanh = BinCondition(
        id: "tanh", name: "tanh", activation: .tanh, learningRate: PlaneNetworks.tanhLearningRate)
    static let sztReLU = BinCondition(
        id: "relu", name: "ReLU", activation: .relu, learningRate: PlaneNetworks.reluLearningRate)
    static let mnistTanh = BinCondition(
        id: "tanh", name: "tanh", activation: .tanh, learningRate: PlaneNetworks.mnistLearningRate, data: PlaneNetworks.mnist3,
        epochs: PlaneNetworks.mnistEpochs)
    static let mnistReLU = BinCondition(
        id: "relu", name: "ReLU", activation: .relu, learningRate: PlaneNetworks.mnistReluLearningRate,
        data: PlaneNetworks.mnist3, epochs: PlaneNetworks.mnistEpochs, binSize: mnistReLUBinSize)

    static let mnistReLUBinSize = Parameter.given(
        "mnistReluBinSize", "bin size of ReLU networks on MNIST-3", 0.2, 1e-4...10)
    /// Of figures that show no plane.
    static let chosenBinSize = Parameter.chosen(
        "binSize", "bin size", 0.07, 1e-4...10, because: "the paper's own for single planes")

    /// One job a seed.
    func jobs(_ settings: Settings) -> [TrainingJob] {
        let activations = [Activation](repeating: activation, count: 5)
        let architecture =
            data == PlaneNetworks.mnist3
            ? PlaneNetworks.architecture(activations, inputs: 784, classes: 3) : PlaneNetworks.architecture(activations)
        return PlaneNetworks.jobs(architecture, learningRate: learningRate, data: data, epochs: epochs, settings)
    }

    /// The plane's corner: what the samples hold and what they tell of the label.
    static func limits(_ samples: LabelledSamples) -> [NamedValue] {
        let limits = DataEntropies.of(samples)
        return [
            NamedValue("hx", Quantity("entropy of the input", symbol: "H(X)", unit: "bit"), limits.hx, 3),
            NamedValue("ixy", Quantity("information of input and label", symbol: "I(X;Y)", unit: "bit"), limits.ixy, 3),
        ]
    }

    /// Measures, on the training samples, each network that left chance accuracy.
    /// - Throws: a `Fault` where none did.
    func measure<Measure>(
        _ inputs: Inputs, _ measure: (Trajectory, LabelledSamples) throws -> Measure
    ) throws -> LearnedNetworks<Measure> {
        let training = try inputs.data(data).split.training
        let jobs = jobs(inputs.settings)
        var measured: [Measure] = []
        for job in jobs {
            try inputs.checkCancellation()
            let trajectory = try inputs.trajectory(job)
            if TrainingCurves(trajectory).hasLearned { measured.append(try measure(trajectory, training)) }
        }
        guard !measured.isEmpty else {
            throw NoneLearned.fault("\(name) network", trained: jobs.count, rate: learningRate)
        }
        return LearnedNetworks(measured, trained: jobs.count)
    }
}
