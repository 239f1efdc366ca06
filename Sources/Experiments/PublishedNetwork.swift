import Datasets
import Networks

/// A trained network that a user brings in a file, and the images that it is measured on.
///
/// A figure can do without: where one of the two is not there, it says so in the place of what it would have drawn.
public struct PublishedNetwork: Hashable, Sendable {
    /// A .safetensors file below `data/` or the folder of REFIGURE_DATA: "imagenet/resnet50.safetensors". It may be a symbolic link.
    public var file: String
    /// Whose parameters the file holds, under the names of PyTorch's modules (`PublishedWeights`).
    public var architecture: Architecture
    /// A selection of a folder of images with a class an output.
    public var images: DataSelection

    public init(file: String, architecture: Architecture, images: DataSelection) {
        precondition(images.images != nil, "\(images.name) is no folder of images")
        self.file = file
        self.architecture = architecture
        self.images = images
    }
}

/// A published network that is there.
public struct FoundNetwork: Sendable {
    /// Where the file is now.
    public let location: String
    public let images: LoadedImages

    public init(at location: String, images: LoadedImages) {
        self.location = location
        self.images = images
    }
}
