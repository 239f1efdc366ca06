/// Which data a training job uses: a small description, from which the same samples follow on every machine.
public struct DataSelection: Codable, Hashable, Sendable {
    public var dataset: DatasetName
    /// Where the images are and how they become features, where the data set is a folder of them; else nil.
    public var images: ImageSelection?
    /// The classes kept, relabelled 0, 1, ... in this order; nil: all.
    public var classes: [Int]?
    /// How many samples of each kept class are kept; nil: all. Which, is the seeded choice of `seed`; of CIFAR-100, those of the least
    /// digests, so that its sample has them too.
    public var samplesPerClass: Int?
    /// How many test samples of each kept class are kept, the first in the data set's order; nil: all.
    public var testSamplesPerClass: Int?
    /// What the labels are; nil: the data set's own classes.
    public var labelling: Labelling?
    /// What happens to each image before all else; nil: nothing.
    public var deformation: Deformation?
    /// Which features are kept, the others being 0, of a sample's features as they are in the end; nil: all.
    public var keptInputs: KeptInputs?
    /// The share of the training samples that trains (of n, floor(n x share)); the rest is the validation set. 1 keeps no
    /// validation set.
    public var trainingShare: Double
    /// The share of the training labels that is shuffled among its samples, label counts kept.
    public var shuffledLabelShare: Double
    /// What a feature's least and greatest values become; images of a folder are prepared as `images` says instead.
    public var range: FeatureRange
    /// Names the random choices above; not the training's seed, so that networks of many seeds share one split.
    public var seed: UInt64

    public init(
        _ dataset: DatasetName, classes: [Int]? = nil, samplesPerClass: Int? = nil, testSamplesPerClass: Int? = nil,
        trainingShare: Double = 0.8, shuffledLabelShare: Double = 0, range: FeatureRange = .unit, labelling: Labelling? = nil,
        deformation: Deformation? = nil, seed: UInt64 = 0
    ) {
        self.dataset = dataset
        self.classes = classes
        self.samplesPerClass = samplesPerClass
        self.testSamplesPerClass = testSamplesPerClass
        self.trainingShare = trainingShare
        self.shuffledLabelShare = shuffledLabelShare
        self.range = range
        self.labelling = labelling
        self.deformation = deformation
        self.seed = seed
    }

    /// Images of a folder, all of which train where nothing else is said.
    public init(
        _ images: ImageSelection, classes: [Int]? = nil, samplesPerClass: Int? = nil, testSamplesPerClass: Int? = nil,
        trainingShare: Double = 1, shuffledLabelShare: Double = 0, seed: UInt64 = 0
    ) {
        self.init(
            .imageFolder, classes: classes, samplesPerClass: samplesPerClass, testSamplesPerClass: testSamplesPerClass,
            trainingShare: trainingShare, shuffledLabelShare: shuffledLabelShare, seed: seed)
        self.images = images
    }

    /// What the data set is called: "MNIST", "imagenet/train".
    public var name: String { images?.folder ?? dataset.rawValue }
}

/// What a sample's label is, where a data set has several.
public enum Labelling: String, Codable, Hashable, Sendable, CaseIterable {
    /// The class that the sample's own class is a kind of: CIFAR-100's twenty. `classes` then names those, and a number of samples per
    /// class still counts those of each own class.
    case coarse
}

/// How images are deformed, each in its own way, always the same.
public enum Deformation: String, Codable, Hashable, Sendable, CaseIterable {
    /// Each image is rotated, shifted, scaled, sheared or bent: see `ImageDeformer`.
    case oneOfFive = "one of five"
}

/// How the bytes of a file become features.
public enum FeatureRange: String, Codable, Hashable, Sendable, CaseIterable {
    /// 0 is the least byte, 1 the greatest.
    case unit = "0 to 1"
    /// -1 is the least byte, 1 the greatest.
    case symmetric = "-1 to 1"
    /// Mean 0 and deviation 1 in each channel, over all the data set's training samples as they are in it.
    case standardised = "mean 0, deviation 1"
}
