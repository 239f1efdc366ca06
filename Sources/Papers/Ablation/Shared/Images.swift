import Experiments

/// What the paper does alike for all networks on images of one size (Section V).
struct Images: Hashable, Sendable {
    let features: Int
    let networks: Parameter
    let epochShare: Parameter
    let pixels: Parameter
    /// Images of a class for training and validation; nil: all.
    var samplesPerClass: Parameter?
    /// Test images that ablated networks are scored on; nil: all.
    var testSamples: Parameter?
    /// Points along an ablation curve, one number a layer; nil: as many as neurons.
    var points: Parameter?
    let momentum: Double
    /// By hidden layer, where there is Dropout.
    let dropout: [Double]

    /// MNIST and FashionMNIST.
    static let grey = Images(
        features: 784,
        networks: .given("networks", "networks a condition, MNIST and FashionMNIST", 50, 1...1000).of(.mnist, .fashionMNIST),
        epochShare: .given(
            "epochShare", "share of the epochs that is trained, MNIST and FashionMNIST", 1.0, 0.01...1
        ).of(.mnist, .fashionMNIST),
        pixels: pixels(
            "pixels", "range of the pixels, MNIST and FashionMNIST", .unit,
            because: "the paper does not give it; bytes as shares of 255 are usual, and which neurons fall silent hangs on it"),
        momentum: 0.01, dropout: [0.3, 0.4])

    /// CIFAR-10.
    static let coloured = Images(
        features: 3072, networks: .given("cifarNetworks", "networks a condition, CIFAR-10", 35, 1...1000).of(.cifar10),
        epochShare: .given("cifarEpochShare", "share of the epochs that is trained, CIFAR-10", 1.0, 0.01...1).of(.cifar10),
        pixels: pixels(
            "cifarPixels", "range of the pixels, CIFAR-10", .symmetric,
            because: "the paper does not give it; from 0 to 1, the first steps silence nearly all of layer 1, which the paper sees "
                + "at work"),
        samplesPerClass: .given(
            "cifarSamplesPerClass", "images of a CIFAR-10 class for training and validation", 5000, 10...5000
        ).of(.cifar10),
        testSamples: .given(
            "cifarTestSamples", "CIFAR-10 test images that ablated networks are scored on", 10_000, 10...10_000
        ).of(.cifar10),
        points: .chosen(
            "cifarPoints", "points along a CIFAR-10 ablation curve of layers 1 to 4, besides the one with no neuron ablated",
            .numbers([20, 25, 50, 50]), because: "the paper does not give its steps; fewer where a point costs most",
            allowed: .lists(2...1000, counts: 4...4)),
        momentum: 0.1, dropout: [0.2, 0.4, 0.2, 0.4])

    private static func pixels(_ key: String, _ name: String, _ range: FeatureRange, because reason: String) -> Parameter {
        .chosen(
            key, name, .choice(range.rawValue), because: reason, allowed: .choices([FeatureRange.unit, .symmetric].map(\.rawValue)))
    }

    /// What its networks depend on.
    var parameters: [Parameter] { [networks, epochShare, samplesPerClass, pixels].compactMap(\.self) }

    /// The share of the training images that trains is 80 %; the others are the validation set D, the same for all networks.
    func selection(_ dataset: DatasetName, _ settings: Settings) -> DataSelection {
        let fewer = samplesPerClass.flatMap { settings[$0] == $0.standard ? nil : settings.integer($0) }
        return DataSelection(dataset, samplesPerClass: fewer, trainingShare: 0.8, range: settings.choice(pixels))
    }

    /// Of a test set so large, how many samples ablated networks are scored on.
    func scored(of count: Int, _ settings: Settings) -> Int { testSamples.map { min(settings.integer($0), count) } ?? count }
}
