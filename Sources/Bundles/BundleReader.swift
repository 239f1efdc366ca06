import Files
import Results

/// A file of a bundle while the bundle is read.
public final class BundledFile {
    /// What the manifest says of it.
    public let listed: BundleManifest.File
    private let archive: ArchiveReader
    /// Once it was read.
    fileprivate private(set) var digest: String?

    fileprivate init(_ listed: BundleManifest.File, in archive: ArchiveReader) {
        self.listed = listed
        self.archive = archive
    }

    fileprivate func pieces(_ take: AtomicFile.Sink) throws {
        let hash = SHA256()
        try archive.readPieces { piece in
            try Interruption.check()
            hash.update(piece)
            try take(piece)
        }
        digest = hash.finish()
    }

    /// Writes its bytes to the disk, whatever their digest is: that is told when the bundle was read.
    /// - Throws: a `Fault`: status data, or cannotWrite.
    public func write(to path: String) throws { try AtomicFile.write(toOutput: path) { try pieces($0) } }

    /// Its bytes, whatever their digest is.
    /// - Throws: a `Fault` (status data), also where it is longer than the limit.
    public func bytes(limit: Int) throws -> [UInt8] {
        guard listed.bytes <= limit else {
            throw Fault(
                "has \(listed.bytes) bytes, and may have \(limit)", at: listed.path, remedy: "take no file out of the bundle",
                status: .data)
        }
        var bytes: [UInt8] = []
        try pieces { bytes += $0 }
        return bytes
    }
}

/// Reading of bundles, safe against whatever they hold.
public enum BundleReader {
    /// What a file of a bundle is, that its manifest does not say.
    public struct Mismatch: Sendable, Equatable, CustomStringConvertible {
        public let path: String
        public let problem: String

        public init(_ path: String, _ problem: String) {
            self.path = path
            self.problem = problem
        }

        public var description: String { "\(path): \(problem)" }
    }

    /// How many times its packed length a bundle may unpack to, besides a gigabyte.
    private static let densest = 1000

    /// Reads a bundle from its start to its end and holds each of its files against the manifest.
    /// - Parameters:
    ///   - begin: is given the manifest, before the files.
    ///   - visit: is given each file, in order of the paths; what it does not read is read afterwards.
    /// - Returns: what does not fit: files that are others, are missing, or are in no list.
    /// - Throws: a `Fault` (status data) where it is no bundle, cut short, or refused; what `begin` and `visit` throw.
    public static func read(
        _ path: String, begin: (BundleManifest) throws -> Void = { _ in }, visit: (BundledFile) throws -> Void = { _ in }
    ) throws -> [Mismatch] {
        let archive = try ArchiveReader(path)
        let (manifest, folder) = try manifest(archive, path)
        try begin(manifest)
        var mismatches = contradictions(manifest)
        var missing = Dictionary(uniqueKeysWithValues: manifest.files.map { ($0.path, $0) })
        let limit = (FileStamp(path: path)?.size ?? 0).multipliedReportingOverflow(by: densest).partialValue + 1 << 30
        var unpacked = 0
        while let entry = try archive.next() {
            try Interruption.check()
            let (sum, overflows) = unpacked.addingReportingOverflow(entry.size)
            guard !overflows, sum <= limit else {
                throw Fault(
                    "unpacks to more than \(limit) bytes, which no bundle of its size does", at: path,
                    remedy: "take no file out of it",
                    status: .data)
            }
            unpacked = sum
            guard entry.path.hasPrefix(folder) else {
                mismatches.append(Mismatch(entry.path, "stands outside the bundle's folder"))
                continue
            }
            let name = String(entry.path.dropFirst(folder.count))
            guard let listed = missing.removeValue(forKey: name) else {
                let isListed = manifest.files.contains { $0.path == name }
                mismatches.append(Mismatch(name, isListed ? "is there twice" : "is not in the manifest"))
                continue
            }
            guard entry.size == listed.bytes else {
                mismatches.append(Mismatch(name, "has \(entry.size) bytes, and the manifest says \(listed.bytes)"))
                continue
            }
            let file = BundledFile(listed, in: archive)
            try visit(file)
            if file.digest == nil { try file.pieces { _ in } }
            if file.digest != listed.sha256 {
                mismatches.append(Mismatch(name, "is not the file that the manifest says (SHA-256 \(listed.sha256.prefix(16))...)"))
            }
        }
        mismatches += manifest.files.filter { missing[$0.path] != nil }.map { Mismatch($0.path, "is missing") }
        return mismatches
    }

    /// The manifest, which comes first, and the folder that all is in, with a slash.
    private static func manifest(_ archive: ArchiveReader, _ path: String) throws -> (BundleManifest, folder: String) {
        let ending = "/\(BundleManifest.name)"
        guard let entry = try archive.next(), entry.path.hasSuffix(ending), entry.path.count(where: { $0 == "/" }) == 1 else {
            throw Fault(
                "is no bundle: its first file is not the manifest", at: path,
                remedy: "give a file of `refigure bundle` or `refigure store export`", status: .data)
        }
        guard entry.size <= BundleManifest.longest else {
            throw Fault("its manifest has \(entry.size) bytes", at: path, remedy: ArchiveReader.remedy, status: .data)
        }
        var text: [UInt8] = []
        try archive.readPieces { text += $0 }
        let folder = String(entry.path.dropLast(BundleManifest.name.count))
        return (try BundleManifest(reading: text, of: path), folder)
    }

    /// Where the manifest says two things of one file.
    private static func contradictions(_ manifest: BundleManifest) -> [Mismatch] {
        let digests = Dictionary(uniqueKeysWithValues: manifest.files.map { ($0.path, $0.sha256) })
        func check(_ path: String, _ sha256: String) -> Mismatch? {
            guard let listed = digests[path], listed != sha256 else { return nil }
            return Mismatch(path, "is listed with another SHA-256 among what the report was made of")
        }
        return manifest.networks.compactMap { check(BundlePath.network($0), $0.sha256) }
            + manifest.products.compactMap { check(BundlePath.product($0), $0.sha256) }
            + manifest.figures.compactMap { check(BundlePath.result($0.id), $0.sha256) }
            + (digests[BundlePath.sources].flatMap { _ in check(BundlePath.sources, manifest.sources) }.map { [$0] } ?? [])
    }
}

/// Where in a bundle what stands.
public enum BundlePath {
    public static let sources = "sources.txt"
    public static let definition = "definition.yml"
    public static let provenance = "provenance.json"
    public static let networks = "networks/"
    public static let products = "products/"
    public static let weights = "weights/"
    /// Of the report's own pages, by their paths below reports/.
    public static let pages = "pages/"

    /// As in a store: the first 32 digits of the key and of the content's SHA-256.
    public static func network(_ piece: BundleManifest.Piece) -> String {
        "\(networks)\(piece.key.hex.prefix(32)).\(piece.sha256.prefix(32)).safetensors"
    }

    public static func product(_ piece: BundleManifest.Piece) -> String {
        "\(products)\(piece.key.hex.prefix(32)).\(piece.sha256.prefix(32)).json"
    }

    /// Weights that trainings begin with, by their own digest.
    public static func weights(_ digest: String) -> String { "\(weights)\(digest).safetensors" }

    public static func result(_ id: FigureID) -> String { "results/\(id.fileName).json" }

    /// Whether a page of the report, or what it leads to, may stand there below reports/: not where what is made anew is written.
    public static func isPagePlace(_ name: String, of report: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, name != "\(report).yml" else { return false }
        return first != report && first != "\(report)-atlas" && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
    }
}
