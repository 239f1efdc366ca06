/// The images of a selection, which are read as they are asked for, and what they are.
public struct LoadedImages: Sendable {
    public let split: SampleSplit<ImageSamples>
    public let identity: DataIdentity
    /// Training, validation and test images together.
    public let samples: Int
    /// Those that were passed over because they cannot be decoded.
    public let passedOver: [BrokenImage]

    package init(split: SampleSplit<ImageSamples>, identity: DataIdentity, passedOver: [BrokenImage]) {
        self.split = split
        self.identity = identity
        self.samples = split.training.count + (split.validation?.count ?? 0) + (split.test?.count ?? 0)
        self.passedOver = passedOver
    }

    /// "3 images of imagenet/train were passed over, first n01/a.JPEG, which is empty: ..."; nil where none was.
    public var notice: String? {
        guard let first = passedOver.first else { return nil }
        let count =
            passedOver.count == 1
            ? "an image of \(identity.name) was passed over:"
            : "\(passedOver.count) images of \(identity.name) were passed over, first"
        return "\(count) \(first.name) \(first.problem)"
    }
}

/// An image that cannot be decoded.
public struct BrokenImage: Equatable, Sendable {
    /// In its folder.
    public let name: String
    public let problem: String

    package init(name: String, problem: String) {
        self.name = name
        self.problem = problem
    }
}
