import Files
import Foundation

/// Says what a group of drawn files was made from, and their digests. It is written after them, so a run that stops in between
/// leaves none that fits.
public struct Stamp: Sendable, Equatable {
    private let envelope: Envelope
    /// In the order given.
    public let files: [File]

    public var inputs: [KeyInput] { envelope.inputs }
    public var key: CacheKey { envelope.key }

    public struct File: Codable, Sendable, Equatable {
        /// Relative to the stamp's folder.
        public var name: String
        /// SHA-256, 64 hexadecimal digits.
        public var digest: String
    }

    /// Stamps files that are there.
    /// - Parameters:
    ///   - files: names relative to the folder, which is the one that the stamp is written to.
    /// - Throws: a `Fault` (status data) where one cannot be read.
    public init(inputs: [KeyInput], files names: [String], inFolder folder: String) throws {
        files = try names.map { File(name: $0, digest: try SHA256.hex(ofFileAt: "\(folder)/\($0)")) }
        envelope = Envelope(inputs: inputs, name: "files", content: try CanonicalJSON.tree(of: files))
    }

    private init(envelope: Envelope, files: [File]) {
        self.envelope = envelope
        self.files = files
    }

    /// Writes the stamp whole or not at all.
    /// - Throws: a `Fault` (status cannotWrite).
    public func write(to path: String) throws { try AtomicFile.write(envelope.text, to: path) }

    public enum Reading: Sendable, Equatable {
        case valid(Stamp)
        case missing
        /// With what is wrong: "fig1.png is missing".
        case damaged(reason: String)

        /// How files that are wanted from the inputs stand.
        public func standing(for inputs: [KeyInput]) -> Standing {
            switch self {
            case .valid(let stamp): Standing(inputs, from: stamp.inputs)
            case .missing: .missing
            case .damaged(let reason): .damaged(reason: reason)
            }
        }
    }

    /// Reads a stamp and verifies the files that it names.
    /// - Throws: a `Fault` (status data) where the stamp is there but cannot be read.
    public static func read(_ path: String) throws -> Reading {
        guard let text = try PlainFile.read(path) else { return .missing }
        let folder = FilePath(FilePath(path).folder)
        do {
            let (envelope, content) = try Envelope.open(text, name: "files")
            let files = try CanonicalJSON.decode([File].self, from: content)
            for file in files {
                guard let bytes = try PlainFile.read(folder.appending(file.name)) else {
                    return .damaged(reason: "\(file.name) is missing")
                }
                if SHA256.hex(of: bytes) != file.digest { return .damaged(reason: "\(file.name) is not what was drawn") }
            }
            return .valid(Stamp(envelope: envelope, files: files))
        } catch {
            return .damaged(reason: "\(error)")
        }
    }

    /// Where a report keeps the stamp of a figure's pictures: figures/<paper>-<figure>.stamp.json.
    public static func path(of id: FigureID, inReport folder: String) -> String { "\(folder)/figures/\(id.fileName).stamp.json" }
}

extension Stamp.File: ShapeChecked {
    var brokenRule: BrokenRule? {
        let isName = !name.isEmpty && !name.contains("/") && name != "." && name != ".." && !name.contains("\0")
        if !isName { return BrokenRule("name", "'\(name.shortened)' names no file of the folder") }
        return CacheKey.isDigest(digest) ? nil : BrokenRule("digest", "a digest of 64 hexadecimal digits expected")
    }
}
