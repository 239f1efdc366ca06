import Files
import Foundation

/// Images of a folder with a class each, decoded as they are asked for: one batch is in memory at a time.
public struct ImageSamples: SampleSource {
    /// An image as it was found.
    public struct Image: Hashable, Sendable {
        /// In the folder: "n01440764/n01440764_10026.JPEG".
        public let name: String
        /// The SHA-256 of its file.
        public let digest: String

        public init(name: String, digest: String) {
            self.name = name
            self.digest = digest
        }
    }

    public let folder: String
    public let images: [Image]
    public let labels: [UInt16]
    public let classes: Int
    public let preparation: ImagePreparation
    private let tables: [[Float]]

    /// - Parameter labels: a class in 0..<classes for each image.
    public init(folder: String, images: [Image], labels: [UInt16], classes: Int, preparation: ImagePreparation) {
        precondition(images.count == labels.count, "\(images.count) images have \(labels.count) labels")
        precondition(labels.allSatisfy { Int($0) < classes }, "a label is not below \(classes)")
        self.folder = folder
        self.images = images
        self.labels = labels
        self.classes = classes
        self.preparation = preparation
        tables = preparation.tables
    }

    public var count: Int { images.count }
    public var width: Int { preparation.width }

    /// The images at the given places, in their order: for each its red plane, green plane and blue plane.
    /// - Throws: a `Fault` (status data) that names an image and what is wrong with it: it cannot be read or decoded, or is another now.
    public func samples(at places: some Collection<Int>) throws -> LabelledSamples {
        var features: [Float] = []
        features.reserveCapacity(places.count * width)
        for place in places { append(try square(images[place]), to: &features) }
        return LabelledSamples(features: features, labels: places.map { labels[$0] }, width: width, classes: classes)
    }

    private func square(_ image: Image) throws -> RGBImage {
        let path = "\(folder)/\(image.name)"
        guard let bytes = try PlainFile.read(path, limit: Self.longestFile) else {
            throw Fault.cannotRead(path, SystemError(ENOENT))
        }
        guard SHA256.hex(of: bytes) == image.digest else {
            throw Fault(
                "has changed since the run began", at: path, remedy: "start again, and leave the folder as it is meanwhile",
                status: .data)
        }
        return try RGBImage(decoding: bytes, path: path).square(ofSide: preparation.side, shorter: preparation.shorter)
    }

    /// Bytes of a file: more than any image's.
    package static let longestFile = 1 << 28

    private func append(_ image: RGBImage, to features: inout [Float]) {
        image.pixels.withUnsafeBufferPointer { pixels in
            for (channel, table) in tables.enumerated() {
                table.withUnsafeBufferPointer { table in
                    for place in stride(from: channel, to: pixels.count, by: 3) { features.append(table[Int(pixels[place])]) }
                }
            }
        }
    }

    public func batch(at places: ArraySlice<UInt32>) throws -> (samples: LabelledSamples, places: ArraySlice<UInt32>) {
        (try samples(at: places.map(Int.init)), Array(0..<UInt32(places.count))[...])
    }

    public func forEachPortion(of size: Int, _ body: (LabelledSamples) throws -> Void) throws {
        precondition(size > 0, "portions of \(size) images")
        for first in stride(from: 0, to: count, by: size) { try body(try samples(at: first..<min(first + size, count))) }
    }

    /// Those at the given places, in their order.
    /// - Parameter kept: the classes that there are, the k-th of which becomes class k; nil: all, as they are.
    public func selecting(_ places: some Collection<Int>, keeping kept: [Int]? = nil) -> ImageSamples {
        var names = Array(UInt16(0)..<UInt16(classes))
        for (name, old) in (kept ?? []).enumerated() { names[old] = UInt16(name) }
        return ImageSamples(
            folder: folder, images: places.map { images[$0] }, labels: places.map { names[Int(labels[$0])] },
            classes: kept?.count ?? classes, preparation: preparation)
    }

    /// The same images under other labels.
    public func replacingLabels(_ labels: [UInt16]) -> ImageSamples {
        ImageSamples(folder: folder, images: images, labels: labels, classes: classes, preparation: preparation)
    }
}
