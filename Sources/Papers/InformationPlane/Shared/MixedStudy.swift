import Experiments

/// Mixed networks, and the pure ones that they are held against, on one data set.
///
/// A mixed network trains at the learning rate of the pure networks whose layers its own are compared with, so that nothing but the
/// activations differs.
struct MixedStudy {
    let data: DataSelection
    private let inputs: Int
    private let classes: Int
    private let epochs: Parameter
    /// How many networks of each kind are trained, mixed and pure.
    private let count: Parameter
    /// Of networks whose layers 3 to 5 are tanh.
    private let tanhLearningRate: Parameter
    /// Of networks whose layers 3 to 5 are ReLU.
    private let reluLearningRate: Parameter

    /// All at one learning rate: on these patterns the kinds are compared with each other too.
    static let szt = MixedStudy(
        data: PlaneNetworks.szt, inputs: 12, classes: 2, epochs: PlaneNetworks.epochs, count: networks,
        tanhLearningRate: learningRate, reluLearningRate: learningRate)

    static let mnist3 = MixedStudy(
        data: PlaneNetworks.mnist3, inputs: 784, classes: 3, epochs: PlaneNetworks.mnistEpochs, count: PlaneNetworks.networks,
        tanhLearningRate: PlaneNetworks.mnistLearningRate, reluLearningRate: PlaneNetworks.mnistReluLearningRate)

    private static let learningRate = Parameter.chosen(
        "mixedLearningRate", "learning rate of plain SGD, mixed networks and the pure ones beside them", .number(0.02),
        because: "one for all, so that only activations differ: figure 17's for ReLU; at each rate tried, from 0.005 to 0.1, mixed "
            + "networks score 0.95 to 0.98 on average and none dies",
        allowed: .numbers(1e-6...100))
    private static let networks = Parameter.chosen(
        "mixedNetworks", "networks of each kind, mixed and pure", .integer(8),
        because: "the paper shows one or two; the others tell what a seed alone changes", allowed: .integers(3...1000))

    /// The settings of the study's figures.
    var parameters: [Parameter] {
        [epochs, PlaneNetworks.batchSize, PlaneNetworks.binSize, tanhLearningRate]
            + (reluLearningRate == tanhLearningRate ? [] : [reluLearningRate])
            + [count, PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs]
    }

    /// The rate of networks whose layers 3 to 5 have the activation.
    func learningRate(_ activation: Activation) -> Parameter { activation == .relu ? reluLearningRate : tanhLearningRate }

    /// The mixed networks of one kind, one a seed.
    func jobs(_ kind: MixedKind, _ settings: Settings) -> [TrainingJob] {
        jobs(kind.activations, learningRate(kind.follower), settings)
    }

    /// The networks of one activation in all hidden layers, one a seed.
    func pureJobs(_ activation: Activation, _ settings: Settings) -> [TrainingJob] {
        jobs(.init(repeating: activation, count: 5), learningRate(activation), settings)
    }

    /// Mixed and pure networks.
    func allJobs(_ settings: Settings) -> [TrainingJob] {
        MixedKind.allCases.flatMap { jobs($0, settings) } + pureJobs(.tanh, settings) + pureJobs(.relu, settings)
    }

    private func jobs(_ activations: [Activation], _ learningRate: Parameter, _ settings: Settings) -> [TrainingJob] {
        PlaneNetworks.jobs(
            PlaneNetworks.architecture(activations, inputs: inputs, classes: classes), learningRate: learningRate, data: data,
            epochs: epochs, count: count, settings)
    }
}
