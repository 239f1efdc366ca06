import Experiments

/// The networks of "Revisiting the Information Plane" (Section 2.1) and the settings that its figures share.
enum PlaneNetworks {
    static let epochs = Parameter.given("epochs", "training length in epochs", 8000, 10...1_000_000)
    static let mnistEpochs = Parameter.given("mnistEpochs", "training length on MNIST-3 in epochs", 8000, 10...1_000_000)
    static let batchSize = Parameter.given("batchSize", "batch size", 256, 1...4096)
    static let binSize = Parameter.given("binSize", "bin size", 0.07, 1e-4...10)
    static let networks = Parameter.chosen(
        "networks", "networks a condition", 3, 1...1000, because: "the paper shows one; more give intervals, the first is drawn")
    static let recordedEpochs = Parameter.chosen(
        "recordedEpochs", "epochs at which weights are recorded", 360, 3...100_000,
        because: "the paper records every epoch at first and then at growing gaps")

    static let tanhLearningRate = rate(
        "tanhLearningRate", "tanh networks", 0.1, because: "it reaches figure 1's test score of about 0.97")
    static let reluLearningRate = rate(
        "reluLearningRate", "ReLU networks", 0.02, because: "as for tanh; from 0.2 on, training diverges for some seeds")
    static let mnistLearningRate = rate(
        "mnistLearningRate", "tanh network on MNIST-3", 0.02,
        because: "it fits all training images within the paper's epochs, without the leaps of larger ones")
    static let mnistReluLearningRate = rate(
        "mnistReluLearningRate", "ReLU network on MNIST-3", 0.01,
        because:
            "it fits 99 % of the training images within 1000 epochs; 0.005 is too slow for some seeds, from 0.05 on networks collapse"
    )

    /// A learning rate, which the paper leaves open.
    static func rate(_ key: String, _ networks: String, _ value: Double, because reason: String) -> Parameter {
        .chosen(key, "learning rate of plain SGD, \(networks)", value, 1e-6...100, because: reason)
    }

    /// The settings of networks, with those of what is measured on them among them.
    static func parameters(_ conditions: [PlaneCondition], _ measures: [Parameter]) -> [Parameter] {
        let rates = conditions.map(\.learningRate) + conditions.map(\.count)
        return (conditions.map(\.epochs) + [batchSize] + measures + rates + [.firstSeed, recordedEpochs]).unique
    }

    /// The 12-bit patterns of Shwartz-Ziv and Tishby, 80 % of them for training.
    static let szt = DataSelection(.szt, trainingShare: 0.8)

    /// The digits 1, 3 and 8, 1000 images of each, half of them for training.
    static let mnist3 = DataSelection(.mnist, classes: [1, 3, 8], samplesPerClass: 1000, trainingShare: 0.5)

    /// The units of the hidden layers.
    static let widths = [10, 7, 5, 4, 3]

    /// Hidden layers with the given activations, truncated-normal weights of standard deviation 1/sqrt(fan-in), biases 0.
    static func architecture(
        _ activations: [Activation], widths: [Int] = widths, inputs: Int = 12, classes: Int = 2
    ) -> Architecture {
        precondition(activations.count == widths.count, "\(activations.count) activations for \(widths.count) layers")
        return Architecture(inputs: inputs, hidden: zip(widths, activations).map { .init($0, $1) }, classes: classes)
    }

    /// One job a seed, from the first seed on, as many as `count` says. The epoch half way is always recorded: the paper shows it beside
    /// the first and the last.
    /// - Parameter patience: of early stopping; nil: none. What may stop early has no epoch half way.
    static func jobs(
        _ architecture: Architecture, learningRate: Parameter, data: DataSelection = szt, epochs: Parameter = epochs,
        count: Parameter = networks, patience: Parameter? = nil, _ settings: Settings
    ) -> [TrainingJob] {
        let epochs = settings.integer(epochs)
        let recipe = Recipe(
            optimiser: .sgd(learningRate: settings.number(learningRate)), batchSize: settings.integer(batchSize), epochs: epochs,
            initialisation: .truncatedNormal, earlyStopping: patience.map { EarlyStopping(patience: settings.integer($0)) })
        let snapshots = SnapshotSchedule(
            everyEpochUpTo: min(20, epochs), count: settings.integer(recordedEpochs), including: patience == nil ? [epochs / 2] : []
        )
        return Condition(architecture, recipe, data, seeds: settings.seeds(count), snapshots: snapshots).jobs
    }
}
