import Files
import Foundation

/// A folder of images in ImageNet's layout: a folder a class, whose files are its images. None of them is read.
///
/// Classes are numbered in the order of their names' bytes, images follow each other by class, then by name; so the same files have
/// the same order everywhere. Names that begin with a full stop are passed over.
public struct ImageFolder: Sendable {
    public struct Image: Hashable, Sendable {
        /// "n01440764/n01440764_10026.JPEG".
        public let name: String
        /// A place in `classes`.
        public let label: UInt16
    }

    public let path: String
    /// The names of the classes' folders.
    public let classes: [String]
    public let images: [Image]

    /// - Parameters:
    ///   - path: such as "imagenet/val".
    ///   - known: the classes in their order, where they are those of another folder, such as the training images'; nil: those found.
    /// - Throws: a `Fault` (status data) where the folder cannot be read, has a class that is not known, too many classes, or no image.
    public init(_ path: String, classes known: [String]? = nil) throws {
        func fault(_ problem: String, _ remedy: String) -> Fault { Fault(problem, at: path, remedy: remedy, status: .data) }
        let layout = "put a folder a class there, with its JPEG or PNG files"
        let folders = try Folder.names(in: path).filter { try Self.isFolder(FilePath(path).appending($0)) }
        let classes = known ?? folders
        let numbers = Dictionary(zip(classes, classes.indices)) { first, _ in first }
        if let other = folders.first(where: { numbers[$0] == nil }) {
            throw fault("has the class \(VisibleText.line(other)), which is not among the \(classes.count) known", layout)
        }
        guard classes.count <= Int(UInt16.max) else { throw fault("has \(classes.count) classes, above 65535", layout) }
        var images: [Image] = []
        for folder in folders {
            guard let label = numbers[folder] else { continue }
            for name in try Folder.names(in: "\(path)/\(folder)") {
                images.append(Image(name: "\(folder)/\(name)", label: UInt16(label)))
            }
        }
        guard !images.isEmpty else { throw fault("has no images", layout) }
        self.path = path
        self.classes = classes
        self.images = images
    }

    /// - Throws: a `Fault` where nothing is there, as behind a broken link.
    private static func isFolder(_ path: String) throws -> Bool {
        guard access(path, F_OK) == 0 else { throw Fault.cannotRead(path, .last) }
        return Folder.exists(path)
    }
}
