import Files
import Foundation

/// The folder .refigure: trained networks and what was computed from them under their keys, locks, and what runs cost.
///
/// A blob is one file, "<key's first 32 digits>.<content's SHA-256, first 32 digits>.safetensors" (or .json): the content and its digest
/// appear in one renaming, so no kill can part them, and the file is plain safetensors, or JSON, to other programs. What the content is of is for
/// it to say: who reads it sees that it is the key's. Several processes may use one folder at a time.
public struct Store: Sendable {
    public let folder: String
    private let listings = ShelfListings()
    private let takesLocks: Bool

    /// - Parameters:
    ///   - folder: made on the first write.
    ///   - takesLocks: whether others that use the folder are waited for. Without locks, two may make the same at once.
    public init(folder: String, takesLocks: Bool = true) {
        self.folder = folder
        self.takesLocks = takesLocks
    }

    public enum Shelf: String, Sendable {
        /// Trained networks, trainings half way, weights that trainings begin with; products of networks, and those half way.
        case trajectories, checkpoints, weights, products, progress

        var ending: String {
            switch self {
            case .trajectories, .checkpoints, .weights: ".safetensors"
            case .products, .progress: ".json"
            }
        }

        /// Where what is half way stands of what stands here whole.
        fileprivate var unfinished: Shelf { self == .products ? .progress : .checkpoints }
    }

    public enum Blob<Content> {
        case found(Content)
        case missing
        /// With what is wrong: the content of the file does not fit the digest in its name, or is not what belongs under the key.
        case damaged(path: String, reason: String)
    }

    /// Removes what processes that are gone left behind. Call it once, at the start.
    public func sweep() {
        PartialFiles.sweep(folder)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/locks")) ?? [] where name.hasSuffix(".lock") {
            let path = "\(folder)/locks/\(name)"
            if let lock = try? FileLock.attempt(path) { withExtendedLifetime(lock) { _ = unlink(path) } }
        }
    }

    /// The verified content under the key.
    /// - Parameter decode: what the bytes say; throws a `Fault` (status data) where they are not what belongs under the key. Files that
    ///   it refuses are passed over.
    /// - Throws: a `Fault` (status data) where the file is there but cannot be read; what else `decode` throws.
    public func load<Content>(
        _ key: CacheKey, from shelf: Shelf, decode: (_ bytes: [UInt8], _ path: String) throws -> Content
    ) throws -> Blob<Content> {
        var emptyListings = 0
        while true {
            var damage: (path: String, reason: String)?
            var isReplaced = false
            for path in paths(of: key, on: shelf) {
                do {
                    guard let bytes = try PlainFile.read(path) else {
                        isReplaced = true
                        continue
                    }
                    guard path == self.path(of: key, digest: SHA256.hex(of: bytes), on: shelf) else {
                        damage = damage ?? (path, "its content is not what its name says")
                        continue
                    }
                    return .found(try decode(bytes, path))
                } catch let fault as Fault where fault.status == .data {
                    damage = damage ?? (path, fault.problem)
                }
            }
            // Another process may put a new file in an old one's place between listing and reading: then there is one to find.
            if isReplaced { continue }
            if let damage { return .damaged(path: damage.path, reason: damage.reason) }
            // Reading a folder's names is no single act: it may pass the new file's place before that comes, and the old one's
            // after it is gone. So two listings in a row must find nothing.
            emptyListings += 1
            if emptyListings > 1 { return .missing }
        }
    }

    /// The verified bytes under the key, whatever they say.
    /// - Throws: as above.
    public func load(_ key: CacheKey, from shelf: Shelf) throws -> Blob<[UInt8]> {
        try load(key, from: shelf) { bytes, _ in bytes }
    }

    /// True where a file bears the key's name, whole or damaged: enough to plan by.
    public func contains(_ key: CacheKey, on shelf: Shelf) -> Bool { !paths(of: key, on: shelf).isEmpty }

    /// Puts the content under the key in place of what was there, damaged files included.
    /// - Throws: a `Fault` (status cannotWrite); what was there then stays.
    public func save(_ bytes: [UInt8], as key: CacheKey, on shelf: Shelf) throws {
        let path = path(of: key, digest: SHA256.hex(of: bytes), on: shelf)
        // Only what was there before goes: of two processes that save at once, neither may remove what the other has just saved.
        let before = paths(of: key, on: shelf)
        try AtomicFile.write(bytes, to: path)
        for other in before where other != path { unlink(other) }
    }

    /// Removes what is under the key.
    public func remove(_ key: CacheKey, from shelf: Shelf) {
        for path in paths(of: key, on: shelf) { unlink(path) }
    }

    /// Waits for the right to compute what is under the key; hold the lock while computing. It ends with its last reference, or the
    /// process.
    /// - Returns: nil where this store takes no locks.
    /// - Throws: `CancellationError` once `cancelled` answers true; a `Fault` where the lock cannot be made.
    public func lock(_ key: CacheKey, cancelled: () -> Bool) throws -> FileLock? {
        takesLocks ? try FileLock.wait("\(folder)/locks/\(key.short).lock", cancelled: cancelled) : nil
    }

    /// The content under the key: as stored, or computed and stored, whereupon what was kept of it half way goes.
    ///
    /// Of several processes (or threads) that ask at once, one computes and the others wait for it.
    /// - Parameters:
    ///   - damaged: told the path of a damaged file and what is wrong with it; it is then computed anew.
    ///   - decode: as for `load`.
    ///   - compute: the content, and the bytes that say it; called while the key's lock is held.
    /// - Throws: what `compute` and `decode` throw; `CancellationError` once `cancelled` answers true while waiting; a `Fault` of the
    ///   store.
    public func obtain<Content>(
        _ key: CacheKey, on shelf: Shelf, cancelled: () -> Bool, damaged: (_ path: String, _ reason: String) -> Void,
        decode: (_ bytes: [UInt8], _ path: String) throws -> Content, compute: () throws -> (content: Content, bytes: [UInt8])
    ) throws -> Content {
        if case .found(let content) = try load(key, from: shelf, decode: decode) { return content }
        let lock = try lock(key, cancelled: cancelled)
        return try withExtendedLifetime(lock) {
            switch try load(key, from: shelf, decode: decode) {
            case .found(let content): return content
            case .damaged(let path, let reason): damaged(path, reason)
            case .missing: break
            }
            let (content, bytes) = try compute()
            try save(bytes, as: key, on: shelf)
            remove(key, from: shelf.unfinished)
            return content
        }
    }

    /// Waits for the right to write into a report's folder; nil where nothing can be written there, whoever holds the right.
    /// - Throws: as `lock(_:cancelled:)`.
    public static func lockReport(_ folder: String, cancelled: () -> Bool) throws -> FileLock? {
        if access(folder, W_OK) != 0, errno == EACCES || errno == EROFS { return nil }
        return try FileLock.wait("\(folder)/.lock", cancelled: cancelled)
    }

    private func path(of key: CacheKey, digest: String, on shelf: Shelf) -> String {
        "\(folder)/\(shelf.rawValue)/\(key.short).\(digest.prefix(32))\(shelf.ending)"
    }

    /// The key's files, the newest first. There is one, but for a kill between a save's renaming and its tidying up.
    private func paths(of key: CacheKey, on shelf: Shelf) -> [String] {
        let shelfFolder = "\(folder)/\(shelf.rawValue)"
        var found: [(path: String, modified: Int)] = []
        for name in listings.names(of: key.short, in: shelfFolder) where name.hasSuffix(shelf.ending) {
            let path = "\(shelfFolder)/\(name)"
            var status = stat()
            if stat(path, &status) == 0 { found.append((path, status.modified)) }
        }
        return found.sorted { ($1.modified, $1.path) < ($0.modified, $0.path) }.map(\.path)
    }
}

extension Store.Blob: Equatable where Content: Equatable {}
extension Store.Blob: Sendable where Content: Sendable {}
