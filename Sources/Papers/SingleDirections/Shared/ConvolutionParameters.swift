import Experiments

/// The settings that the paper's figures on CIFAR-10 share (Section 2.1, Appendix A.2).
enum ConvolutionParameters {
    static let networks = Parameter.given(
        "mapNetworks", "convolutional networks a condition", .integer(1), allowed: .integers(1...1000))
    static let width = Parameter.given(
        "mapWidth", "feature maps of each layer, in parts of the paper's 64 to 512", .number(1), allowed: .numbers(0.015625...4))
    static let epochs = Parameter.given(
        "mapEpochs", "training length in epochs, convolutional networks", .integer(100), allowed: .integers(1...10_000))
    static let samplesPerClass = Parameter.given(
        "mapSamplesPerClass", "training images of a CIFAR-10 class", .integer(5000), allowed: .integers(10...5000))
    static let scoredSamples = Parameter.given(
        "mapScoredSamples", "training images that perturbed convolutional networks are scored on (at most)", .integer(50_000),
        allowed: .integers(100...50_000))
    static let learningRate = Parameter.chosen(
        "mapLearningRate", "learning rate of SGD, convolutional networks", .number(0.05),
        because: "the paper gives none; at this one networks of every share of shuffled labels learn them",
        allowed: .numbers(1e-6...100))
    static let batchSize = Parameter.chosen(
        "mapBatchSize", "batch size, convolutional networks", .integer(128), because: "the paper does not give it",
        allowed: .integers(1...4096))
    static let schedule = Parameter.chosen(
        "mapSchedule", "course of the learning rate, convolutional networks", .choice(cosine),
        because: "the paper gives none; a rate that falls lets labels without a pattern be learnt to the last",
        allowed: .choices([cosine, "constant"]))

    static let cosine = "cosine"

    /// Those that every trained network depends on.
    static let training = [networks, width, epochs, samplesPerClass, learningRate, batchSize, schedule]
}
