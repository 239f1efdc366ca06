import DataFiles
import Datasets
import Files
import Foundation
import TestSupport
import Testing

/// A project's `data/` with two folders of images, removed with it: "many/train" of 300 classes, of which three have images, and
/// "many/val".
private final class Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-images-\(UUID().uuidString)").path
    static let pictures = [
        "train/n1298/b.JPEG": 1, "train/n1298/a.JPEG": 2, "train/n1299/c.JPEG": 3, "train/n1299/d.JPEG": 4, "train/n1299/e.JPEG": 5,
        "train/n1007/f.JPEG": 6, "val/n1299/x.JPEG": 7, "val/n1007/y.JPEG": 8,
    ]

    init() throws {
        for number in 0..<300 { try AtomicFile.makeFolder("\(path)/many/train/n\(1000 + number)") }
        for (name, seed) in Self.pictures { try AtomicFile.write(Self.picture(seed), to: "\(path)/many/\(name)") }
        try AtomicFile.write(Self.picture(9), to: "\(path)/many/train/n1299/.hidden")
        try AtomicFile.write(text: "a list", to: "\(path)/many/train/list.txt")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    static func picture(_ seed: Int) -> [UInt8] {
        TinyPNG.bytes(rows: 40, columns: 50, pixels: (0..<6000).map { UInt8(($0 * (2 * seed + 1) / 7 + seed) & 255) })
    }

    func library(_ environment: String? = nil, notify: @escaping @Sendable (String) -> Void = { _ in }) -> DataLibrary {
        DataLibrary(folder: path, environment: environment, network: .never, notify: notify)
    }
}

@Suite("Image folders")
struct ImageFolderTests {
    private static let preparation = ImagePreparation(
        shorter: 32, side: 24, means: [0.5, 0.25, 0], deviations: [0.5, 0.5, 1])

    private static func selection(test: Bool = true, passesOverBroken: Bool = false) -> DataSelection {
        DataSelection(
            ImageSelection(
                "many/train", test: test ? "many/val" : nil, preparation: preparation, passesOverBroken: passesOverBroken))
    }

    @Test("classes are numbered by name, beyond 255 too, and images follow by class and name")
    func order() throws {
        let made = try Folder()
        let folder = try ImageFolder("\(made.path)/many/train")
        #expect(folder.classes.count == 300 && folder.classes[0] == "n1000")
        let names = folder.images.map(\.name)
        #expect(names == ["n1007/f.JPEG", "n1298/a.JPEG", "n1298/b.JPEG", "n1299/c.JPEG", "n1299/d.JPEG", "n1299/e.JPEG"])
        #expect(folder.images.map(\.label) == [7, 298, 298, 299, 299, 299])
        // Another part's classes, in its order.
        #expect(try ImageFolder(folder.path, classes: folder.classes.reversed()).images[1].label == 1)
        let fault = #expect(throws: Fault.self) { try ImageFolder(folder.path, classes: ["n1000"]) }
        #expect(fault?.problem == "has the class n1001, which is not among the 1 known")
        #expect(throws: Fault.self) { try ImageFolder("\(folder.path)/n1298") }
        #expect(throws: Fault.self) { try ImageFolder("\(folder.path)/none") }
    }

    @Test("images are read in the order of their digests, plane by plane, normalised, any of them or all in portions")
    func samples() throws {
        let made = try Folder()
        let loaded = try made.library().images(Self.selection())
        let images = loaded.split.training
        #expect(images.count == 6 && images.classes == 300 && images.width == 3 * 24 * 24 && loaded.samples == 8)
        #expect(images.images.map(\.digest) == images.images.map(\.digest).sorted())
        for (image, label) in zip(images.images, images.labels) {
            #expect("n\(1000 + Int(label))" == image.name.prefix(5))
            #expect(SHA256.hex(of: Folder.picture(try #require(Folder.pictures["train/\(image.name)"]))) == image.digest)
        }
        #expect(loaded.split.test?.labels.sorted() == [7, 299])
        let whole = try images.samples(at: 0..<6)
        let place = try #require(images.images.firstIndex { $0.name == "n1299/d.JPEG" })
        let square = try RGBImage(decoding: Folder.picture(4), path: "").square(ofSide: 24, shorter: 32)
        for (channel, (mean, deviation)) in zip(0..<3, zip([0.5, 0.25, 0], [0.5, 0.5, 1])) {
            for pixel in [0, 1, 77, 575] {
                let value = (Double(square.pixels[3 * pixel + channel]) / 255 - mean) / deviation
                #expect(whole.features[place * images.width + channel * 576 + pixel] == Float(value))
            }
        }
        var portions: [LabelledSamples] = []
        try images.forEachPortion(of: 4) { portions.append($0) }
        #expect(portions.map(\.count) == [4, 2] && portions.flatMap(\.labels) == images.labels)
        #expect(portions.flatMap(\.features) == whole.features)
        let batch = try images.batch(at: [5, 0, 5])
        #expect(batch.samples.labels == [5, 0, 5].map { images.labels[$0] } && Array(batch.places) == [0, 1, 2])
        #expect(batch.samples.features == whole.selecting([5, 0, 5]).features)
    }

    @Test("a folder is known by its images and their classes, wherever it is and whatever its files are called")
    func identity() throws {
        let (made, other) = (try Folder(), try Folder())
        let identity = try made.library().identity(of: Self.selection())
        #expect(identity.name == "many/train" && identity.standInFor == nil && identity.digest.count == 64)
        try FileManager.default.moveItem(
            atPath: "\(other.path)/many/train/n1298/b.JPEG", toPath: "\(other.path)/many/train/n1298/z.png")
        // In the folder of REFIGURE_DATA.
        let library = DataLibrary(folder: "\(other.path)/nothing", environment: other.path, network: .never)
        #expect(try library.identity(of: Self.selection()) == identity)
        #expect(
            try library.images(Self.selection()).split.training.labels
                == made.library().images(Self.selection()).split.training.labels)
        // Without a flag's say, without the test images, with an image of another class or other pixels.
        #expect(try made.library().identity(of: Self.selection(passesOverBroken: true)) == identity)
        #expect(try made.library().identity(of: Self.selection(test: false)) != identity)
        for (path, bytes) in [("val/n1000/x.JPEG", Folder.picture(7)), ("val/n1299/x.JPEG", Folder.picture(10))] {
            try FileManager.default.removeItem(atPath: "\(other.path)/many/val")
            try AtomicFile.write(bytes, to: "\(other.path)/many/\(path)")
            try AtomicFile.write(Folder.picture(8), to: "\(other.path)/many/val/n1007/y.JPEG")
            #expect(try other.library().identity(of: Self.selection()) != identity)
        }
    }

    @Test("what was read once is known by size, time and place; what is another when it is decoded is told")
    func memory() throws {
        let made = try Folder()
        let identity = try made.library().identity(of: Self.selection())
        let file = "\(made.path)/many/train/n1298/b.JPEG"
        let stamp = try #require(FileStamp(path: file))
        let handle = try #require(FileHandle(forWritingAtPath: file))
        try handle.seek(toOffset: 100)
        try handle.write(contentsOf: [1, 2, 3])
        try handle.close()
        let seconds = Double(stamp.modified) / 1e9
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: file)
        // The time is kept to less than a microsecond only, so the memory is told what it is now.
        let kept = "\(made.path)/.refigure/images"
        let places = try FileManager.default.contentsOfDirectory(atPath: kept).map { "\(kept)/\($0)" }
        #expect(places.count == 2)
        let now = try #require(FileStamp(path: file))
        for place in places {
            var memory = try ImageMemory(decoding: try #require(try PlainFile.read(place)), path: place)
            #expect(memory.entries.values.allSatisfy { $0.soundness == .unknown })
            guard memory.entries["n1298/b.JPEG"] != nil else { continue }
            memory.entries["n1298/b.JPEG"]?.stamp = now
            try AtomicFile.write(memory.encoded, to: place)
        }
        let library = made.library()
        #expect(try library.identity(of: Self.selection()) == identity)
        let images = try library.images(Self.selection()).split.training
        let fault = #expect(throws: Fault.self) { try images.samples(at: 0..<6) }
        #expect(fault?.place == file && fault?.problem == "has changed since the run began" && fault?.status == .data)
        // A damaged memory is told and passed over.
        for place in places { try AtomicFile.write(text: "refigure images 1 0\n", to: place) }
        let told = Told()
        #expect(try made.library(notify: { told.add($0) }).identity(of: Self.selection()) != identity)
        #expect(told.all.count == 2 && told.all[0].contains("is damaged"))
    }

    @Test("a memory comes back as it was written")
    func memoryFile() throws {
        var memory = ImageMemory()
        let stamp = FileStamp(size: 3, modified: -4, inode: .max)
        memory.entries["n1/a b.JPEG"] = .init(stamp: stamp, digest: "aa", soundness: .sound)
        memory.entries["n1/c.JPEG"] = .init(stamp: stamp, digest: "bb", soundness: .broken("is empty: really"))
        memory.entries["n2/d.JPEG"] = .init(stamp: stamp, digest: "cc", soundness: .unknown)
        #expect(try ImageMemory(decoding: memory.encoded, path: "memory").entries == memory.entries)
        var with = memory
        with.entries["n2/\n.JPEG"] = memory.entries["n2/d.JPEG"]
        #expect(with.encoded == memory.encoded)
        for place in 0..<memory.encoded.count {
            var damaged = memory.encoded
            damaged[place] ^= 1
            #expect(throws: Fault.self) { try ImageMemory(decoding: damaged, path: "memory") }
        }
    }

    @Test("a broken image ends the reading with its name; where it may be passed over, it is named and counted")
    func broken() throws {
        let made = try Folder()
        let file = "\(made.path)/many/train/n1298/b.JPEG"
        try AtomicFile.write(Array(Folder.picture(1)[..<700]), to: file)
        try AtomicFile.write([UInt8](), to: "\(made.path)/many/val/n1299/x.JPEG")
        let library = made.library()
        let strict = try library.images(Self.selection())
        #expect(strict.samples == 8 && strict.passedOver.isEmpty && strict.notice == nil)
        let fault = #expect(throws: Fault.self) { try strict.split.training.forEachPortion(of: 2) { _ in } }
        #expect(fault?.place == file && fault?.status == .data)
        #expect(fault?.problem.hasPrefix("is a PNG file that cannot be decoded: ") == true)
        for library in [library, made.library()] {
            let lenient = try library.images(Self.selection(passesOverBroken: true))
            #expect(lenient.identity == strict.identity && lenient.samples == 6)
            #expect(lenient.passedOver.map(\.name) == ["n1298/b.JPEG", "n1299/x.JPEG"])
            #expect(lenient.split.training.labels.sorted() == [7, 298, 299, 299, 299] && lenient.split.test?.labels == [7])
            var read = 0
            try lenient.split.training.forEachPortion(of: 2) { read += $0.count }
            #expect(read == 5)
            #expect(
                lenient.notice?.hasPrefix(
                    "2 images of many/train were passed over, first n1298/b.JPEG is a PNG file that cannot be decoded: ") == true)
        }
    }

    @Test("a selection keeps classes, so many images of each, and a share for validation; its labels are shuffled as others' are")
    func selections() throws {
        let made = try Folder()
        let library = made.library()
        let images = ImageSelection("many/train", test: "many/val", preparation: Self.preparation)
        let kept = try library.images(DataSelection(images, classes: [299, 7])).split
        #expect(
            kept.training.classes == 2 && kept.training.labels.sorted() == [0, 0, 0, 1] && kept.test?.labels.sorted() == [0, 1])
        #expect(zip(kept.training.images, kept.training.labels).allSatisfy { $0.name.hasPrefix($1 == 0 ? "n1299" : "n1007") })
        let few = try library.images(DataSelection(images, classes: [298, 299], samplesPerClass: 2, trainingShare: 0.5)).split
        #expect(few.training.labels.sorted() == [0, 1] && few.validation?.labels.sorted() == [0, 1])
        #expect(Set(few.training.images).isDisjoint(with: Set(try #require(few.validation).images)))
        let shuffled = try library.images(DataSelection(images, shuffledLabelShare: 1, seed: 3)).split.training
        let plain = try library.images(DataSelection(images)).split.training
        #expect(
            shuffled.images == plain.images && shuffled.labels != plain.labels && shuffled.labels.sorted() == plain.labels.sorted())
        #expect(try library.notice(for: DataSelection(images)) == nil)
        for selection in [
            DataSelection(images, classes: [300]), DataSelection(images, samplesPerClass: 1),
            DataSelection(images, trainingShare: 0),
        ] {
            let fault = #expect(throws: Fault.self) { try library.images(selection) }
            #expect(fault?.status == .usage && fault?.place == "data set many/train")
        }
    }

    @Test("a folder that is nowhere is told with where it was looked for; one outside the data's folders is refused")
    func missing() throws {
        let made = try Folder()
        let mirror = try Folder()
        let library = made.library(mirror.path)
        let missing = #expect(throws: Fault.self) { try library.identity(of: DataSelection(ImageSelection("imagenet/train"))) }
        #expect(missing?.status == .data)
        #expect(
            missing?.problem
                == "there is no folder of images imagenet/train: looked for in data/imagenet/train, REFIGURE_DATA (\(mirror.path)/imagenet/train)"
        )
        for name in ["../many/train", "/many/train", "many//train", "", "many/./train"] {
            let fault = #expect(throws: Fault.self) { try library.identity(of: DataSelection(ImageSelection(name))) }
            #expect(fault?.status == .usage)
        }
        let strange = #expect(throws: Fault.self) {
            try library.identity(of: DataSelection(ImageSelection("many/val", test: "many/train")))
        }
        #expect(strange?.problem == "has the class n1000, which is not among the 2 known")
    }

    @Test("reading a folder can be stopped, and what was read is remembered")
    func stopped() throws {
        let made = try Folder()
        let asked = Told()
        let library = DataLibrary(
            folder: made.path, environment: nil, network: .never,
            cancelled: {
                asked.add("")
                return asked.all.count > 3
            })
        #expect(throws: CancellationError.self) { try library.identity(of: Self.selection()) }
        let kept = "\(made.path)/.refigure/images"
        let place = try #require(try FileManager.default.contentsOfDirectory(atPath: kept).first)
        #expect(try ImageMemory(decoding: try #require(try PlainFile.read("\(kept)/\(place)")), path: place).entries.count == 3)
    }
}

/// What was said, from whatever thread.
private final class Told: @unchecked Sendable {
    // Safe: the lock is held around each access.
    private let lock = NSLock()
    private var texts: [String] = []

    var all: [String] { lock.withLock { texts } }

    func add(_ text: String) { lock.withLock { texts.append(text) } }
}
