/// What a data set is, whatever is selected from it.
public struct DataIdentity: Codable, Hashable, Sendable {
    /// "SZT", "MNIST", "Glyphs", "imagenet/train".
    public var name: String
    /// The data set that this one stands in for; nil where it is the paper's own.
    public var standInFor: String?
    /// A SHA-256 in hexadecimal digits. SZT: of its labels. MNIST and FashionMNIST: of the digests of the four unpacked files,
    /// joined in the order training images, training labels, test images, test labels. CIFAR-10 and CIFAR-100: of the digests of its two
    /// sets of records, training then test, those of the whole where a sample serves for it. A folder of images:
    /// likewise of those of the images to train on and to test with, each over the number of classes and the sorted lines of an image's
    /// digest and class. Stand-ins: of their pixels and labels.
    public var digest: String

    public init(name: String, standInFor: String? = nil, digest: String) {
        self.name = name
        self.standInFor = standInFor
        self.digest = digest
    }
}

/// The samples of a selection, and what they are.
public struct LoadedData: Sendable {
    public let split: DataSplit
    public let identity: DataIdentity
    /// Training, validation and test samples together.
    public let samples: Int
    /// Why a stand-in is used and what was tried; nil where the data are the paper's own.
    public let notice: String?

    public init(split: DataSplit, identity: DataIdentity, notice: String?) {
        self.split = split
        self.identity = identity
        self.samples = split.training.count + (split.validation?.count ?? 0) + (split.test?.count ?? 0)
        self.notice = notice
    }

    /// What a figure's result says of its data.
    public var record: (name: String, standInFor: String?, digest: String, samples: Int) {
        (identity.name, identity.standInFor, identity.digest, samples)
    }
}
