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

    static let sztTanh = BinCondition(id: "tanh", name: "tanh", activation: .tanh, learningRate: PlaneNetworks.tanhLearningRate)
    static let sztReLU = BinCondition(id: "relu", name: "ReLU", activation: .relu, learningRate: PlaneNetworks.reluLearningRate)
    static let mnistTanh = BinCondition(
        id: "tanh", name: "tanh", activation: .tanh, learningRate: PlaneNetworks.mnistLearningRate, data: PlaneNetworks.mnist3,
        epochs: PlaneNetworks.mnistEpochs)
    static let mnistReLU = BinCondition(
        id: "relu", name: "ReLU", activation: .relu, learningRate: PlaneNetworks.mnistReluLearningRate, data: PlaneNetworks.mnist3,
        epochs: PlaneNetworks.mnistEpochs,
        binSize: .given("mnistReluBinSize", "bin size of ReLU networks on MNIST-3", 0.2, 1e-4...10))

    /// One job a seed.
    func jobs(_ settings: Settings) -> [TrainingJob] {
        let (inputs, classes) = data == PlaneNetworks.mnist3 ? (784, 3) : (12, 2)
        let architecture = PlaneNetworks.architecture(.init(repeating: activation, count: 5), inputs: inputs, classes: classes)
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
        guard !measured.isEmpty else { throw NoneLearned.fault("\(name) network", trained: jobs.count, rate: learningRate) }
        return LearnedNetworks(measured, trained: jobs.count)
    }
}

/// A figure that needs the networks of its conditions and no others.
protocol ConditionFigure: Experiment {
    var conditions: [BinCondition] { get }
    /// The settings of what is measured on the networks.
    var measures: [Parameter] { get }
}

extension ConditionFigure {
    var parameters: [Parameter] {
        let all =
            conditions.map(\.epochs) + [PlaneNetworks.batchSize] + measures + conditions.map(\.learningRate)
            + [PlaneNetworks.networks, PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs]
        return all.indices.filter { !all[..<$0].contains(all[$0]) }.map { all[$0] }
    }

    func needs(_ settings: Settings) -> Needs { Needs(jobs: conditions.flatMap { $0.jobs(settings) }) }

    /// The plane's corner: what the training samples hold and what they tell of the label.
    func corner(_ inputs: Inputs) throws -> [NamedValue] {
        let limits = DataEntropies.of(try inputs.data(conditions[0].data).split.training)
        return [
            NamedValue("hx", .bits("entropy of the input", "H(X)"), limits.hx, 3),
            NamedValue("ixy", .bits("information of input and label", "I(X;Y)"), limits.ixy, 3),
        ]
    }
}

extension Parameter {
    /// Of figures that show no plane.
    static let chosenBinSize = chosen("binSize", "bin size", 0.07, 1e-4...10, because: "the paper's own for single planes")
}
