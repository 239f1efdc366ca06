import Experiments

/// Networks of one topology on the true labels that differ in learning rate, batch size and seed (Section 3.1, end, and Section 3.2): the
/// counterpart on MNIST of the paper's convolutional networks on CIFAR-10.
enum SweptNetworks {
    static let width = DirectionParameters.width("sweptWidth", "networks of varied learning rate", 512, isPapers: false)
    static let epochs = DirectionParameters.epochs("sweptEpochs", "networks of varied learning rate", 100, isPapers: false)

    /// What they depend on besides learning rates, batch sizes and how many there are.
    static let parameters =
        [
            DirectionParameters.firstSeed, DirectionParameters.samplesPerClass, DirectionParameters.momentum,
            DirectionParameters.initialisation, width, epochs,
        ] + DirectionParameters.ablation

    static func jobs(_ settings: Settings, learningRate: Double, batchSize: Int, count: Int) -> [TrainingJob] {
        DirectionCondition(
            width: settings.integer(width), epochs: settings.integer(epochs), learningRate: learningRate, batchSize: batchSize
        ).jobs(settings, count: count)
    }
}

/// One of them after training: how good it is, and how much it relies on single directions.
struct SweptNetwork: Sendable {
    let learningRate: Double
    let trainingLoss: Double
    let trainingAccuracy: Double
    let testAccuracy: Double
    /// The normalised area under its cumulative ablation curve on training images, mean over orders.
    let area: Double
    /// Of the curve: units ablated, and the training accuracy, [order][point].
    let counts: [Int]
    let curves: [[Double]]

    init(
        learningRate: Double, trainingLoss: Double, trainingAccuracy: Double, testAccuracy: Double, area: Double,
        counts: [Int] = [],
        curves: [[Double]] = []
    ) {
        self.learningRate = learningRate
        self.trainingLoss = trainingLoss
        self.trainingAccuracy = trainingAccuracy
        self.testAccuracy = testAccuracy
        self.area = area
        self.counts = counts
        self.curves = curves
    }

    init(_ job: TrainingJob, _ inputs: Inputs) throws {
        let trajectory = try inputs.trajectory(job)
        guard let weights = trajectory.snapshots.last?.weights, let test = trajectory.test?.accuracy.last,
            let training = trajectory.training.accuracy.last, let loss = trajectory.training.loss.last
        else { preconditionFailure("a training without weights or test images") }
        let images = try inputs.data(job.data).split.training.first(inputs.settings.integer(DirectionParameters.scoredSamples))
        let ablation = try DirectionAblation(weights, of: job, on: images, inputs)
        self.init(
            learningRate: job.recipe.optimiser.learningRate, trainingLoss: loss, trainingAccuracy: training, testAccuracy: test,
            area: ablation.area, counts: ablation.counts, curves: ablation.accuracies)
    }

    /// Training less test accuracy: how much worse the network is on images that it has not seen.
    var gap: Double { trainingAccuracy - testAccuracy }
    /// The share of test images that it gets wrong.
    var testError: Double { 1 - testAccuracy }
    /// Whether it has learnt its training images.
    var isFitted: Bool { trainingAccuracy >= 0.99 }
}
