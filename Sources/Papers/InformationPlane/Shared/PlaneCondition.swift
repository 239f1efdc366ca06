import Experiments

/// Like networks, which differ in their seeds alone.
struct PlaneCondition: Sendable {
    /// "tanh": begins the ids of its values and claims.
    var id: String
    /// "tanh": what stands before "network".
    var name: String
    /// By hidden layer.
    var activations: [Activation]
    var widths = PlaneNetworks.widths
    var learningRate: Parameter
    var data = PlaneData.szt
    var count = PlaneNetworks.networks
    /// Of early stopping; nil: none.
    var patience: Parameter?

    static let tanh = pure(.tanh, PlaneNetworks.tanhLearningRate)
    static let relu = pure(.relu, PlaneNetworks.reluLearningRate)
    static let mnistTanh = pure(.tanh, PlaneNetworks.mnistLearningRate, .mnist3)
    static let mnistReLU = pure(.relu, PlaneNetworks.mnistReluLearningRate, .mnist3)

    /// One activation in all hidden layers.
    static func pure(
        _ activation: Activation, _ learningRate: Parameter, _ data: PlaneData = .szt,
        widths: [Int] = PlaneNetworks.widths, count: Parameter = PlaneNetworks.networks, patience: Parameter? = nil
    ) -> PlaneCondition {
        PlaneCondition(
            id: activation.rawValue, name: activation.printed, activations: widths.map { _ in activation }, widths: widths,
            learningRate: learningRate, data: data, count: count, patience: patience)
    }

    /// One job a seed.
    func jobs(_ settings: Settings) -> [TrainingJob] {
        PlaneNetworks.jobs(
            activations, widths: widths, on: data, learningRate: learningRate, count: count, patience: patience, settings)
    }

    /// Measures the networks that left chance, and throws a `Fault` where fewer did than `least`.
    func learned<Measure>(
        _ inputs: Inputs, least: Int = 1, _ measure: (Trajectory) throws -> Measure
    ) throws -> LearnedNetworks<Measure> {
        try inputs.learned(jobs(inputs.settings), where: { TrainingCurves($0).hasLearned }, measure).atLeast(
            least, "\(name) network", remedy: "choose another '\(learningRate.key)' or 'firstSeed', or more networks")
    }

    /// The planes at the size of bins that `binSize` says, of the networks that left chance.
    func planes(_ inputs: Inputs, least: Int = 1) throws -> LearnedNetworks<ScoredPlane> {
        try learned(inputs, least: least) { try ScoredPlane($0, inputs) }
    }
}

extension Activation {
    /// In print: "tanh", "ReLU".
    var printed: String { self == .relu ? "ReLU" : rawValue }
}
