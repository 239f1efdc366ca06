import Datasets
import Files
import Foundation

/// Finds folders of images and tells them by their content: every file is read once, then known by its size, time and place.
struct ImageFolders {
    /// The project's `data/`.
    let folder: String
    let environment: String?
    let progress: (@Sendable (DataProgress) -> Void)?
    let notify: @Sendable (String) -> Void
    let cancelled: @Sendable () -> Bool
    private var known: [String: Known] = [:]

    /// What there is of a folder.
    private struct Known {
        let listing: ImageFolder
        /// Of each image.
        let entries: [ImageMemory.Entry]
        let isDecoded: Bool
    }

    /// A folder's images in the order of their digests, with their classes.
    struct Part {
        var samples: ImageSamples
        /// The SHA-256 over the number of classes and the sorted lines of each image's digest and class.
        var digest: String
        var broken: [BrokenImage]
    }

    init(
        folder: String, environment: String?, progress: (@Sendable (DataProgress) -> Void)?,
        notify: @escaping @Sendable (String) -> Void, cancelled: @escaping @Sendable () -> Bool
    ) {
        self.folder = URL(fileURLWithPath: folder).standardizedFileURL.path
        self.environment = environment
        self.progress = progress
        self.notify = notify
        self.cancelled = cancelled
    }

    /// Both folders of a selection.
    /// - Parameter decodes: whether images that cannot be decoded are found out.
    /// - Throws: `CancellationError`; a `Fault` (status data) where a folder is nowhere, cannot be read or has no images, or the
    ///   test images have a class that the others lack.
    mutating func parts(of selection: ImageSelection, decodes: Bool) throws -> (training: Part, test: Part?) {
        let training = try look(selection.folder, classes: nil, decodes: decodes)
        let test = try selection.testFolder.map { name in
            try look(name, classes: training.listing.classes, decodes: decodes)
        }
        return (part(training, selection), test.map { part($0, selection) })
    }

    private func part(_ known: Known, _ selection: ImageSelection) -> Part {
        let listing = known.listing
        let all = zip(listing.images, known.entries).sorted { ($0.1.digest, $0.0.label) < ($1.1.digest, $1.0.label) }
        let hash = SHA256()
        hash.update(Array("\(listing.classes.count) classes\n".utf8))
        var images: [ImageSamples.Image] = []
        var labels: [UInt16] = []
        var broken: [BrokenImage] = []
        for (image, entry) in all {
            hash.update(Array("\(entry.digest) \(image.label)\n".utf8))
            if selection.passesOverBroken, case .broken(let problem) = entry.soundness {
                broken.append(BrokenImage(name: image.name, problem: problem))
            } else {
                images.append(.init(name: image.name, digest: entry.digest))
                labels.append(image.label)
            }
        }
        let samples = ImageSamples(
            folder: listing.path, images: images, labels: labels, classes: listing.classes.count,
            preparation: selection.preparation)
        return Part(samples: samples, digest: hash.finish(), broken: broken.sorted { $0.name < $1.name })
    }

    /// The folder with each file's digest.
    private mutating func look(_ name: String, classes: [String]?, decodes: Bool) throws -> Known {
        let key = "\(name)\n\(classes?.joined(separator: "\n") ?? "")"
        if let there = known[key], there.isDecoded || !decodes { return there }
        let listing = try known[key]?.listing ?? ImageFolder(try path(of: name), classes: classes)
        let found = Known(listing: listing, entries: try read(listing, named: name, decodes: decodes), isDecoded: decodes)
        known[key] = found
        return found
    }

    /// Where the folder is.
    private func path(of name: String) throws -> String {
        if let place = try place(of: name) { return place }
        let places = try DataSource.folders(named: name, folder: folder, environment: environment)
        throw Fault(
            "there is no folder of images \(name): looked for in \(places.map(\.called).joined(separator: ", "))",
            remedy: "put it there, or a symbolic link to it, with a folder a class in it", status: .data)
    }

    /// Where a folder of images is; nil: nowhere.
    /// - Throws: a `Fault` where the name is no path below `data/`, or REFIGURE_DATA is wrong.
    func place(of name: String) throws -> String? {
        let steps = name.split(separator: "/", omittingEmptySubsequences: false)
        guard steps.allSatisfy({ !["", ".", ".."].contains($0) }), !name.contains("\0") else {
            throw Fault(
                "'\(VisibleText.line(name))' is no folder of images below data/ or REFIGURE_DATA",
                remedy: "give its path from there, such as imagenet/train; a symbolic link may lead to it", status: .usage)
        }
        return try DataSource.folders(named: name, folder: folder, environment: environment).map(\.path).first {
            Folder.exists($0)
        }
    }

    /// Where a file of the user's own is; nil: nowhere.
    /// - Throws: a `Fault` (status data) where REFIGURE_DATA is wrong.
    func file(named name: String) throws -> String? {
        try DataSource.folders(named: name, folder: folder, environment: environment).map(\.path).first {
            access($0, F_OK) == 0
        }
    }

    /// Reads what is not known as it is now, and remembers it, also where it is stopped on the way.
    private func read(_ listing: ImageFolder, named name: String, decodes: Bool) throws -> [ImageMemory.Entry] {
        let place = "\(folder)/.refigure/images/\(SHA256.hex(of: listing.path).prefix(16)).txt"
        let earlier = remembered(place)
        var memory = ImageMemory()
        var entries: [ImageMemory.Entry] = []
        var isNew = false
        var (received, told) = (0, ContinuousClock.now)
        do {
            for image in listing.images {
                if cancelled() { throw CancellationError() }
                let file = "\(listing.path)/\(image.name)"
                guard let stamp = FileStamp(path: file) else {
                    throw Fault(
                        "is not a plain file", at: file, remedy: "put a JPEG or PNG file there, or remove it", status: .data)
                }
                if let entry = earlier.entries[image.name], entry.stamp == stamp, !decodes || entry.soundness != .unknown {
                    memory.entries[image.name] = entry
                    entries.append(entry)
                    continue
                }
                let entry = try entry(file, stamp, decodes: decodes)
                isNew = true
                memory.entries[image.name] = entry
                entries.append(entry)
                received += stamp.size
                if ContinuousClock.now - told > .milliseconds(100) {
                    told = ContinuousClock.now
                    progress?(
                        DataProgress(
                            dataset: .imageFolder, file: name, source: listing.path, received: received, expected: nil))
                }
            }
        } catch {
            memory.entries.merge(earlier.entries) { new, _ in new }
            if isNew { try? AtomicFile.write(memory.encoded, to: place) }
            throw error
        }
        if isNew { try? AtomicFile.write(memory.encoded, to: place) }
        return entries
    }

    private func entry(_ file: String, _ stamp: FileStamp, decodes: Bool) throws -> ImageMemory.Entry {
        guard let bytes = try PlainFile.read(file, limit: ImageSamples.longestFile) else {
            throw Fault.cannotRead(file, SystemError(ENOENT))
        }
        guard FileStamp(path: file) == stamp, bytes.count == stamp.size else {
            throw Fault(
                "changed while it was read", at: file, remedy: "wait until whatever writes it has finished", status: .data)
        }
        var soundness = ImageMemory.Soundness.unknown
        if decodes {
            do {
                _ = try RGBImage(decoding: bytes, path: file)
                soundness = .sound
            } catch let fault as Fault {
                soundness = .broken(fault.problem)
            }
        }
        return ImageMemory.Entry(stamp: stamp, digest: SHA256.hex(of: bytes), soundness: soundness)
    }

    private func remembered(_ place: String) -> ImageMemory {
        do {
            guard let bytes = try PlainFile.read(place, limit: 1 << 31) else { return ImageMemory() }
            return try ImageMemory(decoding: bytes, path: place)
        } catch {
            notify("\(error)")
            return ImageMemory()
        }
    }
}
