import Experiments

/// The settings that the paper's figures share (Section 2, Appendix A.2).
enum DirectionParameters {
    static let networks = Parameter.given("networks", "networks a condition", 1, 1...1000).of(.mnist)
    static let samplesPerClass = Parameter.given(
        "samplesPerClass", "training images of a class (at most; the smallest class has 5421)", 5421, 10...5421
    ).of(.mnist)
    static let learningRate = Parameter.chosen(
        "learningRate", "learning rate of SGD", 0.02, 1e-6...100, because: learnsAll)
    static let momentum = Parameter.chosen(
        "momentum", "momentum of SGD", 0.9, 0...0.999,
        because: "the paper names no optimiser; labels without a pattern need one that is quick")
    static let batchSize = Parameter.chosen("batchSize", "batch size", 128, 1...4096, because: "the paper does not give it")
    static let initialisation = Parameter.chosen(
        "initialisation", "initial weights", Initialisation.heNormal,
        because: "the paper does not give them; these are made for ReLU units")
    static let orders = Parameter.given("orders", "random orders of ablation", 10, 2...1000)
    static let points = Parameter.chosen(
        "points", "points along an ablation curve, besides the one with no unit ablated", 64, 4...4096,
        because: "the paper does not give its steps")
    static let scoredSamples = Parameter.given(
        "scoredSamples", "training images that perturbed networks are scored on (at most)", 60_000, 100...60_000
    ).of(.mnist)
    static let corruptions = Parameter.given(
        "corruptions", "shares of the training labels that are shuffled", .numbers([0, 0.2, 0.4, 0.6, 0.8, 1]),
        allowed: .lists(0...1, counts: 2...11)
    ).of(.mnist)
    static let bins = Parameter.chosen(
        "bins", "bins of a unit's activity, of equal width between its least and greatest", 30, 2...1000,
        because: "the paper bins activities for mutual information and does not say how")
    static let recordedEpochs = Parameter.chosen(
        "recordedEpochs", "epochs at which networks are recorded, with the first and the last", 8, 3...100,
        because: "the paper measures trained networks only; these show what the length of training does")

    /// Those that every trained network on MNIST depends on.
    static let training = [networks, .firstSeed, samplesPerClass, learningRate, momentum, batchSize, initialisation]
    /// Those that every ablation curve depends on.
    static let ablation = [orders, points, scoredSamples]

    static let learnsAll =
        "the paper gives none; with this one all networks learn their labels, whatever share of these is shuffled"
}

/// What the paper says of convolutional networks is not put to the test on fully connected ones on MNIST; what these show is a statement of
/// this project's, with an id that ends in "-mlp".
let otherArchitecture = "other architecture"
