import Experiments

/// The deep networks of figure 8 and table 2: 10-7-5-4-3 and up to five added layers of 3 units, with early stopping.
///
/// Source: "Revisiting the Information Plane", Section 2.5.
enum DeepPlaneNetworks {
    /// One of the two kinds.
    struct Kind: Sendable {
        /// "tanh": the prefix of its values and claims.
        let id: String
        /// "tanh".
        let name: String
        let activation: Activation
        let learningRate: Parameter
        /// The paper's scores: unpruned, then after each pruning (table 2).
        let publishedScores: [Double]
    }

    static let kinds = [
        Kind(
            id: "tanh", name: "tanh", activation: .tanh, learningRate: PlaneNetworks.tanhLearningRate,
            publishedScores: [0.8768, 0.8780, 0.8732, 0.8805]),
        Kind(
            id: "relu", name: "ReLU", activation: .relu, learningRate: learningRate,
            publishedScores: [0.8780, 0.8646, 0.8805]),
    ]

    static let added = Parameter.given(
        "addedLayers", "added hidden layers of 3 units", .integer(5), allowed: .integers(1...20))
    static let networks = Parameter.chosen(
        "deepNetworks", "deep networks of each depth", .integer(24),
        because: "a fourth of the deep ReLU networks learn before early stopping ends them; stopped early, all are cheap",
        allowed: .integers(1...1000))
    static let learningRate = Parameter.chosen(
        "deepReluLearningRate", "learning rate of plain SGD, deep ReLU networks", .number(0.05),
        because:
            "of 24 with five added layers 6 learn before early stopping ends them, as many as at 0.1; at 0.2 one does, at 0.4 none",
        allowed: .numbers(1e-6...100))

    /// What figure 8 and table 2 can be told.
    static let parameters = [
        PlaneNetworks.epochs, PlaneNetworks.batchSize, PlaneNetworks.binSize, added, EarlyStop.patience,
        LikePathPruning.threshold,
        PlaneNetworks.tanhLearningRate, learningRate, networks, PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs,
    ]

    /// One job a seed. Each depth is a network of its own, with new initial weights.
    static func jobs(_ kind: Kind, added: Int, _ settings: Settings) -> [TrainingJob] {
        let widths = [10, 7, 5, 4, 3] + Array(repeating: 3, count: added)
        let epochs = settings.integer(PlaneNetworks.epochs)
        let recipe = Recipe(
            optimiser: .sgd(learningRate: settings.number(kind.learningRate)), batchSize: settings.integer(PlaneNetworks.batchSize),
            epochs: epochs, initialisation: .truncatedNormal,
            earlyStopping: EarlyStopping(patience: settings.integer(EarlyStop.patience)))
        let architecture = Architecture(inputs: 12, hidden: widths.map { .init($0, kind.activation) }, classes: 2)
        let first = settings.integer(PlaneNetworks.firstSeed)
        return (0..<settings.integer(networks)).map { index in
            TrainingJob(
                architecture: architecture, recipe: recipe, data: PlaneNetworks.szt, seed: UInt64(first + index),
                snapshots: SnapshotSchedule(everyEpochUpTo: min(20, epochs), count: settings.integer(PlaneNetworks.recordedEpochs)))
        }
    }

    /// Those of every depth that pruning may lead to.
    static func needs(_ settings: Settings) -> Needs {
        Needs(
            jobs: kinds.flatMap { kind in
                (0...settings.integer(added)).reversed().flatMap { jobs(kind, added: $0, settings) }
            })
    }
}
