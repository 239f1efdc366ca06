import Experiments

/// Networks of any family that are trained alike, and what they are measured on.
struct DirectionCondition: Sendable {
    let family: NetworkFamily
    let settings: Settings
    /// The share of the training labels that is shuffled, label counts kept (Section 2.1, "partially corrupted labels").
    var corruption = 0.0
    /// The share of each hidden layer's units that a training step leaves out.
    var dropout = 0.0
    /// nil: as the family's networks are.
    var isNormalised: Bool?
    /// nil: SGD with momentum, as the settings have it.
    var optimiser: Optimiser?
    /// nil: the settings' own.
    var batchSize: Int?
    /// How many networks there are; nil: as many as the settings say.
    var count: Int?
    /// nil: as the family's networks are recorded.
    var snapshots: SnapshotSchedule?

    /// Networks of the class selectivity experiments, recorded from epoch 1 on.
    static func recorded(
        _ settings: Settings, isNormalised: Bool = false, optimiser: Optimiser? = nil, count: Int? = nil
    ) -> DirectionCondition {
        DirectionCondition(
            family: .selectivity, settings: settings, isNormalised: isNormalised, optimiser: optimiser, count: count,
            snapshots: SnapshotSchedule(
                everyEpochUpTo: 1, count: settings.integer(DirectionParameters.recordedEpochs), scoresEveryEpoch: false))
    }

    /// One of a sweep over learning rates and batch sizes.
    static func swept(
        _ family: NetworkFamily, _ settings: Settings, rate: Double, batchSize: Int, count: Int
    ) -> DirectionCondition {
        DirectionCondition(
            family: family, settings: settings,
            optimiser: .sgd(learningRate: rate, momentum: settings.number(DirectionParameters.momentum)), batchSize: batchSize,
            count: count)
    }

    /// "shuffled-40".
    var id: String { "shuffled-\(Int((100 * corruption).rounded()))" }
    /// "40 % shuffled".
    var label: String { corruption == 0 ? "true labels" : "\(Int((100 * corruption).rounded())) % shuffled" }
    var architecture: Architecture { family.architecture(settings, hasNormalisation) }
    private var hasNormalisation: Bool { isNormalised ?? family.isNormalised }
    /// The hidden layers whose units are measured and ablated.
    var layers: [Int] {
        let all = architecture.unitLayers
        return family.ablatedLayers.map { Array(all.suffix(settings.integer($0))) } ?? family.layers ?? all
    }
    /// All those layers together, then each of them.
    var parts: [LayerPart] { LayerPart.all(of: layers) }

    /// The images that train; the data set's own test images are kept apart.
    var data: DataSelection {
        DataSelection(
            family.dataset, samplesPerClass: settings.integer(family.samplesPerClass),
            testSamplesPerClass: family.testSamplesPerClass.map(settings.integer), trainingShare: 1,
            shuffledLabelShare: corruption, range: family.range)
    }

    var recipe: Recipe {
        let epochs = settings.integer(family.epochs)
        let rate = hasNormalisation ? family.learningRate : family.plainLearningRate ?? family.learningRate
        let course = family.schedule.map { settings.choice($0, of: NetworkFamily.RateCourse.self) } ?? .constant
        return Recipe(
            optimiser: optimiser
                ?? .sgd(
                    learningRate: settings.number(rate), momentum: settings.number(DirectionParameters.momentum)),
            schedule: course == .cosine ? .cosine(epochs: epochs, warmUp: 0) : .constant,
            batchSize: batchSize ?? settings.integer(family.batchSize), epochs: epochs,
            initialisation: settings.choice(DirectionParameters.initialisation),
            dropout: dropout == 0 ? [] : architecture.hidden.map { _ in dropout })
    }

    /// One a seed.
    var jobs: [TrainingJob] {
        let seeds = settings.seeds(count ?? settings.integer(family.networks))
        return Condition(architecture, recipe, data, seeds: seeds, snapshots: snapshots ?? usualSnapshots).jobs
    }

    /// What is recorded where the condition says nothing: networks that several figures show are recorded once for all of them.
    private var usualSnapshots: SnapshotSchedule {
        guard let recorded = family.recordedEpochs, corruption == 0, hasNormalisation else { return .ends }
        return SnapshotSchedule(everyEpochUpTo: 1, count: settings.integer(recorded), scoresEveryEpoch: false)
    }

    /// The training images that perturbed networks are scored on: the first, which stand in a random order of classes.
    func scored(_ inputs: Inputs) throws -> LabelledSamples {
        let samples = try inputs.training(data)
        return samples.selecting(0..<min(settings.integer(family.scoredSamples), samples.count))
    }

    /// On the test images in the end, one a network.
    func testAccuracies(_ inputs: Inputs) throws -> [Double] {
        try jobs.compactMap { try inputs.trajectory($0).test?.accuracy.last }
    }

    /// Of each network's units, over the whole training set (Section 2.2).
    func moments(_ inputs: Inputs) throws -> [UnitMoments] {
        let samples = try inputs.training(data)
        return try jobs.map {
            try UnitMoments(inputs.weights($0), of: architecture, on: samples, checkCancellation: inputs.checkCancellation)
        }
    }
}
