import Experiments

/// The settings that the paper's figures on MNIST share (Section 2, Appendix A.2).
enum DirectionParameters {
    static let networks = Parameter.given("networks", "networks a condition", .integer(1), allowed: .integers(1...1000))
    static let firstSeed = Parameter.chosen(
        "firstSeed", "first network's seed", .integer(1), because: "any will do; the others follow it",
        allowed: .integers(0...1_000_000))
    static let samplesPerClass = Parameter.given(
        "samplesPerClass", "training images of a class (at most; the smallest class has 5421)", .integer(5421),
        allowed: .integers(10...5421))
    static let learningRate = Parameter.chosen(
        "learningRate", "learning rate of SGD", .number(0.02),
        because: "the paper gives none; at this one networks of every share of shuffled labels learn them",
        allowed: .numbers(1e-6...100))
    static let momentum = Parameter.chosen(
        "momentum", "momentum of SGD", .number(0.9),
        because: "the paper names no optimiser; labels without a pattern need one that is quick",
        allowed: .numbers(0...0.999))
    static let batchSize = Parameter.chosen(
        "batchSize", "batch size", .integer(128), because: "the paper does not give it", allowed: .integers(1...4096))
    static let initialisation = Parameter.chosen(
        "initialisation", "initial weights", .choice(Initialisation.heNormal.rawValue),
        because: "the paper does not give them; these are made for ReLU units",
        allowed: .choices(Initialisation.allCases.map(\.rawValue)))
    static let orders = Parameter.given("orders", "random orders of ablation", .integer(10), allowed: .integers(2...1000))
    static let points = Parameter.chosen(
        "points", "points along an ablation curve, besides the one with no unit ablated", .integer(64),
        because: "the paper does not give its steps", allowed: .integers(4...4096))
    static let scoredSamples = Parameter.given(
        "scoredSamples", "training images that perturbed networks are scored on (at most)", .integer(60_000),
        allowed: .integers(100...60_000))
    static let corruptions = Parameter.given(
        "corruptions", "shares of the training labels that are shuffled", .numbers([0, 0.2, 0.4, 0.6, 0.8, 1]),
        allowed: .lists(0...1, counts: 2...11))

    /// Those that every trained network depends on.
    static let training = [networks, firstSeed, samplesPerClass, learningRate, momentum, batchSize, initialisation]
    /// Those that every ablation curve depends on.
    static let ablation = [orders, points, scoredSamples]

    /// Units of each of the two hidden layers.
    /// - Parameter isPapers: false where the figure is a counterpart of a convolutional one.
    static func width(_ key: String, _ name: String, _ width: Int, isPapers: Bool = true) -> Parameter {
        let allowed = AllowedValues.integers(4...4096)
        let words = "units of a hidden layer, \(name)"
        return isPapers
            ? .given(key, words, .integer(width), allowed: allowed)
            : .chosen(key, words, .integer(width), because: "the paper's figure is of convolutional networks", allowed: allowed)
    }

    /// Training length.
    static func epochs(_ key: String, _ name: String, _ epochs: Int, isPapers: Bool = true) -> Parameter {
        let allowed = AllowedValues.integers(1...10_000)
        let words = "training length in epochs, \(name)"
        return isPapers
            ? .given(key, words, .integer(epochs), allowed: allowed)
            : .chosen(key, words, .integer(epochs), because: "the paper's figure is of convolutional networks", allowed: allowed)
    }
}
