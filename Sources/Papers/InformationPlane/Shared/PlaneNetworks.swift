import Experiments

/// The networks of "Revisiting the Information Plane" (Section 2.1) and the settings that its figures share.
enum PlaneNetworks {
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
        return (conditions.map(\.data.epochs) + [batchSize] + measures + rates + [.firstSeed, recordedEpochs]).unique
    }

    /// The units of the hidden layers.
    static let widths = [10, 7, 5, 4, 3]

    /// One job a seed, from the first seed on, as many as `count` says: hidden layers with the given activations, truncated-normal weights of
    /// standard deviation 1/sqrt(fan-in), biases 0. The epoch half way is always recorded: the paper shows it beside the first and the last.
    /// - Parameter patience: of early stopping; nil: none. What may stop early has no epoch half way.
    static func jobs(
        _ activations: [Activation], widths: [Int], on data: PlaneData, learningRate: Parameter, count: Parameter,
        patience: Parameter?, _ settings: Settings
    ) -> [TrainingJob] {
        precondition(activations.count == widths.count, "\(activations.count) activations for \(widths.count) layers")
        let architecture = Architecture(
            inputs: data.inputs, hidden: zip(widths, activations).map { .init($0, $1) }, classes: data.classes)
        let epochs = settings.integer(data.epochs)
        let recipe = Recipe(
            optimiser: .sgd(learningRate: settings.number(learningRate)), batchSize: settings.integer(batchSize), epochs: epochs,
            initialisation: .truncatedNormal, earlyStopping: patience.map { EarlyStopping(patience: settings.integer($0)) })
        let snapshots = SnapshotSchedule(
            everyEpochUpTo: min(20, epochs), count: settings.integer(recordedEpochs), including: patience == nil ? [epochs / 2] : []
        )
        return Condition(architecture, recipe, data.selection, seeds: settings.seeds(count), snapshots: snapshots).jobs
    }
}
