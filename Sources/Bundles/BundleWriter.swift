import Files
import Results

/// What goes into a bundle, and how it is written.
public struct BundleContent: Sendable {
    /// With every file listed.
    public let manifest: BundleManifest
    private let sources: [Source]

    /// A file of a bundle: where its bytes come from.
    public struct Source: Sendable {
        public enum Bytes: Sendable {
            case text([UInt8])
            /// A file on the disk.
            case file(String)
        }

        /// Below the bundle's folder.
        public var path: String
        public var bytes: Bytes

        public init(_ path: String, _ bytes: Bytes) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// - Parameters:
    ///   - manifest: its files are listed here.
    ///   - sources: in any order.
    /// - Precondition: no two have one path.
    /// - Throws: a `Fault` (status data) where a file cannot be read; `CancellationError`.
    public init(_ manifest: BundleManifest, _ sources: [Source]) throws {
        self.sources = sources.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        var manifest = manifest
        manifest.files = try self.sources.map { source in
            try Interruption.check()
            let hash = SHA256()
            var count = 0
            try source.read { piece in
                count += piece.count
                hash.update(piece)
            }
            return BundleManifest.File(path: source.path, bytes: count, sha256: hash.finish())
        }
        self.manifest = manifest
    }

    /// Writes the bundle whole or not at all: the manifest, then its files by path, in a folder of the report's name.
    /// - Throws: a `Fault`: status cannotWrite, or data where a file is not what it was when the manifest was made; `CancellationError`.
    public func write(to path: String) throws {
        let folder = ArchivePath.name(of: "refigure-\(manifest.report)")
        let text = manifest.text
        try AtomicFile.write(toOutput: path) { sink in
            try ArchiveWriter.write(named: path, to: sink) { archive in
                try archive.add("\(folder)/\(BundleManifest.name)", size: text.count) { take in
                    try text.withUnsafeBytes(take)
                }
                for (source, file) in zip(sources, manifest.files) {
                    try archive.add("\(folder)/\(file.path)", size: file.bytes) { try source.give(file, to: $0) }
                }
            }
        }
    }

    /// The bytes of one of its files.
    /// - Precondition: the manifest lists it.
    /// - Throws: a `Fault` (status data) where it cannot be read.
    public func bytes(of path: String) throws -> [UInt8] {
        guard let source = sources.first(where: { $0.path == path }) else { preconditionFailure("no file '\(path)' in the bundle") }
        switch source.bytes {
        case .text(let text): return text
        case .file(let path): return try PlainFile.bytes(path)
        }
    }

    /// The SHA-256 of the manifest, which lists the SHA-256 of everything: a bundle's name for people, whatever packed it.
    public var digest: String { SHA256.hex(of: manifest.text) }
}

extension BundleContent.Source {
    fileprivate func read(_ take: AtomicFile.Sink) throws {
        switch bytes {
        case .text(let text): try text.withUnsafeBytes(take)
        case .file(let path): try PlainFile.readPieces(of: path) { try take($0) }
        }
    }

    /// Gives the bytes that the manifest knows.
    fileprivate func give(_ file: BundleManifest.File, to take: AtomicFile.Sink) throws {
        func changed() -> Fault {
            Fault("changed while the bundle was written", at: file.path, remedy: "run the command again", status: .data)
        }
        let hash = SHA256()
        var count = 0
        try read { piece in
            try Interruption.check()
            count += piece.count
            guard count <= file.bytes else { throw changed() }
            hash.update(piece)
            try take(piece)
        }
        guard count == file.bytes, hash.finish() == file.sha256 else { throw changed() }
    }
}
