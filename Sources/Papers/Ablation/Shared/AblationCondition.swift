import Experiments

/// An architecture on a data set.
struct Family: Hashable, Sendable {
    let dataset: DatasetName
    let images: Images
    /// Of the hidden layers.
    let widths: [Int]

    static let mnist = Family(dataset: .mnist, images: .grey, widths: [100, 100])
    static let fashion = Family(dataset: .fashionMNIST, images: .grey, widths: [100, 100])
    static let small = Family(dataset: .fashionMNIST, images: .grey, widths: [20, 20])
    static let cifar = Family(dataset: .cifar10, images: .coloured, widths: [250, 500, 250, 500])
    static let funnel = Family(dataset: .cifar10, images: .coloured, widths: [1000, 750, 500, 250])
}

/// Networks that differ in their seeds only: data, architecture, activation and regulariser (Section V, before its part A).
struct AblationCondition: Hashable, Sendable {
    enum Regulariser: String, Sendable {
        case none
        case l2 = "L2"
        case dropout = "Dropout"
        case batchNormAndDropout = "batch norm and Dropout"
    }

    /// For people: "MNIST, ReLU, Dropout".
    let label: String
    let family: Family
    let activation: Activation
    let regulariser: Regulariser
    /// The training's length, a setting of its own.
    let epochs: Parameter

    /// - Parameters:
    ///   - name: its label within a sentence.
    ///   - watched: whose validation cross-entropy decided on the epochs, and how long where that was not all 30.
    private init(
        _ key: String, _ name: String, _ family: Family, _ activation: Activation, _ regulariser: Regulariser, epochs: Int,
        label: String? = nil, watched: String = "two networks of other seeds"
    ) {
        self.label = label ?? name
        self.family = family
        self.activation = activation
        self.regulariser = regulariser
        self.epochs = .chosen(
            "\(key)Epochs", "training length in epochs, \(name)", epochs, 1...1000,
            because: "of 8 to 30, the paper's range, where validation cross-entropy is least; seen on \(watched)")
    }

    /// What parts a unit's activations into two bins: above it a unit counts as active (Section V).
    var threshold: Float { activation == .sigmoid ? 0.5 : 0 }

    func networks(_ settings: Settings) -> Condition {
        let images = family.images
        let normalised = regulariser == .batchNormAndDropout
        let share = settings.number(images.epochShare)
        return Condition(
            Architecture(
                inputs: images.features, hidden: family.widths.map { .init($0, activation, normalised: normalised) }, classes: 10),
            Recipe(
                optimiser: .rmsProp(learningRate: settings.number(.learningRate), momentum: images.momentum),
                batchSize: settings.integer(.batchSize),
                epochs: max(1, Int((share * Double(settings.integer(epochs))).rounded())),
                initialisation: settings.choice(.initialisation), l2: regulariser == .l2 ? settings.number(.l2) : 0,
                dropout: normalised || regulariser == .dropout ? images.dropout : []),
            images.selection(family.dataset, settings), seeds: settings.seeds(images.networks))
    }

    func jobs(_ settings: Settings) -> [TrainingJob] { networks(settings).jobs }

    /// Every setting that the networks of some conditions depend on.
    static func parameters(of conditions: [AblationCondition]) -> [Parameter] {
        let own = conditions.flatMap(\.family.images.parameters) + conditions.map(\.epochs) + [.learningRate, .batchSize]
        return (own + (conditions.contains { $0.regulariser == .l2 } ? [.l2] : []) + [.initialisation, .firstSeed]).unique
    }
}

extension Parameter {
    fileprivate static let learningRate = given("learningRate", "learning rate of RMSProp", 0.001, 1e-6...1)
    fileprivate static let batchSize = given("batchSize", "batch size", 32, 1...4096)
    fileprivate static let l2 = given("l2", "weight decay", 1e-4, 0...1)
    fileprivate static let initialisation = chosen(
        "initialisation", "initial weights", Initialisation.pyTorchUniform,
        because: "the paper's networks are PyTorch's, and this is its default")
}

/// The 13 conditions that the figures show.
extension AblationCondition {
    static let mnistReluL2 = AblationCondition("mnistReluL2", "MNIST, ReLU, L2", .mnist, .relu, .l2, epochs: 9)
    static let mnistReluDropout = AblationCondition(
        "mnistReluDropout", "MNIST, ReLU, Dropout", .mnist, .relu, .dropout, epochs: 9)
    static let mnistReluBatchNorm = AblationCondition(
        "mnistReluBatchNorm", "MNIST, ReLU, batch norm and Dropout", .mnist, .relu, .batchNormAndDropout, epochs: 30)
    static let mnistSigmoidL2 = AblationCondition("mnistSigmoidL2", "MNIST, sigmoid, L2", .mnist, .sigmoid, .l2, epochs: 30)
    static let mnistSigmoidDropout = AblationCondition(
        "mnistSigmoidDropout", "MNIST, sigmoid, Dropout", .mnist, .sigmoid, .dropout, epochs: 23)
    static let fashionReluL2 = AblationCondition("fashionReluL2", "FashionMNIST, ReLU, L2", .fashion, .relu, .l2, epochs: 16)
    static let fashionReluDropout = AblationCondition(
        "fashionReluDropout", "FashionMNIST, ReLU, Dropout", .fashion, .relu, .dropout, epochs: 14)
    /// Of figure 2f alone. Its caption names a regulariser for every other panel and none here, so it is read as: none.
    static let fashionSigmoid = AblationCondition(
        "fashionSigmoid", "FashionMNIST, sigmoid, no regulariser", .fashion, .sigmoid, .none, epochs: 16,
        label: "FashionMNIST, sigmoid")
    static let smallFashionReluL2 = AblationCondition(
        "smallFashionReluL2", "small FashionMNIST, ReLU, L2", .small, .relu, .l2, epochs: 14,
        label: "Small FashionMNIST, ReLU, L2")
    static let smallFashionReluDropout = AblationCondition(
        "smallFashionReluDropout", "small FashionMNIST, ReLU, Dropout", .small, .relu, .dropout, epochs: 29,
        label: "Small FashionMNIST, ReLU, Dropout")
    static let cifarReluL2 = AblationCondition(
        "cifarReluL2", "CIFAR-10, ReLU, L2", .cifar, .relu, .l2, epochs: 9, watched: "one network of another seed")
    static let funnelReluL2 = AblationCondition(
        "funnelReluL2", "Funnel CIFAR-10, ReLU, L2", .funnel, .relu, .l2, epochs: 11,
        watched: "one network of another seed, 26 epochs long")
    static let funnelReluDropout = AblationCondition(
        "funnelReluDropout", "Funnel CIFAR-10, ReLU, Dropout", .funnel, .relu, .dropout, epochs: 11,
        watched: "one network of another seed, 18 epochs long")
}
