/// Which data a training job uses: a small description, from which the same samples follow on every machine.
public struct DataSelection: Codable, Hashable, Sendable {
    public var dataset: DatasetName
    /// The classes kept, relabelled 0, 1, ... in this order; nil: all.
    public var classes: [Int]?
    /// How many samples of each kept class are kept, the seeded choice of `seed`; nil: all.
    public var samplesPerClass: Int?
    /// The share of the training samples that trains (of n, floor(n x share)); the rest is the validation set. 1 keeps no
    /// validation set.
    public var trainingShare: Double
    /// The share of the training labels that is shuffled among its samples, label counts kept.
    public var shuffledLabelShare: Double
    /// What a feature's least and greatest values become.
    public var range: FeatureRange
    /// Names the random choices above; not the training's seed, so that networks of many seeds share one split.
    public var seed: UInt64

    public init(
        _ dataset: DatasetName, classes: [Int]? = nil, samplesPerClass: Int? = nil, trainingShare: Double = 0.8,
        shuffledLabelShare: Double = 0, range: FeatureRange = .unit, seed: UInt64 = 0
    ) {
        self.dataset = dataset
        self.classes = classes
        self.samplesPerClass = samplesPerClass
        self.trainingShare = trainingShare
        self.shuffledLabelShare = shuffledLabelShare
        self.range = range
        self.seed = seed
    }
}

/// How the bytes of a file become features.
public enum FeatureRange: String, Codable, Hashable, Sendable, CaseIterable {
    /// 0 is the least byte, 1 the greatest.
    case unit = "0 to 1"
    /// -1 is the least byte, 1 the greatest.
    case symmetric = "-1 to 1"
    /// Mean 0 and deviation 1 in each channel, over all the data set's training samples.
    case standardised = "mean 0, deviation 1"
}

public enum DatasetName: String, Codable, Hashable, Sendable, CaseIterable {
    case szt = "SZT"
    case mnist = "MNIST"
    case fashionMNIST = "FashionMNIST"
    case cifar10 = "CIFAR-10"
}
