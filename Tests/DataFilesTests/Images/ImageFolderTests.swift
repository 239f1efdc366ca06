import DataFiles
import Files
import Foundation
import Testing

@Suite("Image folders")
struct ImageFolderTests {
    /// A folder of 300 classes, of which the last two have images; removed with it.
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-images-\(UUID().uuidString)").path

        init() throws {
            for number in 0..<300 { try AtomicFile.makeFolder("\(path)/n\(1000 + number)") }
            for (name, source) in [
                ("n1298/b.JPEG", "420.jpg"), ("n1298/a.JPEG", "grey.png"), ("n1299/c.JPEG", "cmyk.jpg"),
                ("n1299/.hidden", "two.png"),
                ("n1299/d.JPEG", "upright.jpg"), ("n1299/e.JPEG", "alpha.png"),
            ] {
                try AtomicFile.write(try Pictures.bytes(source), to: "\(path)/\(name)")
            }
            try AtomicFile.write(text: "a list", to: "\(path)/list.txt")
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private static let preparation = ImageStream.Preparation(
        shorter: 32, side: 24, means: [0.5, 0.25, 0], deviations: [0.5, 0.5, 1])

    @Test("classes are numbered by name, beyond 255 too, and images follow by class and name")
    func order() throws {
        let made = try Folder()
        let folder = try ImageFolder(made.path)
        #expect(folder.classes.count == 300 && folder.classes[0] == "n1000")
        #expect(folder.images.map(\.name) == ["n1298/a.JPEG", "n1298/b.JPEG", "n1299/c.JPEG", "n1299/d.JPEG", "n1299/e.JPEG"])
        #expect(folder.images.map(\.label) == [298, 298, 299, 299, 299])
        // Another part's classes, in its order.
        #expect(try ImageFolder(made.path, classes: folder.classes.reversed()).images[0].label == 1)
        let fault = #expect(throws: Fault.self) { try ImageFolder(made.path, classes: ["n1000"]) }
        #expect(fault?.problem == "has the class n1001, which is not among the 1 known")
        #expect(throws: Fault.self) { try ImageFolder("\(made.path)/n1298") }
        #expect(throws: Fault.self) { try ImageFolder("\(made.path)/none") }
    }

    @Test("batches are the images in turn, plane by plane, normalised, and together the whole folder")
    func batches() throws {
        let made = try Folder()
        var stream = ImageStream(try ImageFolder(made.path), Self.preparation)
        var labels: [[UInt16]] = []
        var features: [Float] = []
        try stream.forEachBatch(of: 2) { batch in
            labels.append(batch.labels)
            features += batch.features
        }
        #expect(labels == [[298, 298], [299, 299], [299]])
        #expect(features.count == 5 * stream.width && stream.width == 3 * 24 * 24)
        let square = try RGBImage(decoding: try Pictures.bytes("420.jpg"), path: "").square(ofSide: 24, shorter: 32)
        for (channel, (mean, deviation)) in zip(0..<3, zip([0.5, 0.25, 0], [0.5, 0.5, 1])) {
            for pixel in [0, 1, 77, 575] {
                let value = (Double(square.pixels[3 * pixel + channel]) / 255 - mean) / deviation
                #expect(features[stream.width + channel * 576 + pixel] == Float(value))
            }
        }
        var turned: [UInt16] = []
        try stream.forEachBatch(of: 3, order: [4, 0, 2]) { turned += $0.labels }
        #expect(turned == [299, 298, 299] && stream.words == nil)
    }

    @Test("a broken image ends the run with its name; where it may be passed over, it is noted and counted once")
    func broken() throws {
        let made = try Folder()
        let whole = try Pictures.bytes("420.jpg")
        try AtomicFile.write(Array(whole[..<700]), to: "\(made.path)/n1298/b.JPEG")
        try AtomicFile.write([UInt8](), to: "\(made.path)/n1299/d.JPEG")
        let folder = try ImageFolder(made.path)
        var strict = ImageStream(folder, Self.preparation)
        let fault = #expect(throws: Fault.self) { try strict.forEachBatch(of: 2) { _ in } }
        #expect(fault?.place == "\(made.path)/n1298/b.JPEG" && fault?.status == .data)
        #expect(fault?.problem.hasPrefix("is a JPEG file that cannot be decoded: ") == true)
        var lenient = ImageStream(folder, Self.preparation, passesOverBroken: true)
        for _ in 0..<2 {
            var labels: [[UInt16]] = []
            try lenient.forEachBatch(of: 2) { labels.append($0.labels) }
            #expect(labels == [[298], [299], [299]])
        }
        #expect(lenient.broken.map(\.name) == ["n1298/b.JPEG", "n1299/d.JPEG"])
        #expect(lenient.words?.hasPrefix("2 images were passed over, first: n1298/b.JPEG is a JPEG file that ") == true)
    }
}
