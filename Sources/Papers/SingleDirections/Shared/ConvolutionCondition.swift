import Experiments

/// Convolutional networks trained alike: eleven convolutions on CIFAR-10 (Section 2.1, Appendix A.2).
struct ConvolutionCondition: Sendable, Hashable {
    /// The share of the training labels that is shuffled, label counts kept (Section 2.1, "partially corrupted labels").
    var corruption: Double = 0
    var isNormalised = true
    var snapshots = SnapshotSchedule.ends

    func architecture(_ settings: Settings) -> Architecture {
        .elevenLayers(normalised: isNormalised, width: settings.number(ConvolutionParameters.width))
    }

    /// The hidden layers whose maps the paper ablates: "only feature maps in the last three layers" (figure 1).
    static let ablatedLayers = [8, 9, 10]

    /// The images that train; the data set's own test images are kept apart.
    func data(_ settings: Settings) -> DataSelection {
        DataSelection(
            .cifar10, samplesPerClass: settings.integer(ConvolutionParameters.samplesPerClass), trainingShare: 1,
            shuffledLabelShare: corruption, range: .standardised)
    }

    func job(_ settings: Settings, seed: Int) -> TrainingJob {
        let name = settings.choice(DirectionParameters.initialisation)
        guard let initialisation = Initialisation(rawValue: name) else { preconditionFailure("no initialisation '\(name)'") }
        let epochs = settings.integer(ConvolutionParameters.epochs)
        return TrainingJob(
            architecture: architecture(settings),
            recipe: Recipe(
                optimiser: .sgd(
                    learningRate: settings.number(ConvolutionParameters.learningRate),
                    momentum: settings.number(DirectionParameters.momentum)),
                schedule: settings.choice(ConvolutionParameters.schedule) == ConvolutionParameters.cosine
                    ? .cosine(epochs: epochs, warmUp: 0) : .constant,
                batchSize: settings.integer(ConvolutionParameters.batchSize), epochs: epochs, initialisation: initialisation),
            data: data(settings), seed: UInt64(seed), snapshots: snapshots)
    }

    /// One job a seed, from the first seed on.
    func jobs(_ settings: Settings) -> [TrainingJob] {
        let first = settings.integer(DirectionParameters.firstSeed)
        return (0..<settings.integer(ConvolutionParameters.networks)).map { job(settings, seed: first + $0) }
    }
}
