import DataFiles
import Datasets
import Files
import Foundation

/// Images of a folder, a folder a class, decoded as they are asked for.
struct FolderImages: SampleSource {
    let folder: ImageFolder
    let side: Int
    let scale: PixelScale
    let classes: Int

    var count: Int { folder.images.count }
    var width: Int { 3 * side * side }
    var labels: [UInt16] { folder.images.map(\.label) }

    func batch(at places: ArraySlice<UInt32>) throws -> (samples: LabelledSamples, places: ArraySlice<UInt32>) {
        (try samples(at: places.map(Int.init)), Array(0..<UInt32(places.count))[...])
    }

    func forEachPortion(of size: Int, _ body: (LabelledSamples) throws -> Void) throws {
        for first in stride(from: 0, to: count, by: size) { try body(try samples(at: Array(first..<min(first + size, count)))) }
    }

    /// For each its red plane, green plane and blue plane.
    func samples(at places: [Int]) throws -> LabelledSamples {
        try MemoryLimit.check(
            4 * Double(width) * Double(places.count), for: "\(places.count) images of \(side) x \(side)", at: folder.path,
            remedy: "prune by fewer: lower --mipp-fit-images")
        var features: [Float] = []
        features.reserveCapacity(places.count * width)
        for place in places {
            try Interruption.check()
            let pixels = try square(folder.images[place]).pixels
            for channel in 0..<3 {
                for pixel in stride(from: channel, to: pixels.count, by: 3) {
                    features.append(scale.value(Double(pixels[pixel]) / 255, channel: channel))
                }
            }
        }
        return LabelledSamples(
            features: features, labels: places.map { folder.images[$0].label }, width: width, classes: classes)
    }

    /// Resized and cut as torchvision does it: to 256, of which the middle 224; smaller ones as a whole.
    private func square(_ image: ImageFolder.Image) throws -> RGBImage {
        let path = "\(folder.path)/\(image.name)"
        let bytes = try PlainFile.bytes(path)
        let shorter = side == ImagePreparation.imageNet.side ? ImagePreparation.imageNet.shorter : side
        return try RGBImage(decoding: bytes, path: path).square(ofSide: side, shorter: shorter)
    }
}
