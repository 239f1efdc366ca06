import Experiments

/// Beyond the paper: the planes of tanh and ReLU networks by three estimators of mutual information.
///
/// Beside the binned estimate stand the bounds of Kolchinsky and Tracey (2017) from pairwise distances, which Saxe et al. (2018)
/// set against it: the debate that the paper joins turns on whether compression is the network's or the estimator's.
struct Estimators: Experiment {
    let identity = Identity(.informationPlane, "Estimators", "Information planes by three estimators", id: "estimators")

    static let noiseVariance = Parameter.chosen(
        "noiseVariance", "variance of the Gaussian noise behind the pairwise-distance bounds", .number(0.001),
        because: "the code of Saxe et al. (2018) has it for the same layers", allowed: .numbers(1e-8...100))
    static let measuredEpochs = Parameter.chosen(
        "estimatorEpochs", "epochs at which all three estimators measure, out of the recorded ones", .integer(60),
        because: "the bounds take every pair of samples; spread in proportion to the epoch, these show the same paths",
        allowed: .integers(3...100_000))

    let parameters = [
        PlaneNetworks.epochs, PlaneNetworks.batchSize, PlaneNetworks.binSize, noiseVariance, measuredEpochs,
        PlaneNetworks.tanhLearningRate,
        PlaneNetworks.reluLearningRate, PlaneNetworks.networks, PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs,
    ]

    /// A row of planes: networks of one activation.
    struct Condition {
        let id: String
        let title: String
        let activation: Activation
        let learningRate: Parameter
    }

    static let conditions = [
        Condition(id: "tanh", title: "tanh", activation: .tanh, learningRate: PlaneNetworks.tanhLearningRate),
        Condition(id: "relu", title: "ReLU", activation: .relu, learningRate: PlaneNetworks.reluLearningRate),
    ]

    private func jobs(_ condition: Condition, _ settings: Settings) -> [TrainingJob] {
        let architecture = PlaneNetworks.architecture(.init(repeating: condition.activation, count: 5))
        return PlaneNetworks.jobs(architecture, learningRate: condition.learningRate, settings)
    }

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: Self.conditions.flatMap { jobs($0, settings) })
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let training = try inputs.data(PlaneNetworks.szt).split.training
        let limits = DataEntropies.of(training)
        var networks: [[MeasuredNetwork]] = []
        var values = [
            NamedValue(
                id: "hx", quantity: Quantity("entropy of the input", symbol: "H(X)", unit: "bit"), value: limits.hx, digits: 3),
            NamedValue(
                id: "ixy", quantity: Quantity("information of input and label", symbol: "I(X;Y)", unit: "bit"), value: limits.ixy,
                digits: 3),
            NamedValue(
                id: "networks", quantity: Quantity("networks a condition"),
                value: Double(inputs.settings.integer(PlaneNetworks.networks)), digits: 0),
        ]
        for condition in Self.conditions {
            let all = try jobs(condition, inputs.settings).map { try inputs.trajectory($0) }
            let learned = all.filter { TrainingCurves($0).hasLearned }
            guard !learned.isEmpty else {
                throw NoneLearned.fault("\(condition.title) network", trained: all.count, rate: condition.learningRate)
            }
            let measured = try learned.map { try MeasuredNetwork($0, on: training, inputs) }
            networks.append(measured)
            values += Self.values(condition, measured, dead: all.count - learned.count)
        }
        let all = inputs.settings.integer(PlaneNetworks.networks)
        let claims =
            Estimator.allCases.map { Self.tanhCompresses(networks[0], of: all, by: $0) }
            + Estimator.allCases.map { Self.reluDoesNot(networks[1], of: all, by: $0) }
            + zip(Self.conditions, networks).map { Self.tracksClustering($0.id, $0.title, $1, of: all) }
        return FigureResult(
            id: id, title: title, panels: Self.panels(networks), tables: Self.tables(networks), values: values, claims: claims)
    }
}
