import Experiments

/// A kind of network with its data and settings: two fully connected layers on MNIST, or eleven convolutions on CIFAR-10 (Section 2.1,
/// Appendix A.2).
struct NetworkFamily: Sendable {
    let dataset: DatasetName
    var range = FeatureRange.unit
    /// Whether its networks are batch-normalised where a condition says nothing.
    var isNormalised = false
    /// The hidden layers whose units are measured and ablated; nil: all.
    var layers: [Int]?
    let width, epochs: Parameter
    var networks = DirectionParameters.networks
    var samplesPerClass = DirectionParameters.samplesPerClass
    var scoredSamples = DirectionParameters.scoredSamples
    var learningRate = DirectionParameters.learningRate
    var batchSize = DirectionParameters.batchSize
    /// Without batch normalisation; nil: the same.
    var plainLearningRate: Parameter?
    /// How the learning rate goes; nil: it stays.
    var schedule: Parameter?
    /// Test images of a class; nil: all.
    var testSamplesPerClass: Parameter?
    /// At how many epochs normalised networks of true labels are recorded; nil: before training and after it.
    var recordedEpochs: Parameter?
    var corruptions = DirectionParameters.corruptions
    var points = DirectionParameters.points
    /// How many of the last hidden layers are ablated, where the paper leaves that open; nil: `layers`.
    var ablatedLayers: Parameter?
    let architecture: @Sendable (Settings, _ isNormalised: Bool) -> Architecture

    /// Those that every one of its networks depends on; of convolutional ones those that are theirs alone.
    var parameters: [Parameter] {
        guard let schedule else { return DirectionParameters.training + [width, epochs] }
        return [networks, width, epochs, samplesPerClass, learningRate, batchSize, schedule]
            + [testSamplesPerClass, recordedEpochs].compactMap(\.self)
    }

    /// Those that an ablation curve of its networks depends on besides.
    var ablation: [Parameter] { [DirectionParameters.orders, points, scoredSamples] + [ablatedLayers].compactMap(\.self) }

    /// What networks of varied learning rate and batch size depend on besides these, with their ablation.
    var sweptParameters: [Parameter] {
        [.firstSeed, samplesPerClass, DirectionParameters.momentum, DirectionParameters.initialisation, width, epochs]
            + [schedule, testSamplesPerClass].compactMap(\.self) + ablation
    }

    /// 512 units a layer, on labels of which more and more are shuffled (Section 3.1, figures 1 and 2).
    static let generalisation = units("generalisation experiments", 512, epochs: 640)
    /// 2048 units a layer, over their training (Section 3.2, figure 4).
    static let earlyStopping = units("early stopping experiments", 2048, epochs: 640)
    /// 2048 units a layer, trained with dropout (Section 3.3, figure 5).
    static let dropout = units("dropout experiments (a)", 2048, epochs: 5000, keys: ("dropoutWidth", "dropoutEpochs"))
    /// 128 units a layer, on the true labels (Section 3.4, figure 7).
    static let selectivity = units("class selectivity experiments", 128, epochs: 640)
    /// On the true labels, of varied learning rate and batch size: the counterpart of convolutional ones (Sections 3.1, end, and 3.2).
    static let swept = units(
        "networks of varied learning rate", 512, epochs: 100, keys: ("sweptWidth", "sweptEpochs"), isPapers: false)

    /// Feature maps; "only feature maps in the last three layers" are ablated (figure 1).
    static let maps: NetworkFamily = {
        var family = convolutions(
            width: .given(
                "mapWidth", "feature maps of each layer, in parts of the paper's 64 to 512", 1.0, 0.015625...4),
            epochs: .given("mapEpochs", "training length in epochs, convolutional networks", 100, 1...10_000),
            samplesPerClass: .given("mapSamplesPerClass", "training images of a CIFAR-10 class", 5000, 10...5000))
        family.layers = [8, 9, 10]
        family.recordedEpochs = .chosen(
            "mapMoments", "epochs at which convolutional networks of true labels are recorded", 24, 3...1000,
            because: "the paper does not give them; figures that show the end of training alone share the networks")
        return family
    }()

    /// The same networks, whose maps are ablated in all layers where nothing else is said.
    static let wholeMaps: NetworkFamily = {
        var family = maps
        family.ablatedLayers = ablatedLayers
        return family
    }()

    /// On the true labels, of varied learning rate and batch size (Sections 3.1, end, and 3.2).
    static let sweptMaps: NetworkFamily = {
        var family = convolutions(
            width: .given(
                "sweptMapWidth", "feature maps of each layer, in parts of the paper's, networks of varied learning rate", 1.0,
                0.015625...4),
            epochs: .given(
                "sweptMapEpochs", "training length in epochs, convolutional networks of varied learning rate", 100, 1...10_000),
            samplesPerClass: .given(
                "sweptMapSamplesPerClass", "training images of a CIFAR-10 class, networks of varied learning rate", 5000,
                10...5000))
        family.ablatedLayers = ablatedLayers
        return family
    }()

    private static let ablatedLayers = Parameter.chosen(
        "mapLayers", "last layers whose feature maps are ablated", 11, 1...11,
        because: "the paper names three for figure 1 alone; the axis of figure 3 has room for the 2816 maps of all eleven")

    /// Eleven convolutions on CIFAR-10, batch-normalised "unless otherwise noted" (Section 2.1).
    private static func convolutions(width: Parameter, epochs: Parameter, samplesPerClass: Parameter) -> NetworkFamily {
        NetworkFamily(
            dataset: .cifar10, range: .standardised, isNormalised: true, width: width.of(.cifar10), epochs: epochs.of(.cifar10),
            networks: .given("mapNetworks", "convolutional networks a condition", 1, 1...1000).of(.cifar10),
            samplesPerClass: samplesPerClass.of(.cifar10),
            scoredSamples: .given(
                "mapScoredSamples", "training images that perturbed convolutional networks are scored on (at most)", 50_000,
                100...50_000
            ).of(.cifar10),
            learningRate: .chosen(
                "mapLearningRate", "learning rate of SGD, convolutional networks", 0.05, 1e-6...100,
                because: DirectionParameters.learnsAll),
            batchSize: .chosen(
                "mapBatchSize", "batch size, convolutional networks", 128, 1...4096, because: "the paper does not give it"),
            plainLearningRate: .chosen(
                "mapPlainLearningRate", "learning rate of convolutional networks without batch normalisation", 0.02, 1e-6...100,
                because: "the paper gives none; at that of the normalised ones these do not learn"),
            schedule: .chosen(
                "mapSchedule", "course of the learning rate, convolutional networks", RateCourse.cosine,
                because: "the paper gives none; a rate that falls lets labels without a pattern be learnt to the last"),
            testSamplesPerClass: .given("mapTestSamplesPerClass", "test images of a CIFAR-10 class", 1000, 10...1000).of(.cifar10),
            corruptions: .given(
                "mapCorruptions", "shares of the training labels that are shuffled, convolutional networks",
                DirectionParameters.corruptions.standard, allowed: DirectionParameters.corruptions.allowed
            ).of(.cifar10),
            points: .chosen(
                "mapPoints", "points along an ablation curve of convolutional networks, besides the one with no map ablated", 32,
                4...4096, because: "the paper does not give its steps"),
            architecture: { .elevenLayers(normalised: $1, width: $0.number(width)) })
    }

    enum RateCourse: String, CaseIterable { case cosine, constant }

    /// Two layers of ReLU units on MNIST.
    /// - Parameter isPapers: false where they take the place of convolutional networks.
    private static func units(
        _ purpose: String, _ width: Int, epochs: Int, keys: (width: String, epochs: String) = ("width", "epochs"),
        isPapers: Bool = true
    ) -> NetworkFamily {
        func parameter(_ key: String, _ words: String, _ value: Int, _ allowed: ClosedRange<Int>) -> Parameter {
            isPapers
                ? .given(key, "\(words), \(purpose)", value, allowed).of(.mnist)
                : .chosen(
                    key, "\(words), \(purpose)", value, allowed, because: "the paper's figure is of convolutional networks")
        }
        let width = parameter(keys.width, "units of a hidden layer", width, 4...4096)
        return NetworkFamily(
            dataset: .mnist, width: width,
            epochs: parameter(keys.epochs, "training length in epochs", epochs, 1...10_000)
        ) { settings, isNormalised in
            let layer = Architecture.Layer(settings.integer(width), .relu, normalised: isNormalised)
            return Architecture(inputs: 784, hidden: [layer, layer], classes: 10)
        }
    }
}
