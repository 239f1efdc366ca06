/// Images of a folder as a training job uses them: a small description, from which the same features follow wherever the folder is.
public struct ImageSelection: Codable, Hashable, Sendable {
    /// The folder of the images to train on or to score, a folder a class in it, below `data/` or the folder of REFIGURE_DATA:
    /// "imagenet/train". A symbolic link there may lead to it.
    public var folder: String
    /// Likewise of the test images, whose classes are among the others: "imagenet/val"; nil: there are none.
    public var testFolder: String?
    public var preparation: ImagePreparation
    /// Whether images that cannot be decoded are passed over, named and counted, instead of ending the run.
    public var passesOverBroken: Bool

    public init(
        _ folder: String, test testFolder: String? = nil, preparation: ImagePreparation = .imageNet, passesOverBroken: Bool = false
    ) {
        self.folder = folder
        self.testFolder = testFolder
        self.preparation = preparation
        self.passesOverBroken = passesOverBroken
    }
}
