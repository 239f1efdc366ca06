import Experiments

/// The networks of "Revisiting the Information Plane" (Section 2.1) and the settings that its figures share.
enum PlaneNetworks {
    static let epochs = Parameter.given(
        "epochs", "training length in epochs", .integer(8000), allowed: .integers(10...1_000_000))
    static let mnistEpochs = Parameter.given(
        "mnistEpochs", "training length on MNIST-3 in epochs", .integer(8000), allowed: .integers(10...1_000_000))
    static let batchSize = Parameter.given("batchSize", "batch size", .integer(256), allowed: .integers(1...4096))
    static let networks = Parameter.chosen(
        "networks", "networks a condition", .integer(3),
        because: "the paper shows one; more give intervals, the first is drawn", allowed: .integers(1...1000))
    static let firstSeed = Parameter.chosen(
        "firstSeed", "first network's seed", .integer(1), because: "any will do; the others follow it",
        allowed: .integers(0...1_000_000))
    static let recordedEpochs = Parameter.chosen(
        "recordedEpochs", "epochs at which weights are recorded", .integer(360),
        because: "the paper records every epoch at first and then at growing gaps", allowed: .integers(3...100_000))

    static let tanhLearningRate = Parameter.chosen(
        "tanhLearningRate", "learning rate of plain SGD, tanh networks", .number(0.1),
        because: "it reaches figure 1's test score of about 0.97",
        allowed: .numbers(1e-6...100))
    static let reluLearningRate = Parameter.chosen(
        "reluLearningRate", "learning rate of plain SGD, ReLU networks", .number(0.02),
        because: "as for tanh; from 0.2 on, training diverges for some seeds", allowed: .numbers(1e-6...100))
    static let mnistLearningRate = Parameter.chosen(
        "mnistLearningRate", "learning rate of plain SGD, tanh network on MNIST-3", .number(0.02),
        because: "it fits all training images within the paper's epochs, without the leaps of larger ones",
        allowed: .numbers(1e-6...100))
    static let mnistReluLearningRate = Parameter.chosen(
        "mnistReluLearningRate", "learning rate of plain SGD, ReLU network on MNIST-3", .number(0.01),
        because:
            "it fits 99 % of the training images within 1000 epochs; 0.005 is too slow for some seeds, from 0.05 on networks collapse",
        allowed: .numbers(1e-6...100))

    static let binSize = Parameter.given("binSize", "bin size", .number(0.07), allowed: .numbers(1e-4...10))

    /// The 12-bit patterns of Shwartz-Ziv and Tishby, 80 % of them for training.
    static let szt = DataSelection(.szt, trainingShare: 0.8)

    /// The digits 1, 3 and 8, 1000 images of each, half of them for training.
    static let mnist3 = DataSelection(.mnist, classes: [1, 3, 8], samplesPerClass: 1000, trainingShare: 0.5)

    /// Hidden layers 10-7-5-4-3 with the given activations, truncated-normal weights of standard deviation 1/sqrt(fan-in), biases 0.
    static func architecture(_ activations: [Activation], inputs: Int = 12, classes: Int = 2) -> Architecture {
        let widths = [10, 7, 5, 4, 3]
        precondition(activations.count == widths.count, "\(activations.count) activations for \(widths.count) layers")
        return Architecture(
            inputs: inputs, hidden: zip(widths, activations).map { .init($0, $1) }, classes: classes)
    }

    /// One job a seed, from the first seed on, as many as `count` says. The epoch half way is always recorded: the paper shows it beside
    /// the first and the last.
    static func jobs(
        _ architecture: Architecture, learningRate: Parameter, data: DataSelection = szt, epochs: Parameter = epochs,
        count: Parameter = networks, _ settings: Settings
    ) -> [TrainingJob] {
        let epochs = settings.integer(epochs)
        let recipe = Recipe(
            optimiser: .sgd(learningRate: settings.number(learningRate)), batchSize: settings.integer(batchSize), epochs: epochs,
            initialisation: .truncatedNormal)
        let first = settings.integer(firstSeed)
        return (0..<settings.integer(count)).map { index in
            TrainingJob(
                architecture: architecture, recipe: recipe, data: data, seed: UInt64(first + index),
                snapshots: SnapshotSchedule(
                    everyEpochUpTo: min(20, epochs), count: settings.integer(recordedEpochs), including: [epochs / 2]))
        }
    }
}
