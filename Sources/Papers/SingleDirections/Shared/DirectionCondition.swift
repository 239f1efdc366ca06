import Experiments

/// Networks trained alike: two hidden ReLU layers of one width on MNIST (Section 2.1, Appendix A.2).
struct DirectionCondition: Sendable, Hashable {
    var width: Int
    var epochs: Int
    /// The share of the training labels that is shuffled, label counts kept (Section 2.1, "partially corrupted labels").
    var corruption: Double = 0
    /// The share of either hidden layer's units that a training step leaves out.
    var dropout: Double = 0
    var isNormalised = false
    /// nil: the settings' own.
    var learningRate: Double?
    /// nil: the settings' own.
    var batchSize: Int?
    /// In place of SGD; nil: SGD with the settings' momentum.
    var optimiser: Optimiser?
    var snapshots = SnapshotSchedule.ends

    var architecture: Architecture {
        Architecture(
            inputs: 784, hidden: .init(repeating: .init(width, .relu, normalised: isNormalised), count: 2), classes: 10)
    }

    /// The images that train; the data set's own test images are kept apart.
    func data(_ settings: Settings) -> DataSelection {
        DataSelection(
            .mnist, samplesPerClass: settings.integer(DirectionParameters.samplesPerClass), trainingShare: 1,
            shuffledLabelShare: corruption)
    }

    func job(_ settings: Settings, seed: Int) -> TrainingJob {
        let name = settings.choice(DirectionParameters.initialisation)
        guard let initialisation = Initialisation(rawValue: name) else { preconditionFailure("no initialisation '\(name)'") }
        let optimiser =
            optimiser
            ?? .sgd(
                learningRate: learningRate ?? settings.number(DirectionParameters.learningRate),
                momentum: settings.number(DirectionParameters.momentum))
        return TrainingJob(
            architecture: architecture,
            recipe: Recipe(
                optimiser: optimiser,
                batchSize: batchSize ?? settings.integer(DirectionParameters.batchSize), epochs: epochs,
                initialisation: initialisation, dropout: dropout == 0 ? [] : [dropout, dropout]),
            data: data(settings), seed: UInt64(seed), snapshots: snapshots)
    }

    /// One job a seed, from the first seed on.
    func jobs(_ settings: Settings, count: Int? = nil) -> [TrainingJob] {
        let first = settings.integer(DirectionParameters.firstSeed)
        return (0..<(count ?? settings.integer(DirectionParameters.networks))).map { job(settings, seed: first + $0) }
    }
}
