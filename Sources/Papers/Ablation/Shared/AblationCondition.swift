import Experiments

/// A condition of networks: data, architecture, activation and regulariser. Its networks differ in their seeds only.
///
/// Source: Section V, before its part A.
struct AblationCondition: Sendable {
    enum Regulariser: String, Sendable {
        case none
        case l2 = "L2"
        case dropout = "Dropout"
        case batchNormAndDropout = "batch norm and Dropout"
    }

    /// Stable: "mnist-relu-dropout".
    let id: String
    /// For people: "MNIST, ReLU, Dropout".
    let label: String
    let dataset: DatasetName
    /// The widths of the hidden layers.
    let widths: [Int]
    let activation: Activation
    let regulariser: Regulariser
    /// The training's length, a setting of its own.
    let epochs: Parameter

    init(
        _ id: String, _ label: String, _ dataset: DatasetName, _ widths: [Int], _ activation: Activation,
        _ regulariser: Regulariser, epochs: Parameter
    ) {
        self.id = id
        self.label = label
        self.dataset = dataset
        self.widths = widths
        self.activation = activation
        self.regulariser = regulariser
        self.epochs = epochs
    }

    var isCIFAR: Bool { dataset == .cifar10 }

    /// What parts a unit's activations into two bins: above it a unit counts as active (Section V).
    var threshold: Float { activation == .sigmoid ? 0.5 : 0 }

    var architecture: Architecture {
        Architecture(
            inputs: isCIFAR ? 3072 : 784,
            hidden: widths.map { .init($0, activation, normalised: regulariser == .batchNormAndDropout) }, classes: 10)
    }

    /// The share of the training images that trains is 80 %; the others are the validation set D, the same for all networks.
    func data(_ settings: Settings) -> DataSelection {
        let range = FeatureRange(
            rawValue: settings.choice(isCIFAR ? AblationParameters.cifarPixels : AblationParameters.pixels))!
        guard isCIFAR else { return DataSelection(dataset, trainingShare: 0.8, range: range) }
        let images = settings.integer(AblationParameters.cifarSamplesPerClass)
        return DataSelection(dataset, samplesPerClass: images < 5000 ? images : nil, trainingShare: 0.8, range: range)
    }

    func recipe(_ settings: Settings) -> Recipe {
        let share = settings.number(isCIFAR ? AblationParameters.cifarEpochShare : AblationParameters.epochShare)
        let drops = regulariser == .dropout || regulariser == .batchNormAndDropout
        return Recipe(
            optimiser: .rmsProp(
                learningRate: settings.number(AblationParameters.learningRate), momentum: isCIFAR ? 0.1 : 0.01),
            batchSize: settings.integer(AblationParameters.batchSize),
            epochs: max(1, Int((share * Double(settings.integer(epochs))).rounded())),
            initialisation: Initialisation(rawValue: settings.choice(AblationParameters.initialisation))!,
            l2: regulariser == .l2 ? settings.number(AblationParameters.l2) : 0,
            dropout: drops ? (isCIFAR ? [0.2, 0.4, 0.2, 0.4] : [0.3, 0.4]) : [])
    }

    /// One job a network, from the first seed on. Figures with equal settings share them.
    func jobs(_ settings: Settings) -> [TrainingJob] {
        let first = settings.integer(AblationParameters.firstSeed)
        let count = settings.integer(isCIFAR ? AblationParameters.cifarNetworks : AblationParameters.networks)
        let recipe = recipe(settings)
        let data = data(settings)
        return (0..<count).map { index in
            TrainingJob(architecture: architecture, recipe: recipe, data: data, seed: UInt64(first + index), snapshots: .ends)
        }
    }

    /// Every setting that the networks of some conditions depend on.
    static func parameters(of conditions: [AblationCondition]) -> [Parameter] {
        var parameters: [Parameter] = []
        if conditions.contains(where: { !$0.isCIFAR }) {
            parameters += [AblationParameters.networks, AblationParameters.epochShare, AblationParameters.pixels]
        }
        if conditions.contains(where: \.isCIFAR) {
            parameters += [
                AblationParameters.cifarNetworks, AblationParameters.cifarEpochShare, AblationParameters.cifarSamplesPerClass,
                AblationParameters.cifarPixels,
            ]
        }
        var seen: Set<String> = []
        parameters += conditions.map(\.epochs).filter { seen.insert($0.key).inserted }
        parameters += [AblationParameters.learningRate, AblationParameters.batchSize]
        if conditions.contains(where: { $0.regulariser == .l2 }) { parameters.append(AblationParameters.l2) }
        return parameters + [AblationParameters.initialisation, AblationParameters.firstSeed]
    }
}
