import Experiments

/// The networks of "Higher-order mutual information reveals synergistic sub-networks" (Section 3.1) and the settings that its figures
/// share.
enum OInformationNetworks {
    static let epochs = Parameter.given("epochs", "training length in epochs", .integer(50), allowed: .integers(1...10_000))
    static let batchSize = Parameter.given("batchSize", "batch size", .integer(32), allowed: .integers(1...4096))
    static let learningRate = Parameter.given(
        "learningRate", "learning rate of plain SGD", .number(0.01), allowed: .numbers(1e-6...100))
    static let lateRate = Parameter.chosen(
        "lateRate", "the learning rate's factor after four fifths of the epochs", .number(0.1),
        because:
            "with it the networks of the seeds 1 to 20 all reach the paper's 96 %; at a constant rate (factor 1) 17 of them do",
        allowed: .numbers(1e-6...1))
    static let initialisation = Parameter.chosen(
        "initialisation", "initial weights", .choice(Initialisation.glorotNormal.rawValue),
        because: "of those tried it leaves the fewest networks below the paper's 96 %",
        allowed: .choices(Initialisation.allCases.map(\.rawValue)))
    static let networks = Parameter.given("networks", "networks a condition", .integer(20), allowed: .integers(1...1000))
    static let firstSeed = Parameter.chosen(
        "firstSeed", "first network's seed", .integer(1), because: "any will do; the others follow it",
        allowed: .integers(0...1_000_000))

    static let training = [epochs, batchSize, learningRate, lateRate, initialisation, networks, firstSeed]

    static let exhaustiveTo = Parameter.given(
        "exhaustiveTo", "neurons of the largest multiplets that are searched exhaustively", .integer(6), allowed: .integers(2...20))

    /// Layers of 20 neurons.
    static let width = 20

    /// All training images train; the data set's own test images are measured on.
    static func data(_ dataset: DatasetName) -> DataSelection { DataSelection(dataset, trainingShare: 1) }

    /// Three hidden layers of ReLU neurons for 28 x 28 images of ten classes.
    static func architecture(width: Int = width) -> Architecture {
        Architecture(inputs: 784, hidden: .init(repeating: .init(width, .relu), count: 3), classes: 10)
    }

    /// - Parameter epochs: the first four fifths have the full learning rate.
    static func recipe(_ settings: Settings, epochs: Int) -> Recipe {
        let lateRate = settings.number(lateRate)
        let initialisation = settings.choice(initialisation)
        guard let initialisation = Initialisation(rawValue: initialisation) else {
            preconditionFailure("no initialisation '\(initialisation)'")
        }
        return Recipe(
            optimiser: .sgd(learningRate: settings.number(learningRate)),
            schedule: lateRate == 1 ? .constant : .steps(after: [epochs * 4 / 5], factor: lateRate),
            batchSize: settings.integer(batchSize), epochs: epochs, initialisation: initialisation)
    }

    /// One job a seed, from the first seed on.
    static func jobs(_ dataset: DatasetName, width: Int = width, count: Int? = nil, _ settings: Settings) -> [TrainingJob] {
        let first = settings.integer(firstSeed)
        return (0..<(count ?? settings.integer(networks))).map { index in
            TrainingJob(
                architecture: architecture(width: width), recipe: recipe(settings, epochs: settings.integer(epochs)),
                data: data(dataset), seed: UInt64(first + index), snapshots: .ends)
        }
    }
}
