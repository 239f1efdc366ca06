import Experiments

/// Like networks whose bins are looked at.
struct BinCondition {

    static let mnistReLUBinSize = Parameter.given(
        "mnistReluBinSize", "bin size of ReLU networks on MNIST-3", .number(0.2), allowed: .numbers(1e-4...10))

    /// "tanh".
    let id: String
    /// "tanh", "ReLU".
    let name: String
    let activation: Activation
    let learningRate: Parameter
    let data: DataSelection
    let epochs: Parameter
    let binSize: Parameter

    static let sztTanh = BinCondition(
        id: "tanh", name: "tanh", activation: .tanh, learningRate: PlaneNetworks.tanhLearningRate, data: PlaneNetworks.szt,
        epochs: PlaneNetworks.epochs, binSize: PlaneNetworks.binSize)
    static let sztReLU = BinCondition(
        id: "relu", name: "ReLU", activation: .relu, learningRate: PlaneNetworks.reluLearningRate, data: PlaneNetworks.szt,
        epochs: PlaneNetworks.epochs, binSize: PlaneNetworks.binSize)
    static let mnistTanh = BinCondition(
        id: "tanh", name: "tanh", activation: .tanh, learningRate: PlaneNetworks.mnistLearningRate, data: PlaneNetworks.mnist3,
        epochs: PlaneNetworks.mnistEpochs, binSize: PlaneNetworks.binSize)
    static let mnistReLU = BinCondition(
        id: "relu", name: "ReLU", activation: .relu, learningRate: PlaneNetworks.mnistReluLearningRate, data: PlaneNetworks.mnist3,
        epochs: PlaneNetworks.mnistEpochs, binSize: mnistReLUBinSize)

    /// One job a seed.
    func jobs(_ settings: Settings) -> [TrainingJob] {
        let activations = [Activation](repeating: activation, count: 5)
        let architecture =
            data == PlaneNetworks.mnist3
            ? PlaneNetworks.architecture(activations, inputs: 784, classes: 3) : PlaneNetworks.architecture(activations)
        return PlaneNetworks.jobs(architecture, learningRate: learningRate, data: data, epochs: epochs, settings)
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
