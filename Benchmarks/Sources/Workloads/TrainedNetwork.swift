import Datasets
import Networks

/// A network and how its steps are taken.
public struct TrainedNetwork: Sendable {
    public let architecture: Architecture
    public let recipe: Recipe
    /// What the architecture does not say: "SGD, batch 32".
    public let about: String

    public var name: String { "\(architecture), \(about)" }

    public var samples: LabelledSamples {
        NetworkSamples.samples(width: architecture.inputs, classes: architecture.classes)
    }

    /// How many steps take about as long for all networks.
    public var stepsAtOnce: Int { max(1, 2_000_000 / architecture.parameterCount) }

    private init(
        _ inputs: Int, _ hidden: [Int], _ classes: Int, _ recipe: Recipe, _ about: String, activation: Activation = .relu
    ) {
        architecture = Architecture(inputs: inputs, hidden: hidden.map { .init($0, activation) }, classes: classes)
        self.recipe = recipe
        self.about = about
    }

    public static let szt = TrainedNetwork(
        12, [10, 7, 5, 4, 3], 2, Recipe(optimiser: .sgd(learningRate: 0.01), batchSize: 256, epochs: 1),
        "tanh, SGD, batch 256", activation: .tanh)
    public static let narrow = TrainedNetwork(
        784, [20, 20, 20], 10, Recipe(optimiser: .sgd(learningRate: 0.01), batchSize: 32, epochs: 1), "SGD, batch 32")
    public static let ablated = TrainedNetwork(
        784, [100, 100], 10,
        Recipe(
            optimiser: .rmsProp(learningRate: 0.001, momentum: 0.01), batchSize: 32, epochs: 1, l2: 1e-4, dropout: [0.3, 0.4]),
        "RMSProp, momentum, L2, dropout, batch 32")
    public static let hourglass = TrainedNetwork(3072, [250, 500, 250, 500], 10, wideRecipe, wideAbout)
    public static let wide = TrainedNetwork(3072, [1000, 750, 500, 250], 10, wideRecipe, wideAbout)
    public static let directions = TrainedNetwork(
        784, [512, 512], 10, Recipe(optimiser: .sgd(learningRate: 0.01), batchSize: 128, epochs: 1), "SGD, batch 128")

    public static let all = [szt, narrow, ablated, hourglass, wide, directions]

    private static let wideRecipe = Recipe(
        optimiser: .rmsProp(learningRate: 0.0001, momentum: 0.1), batchSize: 32, epochs: 1, dropout: [0.2, 0.4, 0.2, 0.4])
    private static let wideAbout = "RMSProp, momentum, dropout, batch 32"
}
