import Experiments

/// The settings that the paper's figures share (Section V).
enum AblationParameters {
    static let networks = Parameter.given(
        "networks", "networks a condition, MNIST and FashionMNIST", .integer(50), allowed: .integers(1...1000))
    static let cifarNetworks = Parameter.given(
        "cifarNetworks", "networks a condition, CIFAR-10", .integer(35), allowed: .integers(1...1000))
    static let firstSeed = Parameter.chosen(
        "firstSeed", "first network's seed", .integer(1), because: "any will do; the others follow it",
        allowed: .integers(0...1_000_000))
    static let learningRate = Parameter.given(
        "learningRate", "learning rate of RMSProp", .number(0.001), allowed: .numbers(1e-6...1))
    static let batchSize = Parameter.given("batchSize", "batch size", .integer(32), allowed: .integers(1...4096))
    static let l2 = Parameter.given("l2", "weight decay", .number(1e-4), allowed: .numbers(0...1))
    static let initialisation = Parameter.chosen(
        "initialisation", "initial weights", .choice(Initialisation.pyTorchUniform.rawValue),
        because: "the paper's networks are PyTorch's, and this is its default",
        allowed: .choices(Initialisation.allCases.map(\.rawValue)))
    static let epochShare = Parameter.given(
        "epochShare", "share of the epochs that is trained, MNIST and FashionMNIST", .number(1), allowed: .numbers(0.01...1))
    static let cifarEpochShare = Parameter.given(
        "cifarEpochShare", "share of the epochs that is trained, CIFAR-10", .number(1), allowed: .numbers(0.01...1))
    static let cifarSamplesPerClass = Parameter.given(
        "cifarSamplesPerClass", "images of a CIFAR-10 class for training and validation", .integer(5000),
        allowed: .integers(10...5000))
    static let cifarTestSamples = Parameter.given(
        "cifarTestSamples", "CIFAR-10 test images that ablated networks are scored on", .integer(10_000),
        allowed: .integers(10...10_000))
    static let cifarPoints = Parameter.chosen(
        "cifarPoints", "points along a CIFAR-10 ablation curve of layers 1 to 4, besides the one with no neuron ablated",
        .numbers([20, 25, 50, 50]), because: "the paper does not give its steps; fewer where a point costs most",
        allowed: .lists(2...1000, counts: 4...4))
    static let pixels = Parameter.chosen(
        "pixels", "range of the pixels, MNIST and FashionMNIST", .choice(FeatureRange.unit.rawValue),
        because: "the paper does not give it; the bytes as shares of 255, but the neurons that fall silent hang on it",
        allowed: .choices([FeatureRange.unit, .symmetric].map(\.rawValue)))
    static let cifarPixels = Parameter.chosen(
        "cifarPixels", "range of the pixels, CIFAR-10", .choice(FeatureRange.symmetric.rawValue),
        because:
            "the paper does not give it; from 0 to 1, the first steps silence nearly all of layer 1, which the paper sees at work",
        allowed: .choices([FeatureRange.unit, .symmetric].map(\.rawValue)))

    /// Epochs of a condition.
    /// - Parameter watched: whose validation cross-entropy decided, and how long where that was not all 30 epochs.
    static func epochs(_ key: String, _ condition: String, _ value: Int, watched: String = "two networks of other seeds")
        -> Parameter
    {
        .chosen(
            key, "training length in epochs, \(condition)", .integer(value),
            because: "of 8 to 30, the paper's range, where validation cross-entropy is least; seen on \(watched)",
            allowed: .integers(1...1000))
    }
}
