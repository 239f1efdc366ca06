import Files
import Foundation
import Results

/// Takes the trained networks and products of a bundle into a store, where they serve as if they had been made here.
///
/// Each is held against the manifest's SHA-256 and its own seal, and must say that it is what its key says. What the store has stays.
/// That a network was trained as it says is believed: `refigure verify` finds out.
public struct StoreImport: Sendable {
    /// What was put into the store.
    public private(set) var networks = 0
    public private(set) var products = 0
    public private(set) var weights = 0
    /// Files whose content the store had already.
    public private(set) var known = 0
    /// Files for whose key the store has another content, which stays.
    public private(set) var differing: [BundleReader.Mismatch] = []
    /// Files that were left out, and others of the bundle that are damaged.
    public private(set) var damaged: [BundleReader.Mismatch] = []
    /// The bundle's own.
    public private(set) var manifest: BundleManifest

    /// A file is read whole.
    private static let longest = 1 << 32

    /// - Throws: a `Fault`: status data where the file is no bundle or has no networks, cannotWrite where the store takes nothing;
    ///   `CancellationError`.
    public init(_ path: String, into store: Store) throws {
        var found: BundleManifest?
        var pieces: [String: (shelf: Store.Shelf, piece: BundleManifest.Piece)] = [:]
        var counts: [Store.Shelf: Int] = [:]
        var (known, differing, damaged) = (0, [BundleReader.Mismatch](), [BundleReader.Mismatch]())
        let mismatches = try BundleReader.read(path) { manifest in
            found = manifest
            for piece in manifest.networks { pieces[BundlePath.network(piece)] = (.trajectories, piece) }
            for piece in manifest.products { pieces[BundlePath.product(piece)] = (.products, piece) }
            for file in manifest.files where file.path.hasPrefix(BundlePath.weights) {
                let digest = FilePath(file.path).stem
                let key = CacheKey([KeyInput("weights", digest)])
                pieces[file.path] = (.weights, .init(key: key, description: digest, sha256: file.sha256, bytes: file.bytes))
            }
            guard manifest.files.contains(where: { pieces[$0.path] != nil }) else {
                throw Fault(
                    "has no trained networks and no products", at: path,
                    remedy: "ask for one of `refigure store export` or `refigure bundle --networks`", status: .data)
            }
        } visit: { file in
            guard let (shelf, piece) = pieces[file.listed.path] else { return }
            try MemoryLimit.check(
                Double(file.listed.bytes) * 3, for: file.listed.path, at: path, remedy: "import it on a machine with more memory")
            let bytes = try file.bytes(limit: Self.longest)
            guard SHA256.hex(of: bytes) == file.listed.sha256 else { return }
            do {
                try Self.check(bytes, piece, shelf, file.listed.path)
            } catch let fault as Fault where fault.status == .data {
                damaged.append(.init(file.listed.path, fault.problem))
                return
            }
            // Others may be at work on it.
            let lock = try store.lock(piece.key, cancelled: { Interruption.isRequested })
            try withExtendedLifetime(lock) {
                switch try store.load(piece.key, from: shelf) {
                case .found(let held) where held == bytes: known += 1
                case .found: differing.append(.init(file.listed.path, "the store has other content under its key"))
                case .missing, .damaged:
                    try store.save(bytes, as: piece.key, on: shelf)
                    counts[shelf, default: 0] += 1
                }
            }
        }
        guard let found else { preconditionFailure("a bundle without a manifest was read") }
        manifest = found
        self.known = known
        self.differing = differing
        self.damaged = damaged + mismatches
        networks = counts[.trajectories, default: 0]
        products = counts[.products, default: 0]
        weights = counts[.weights, default: 0]
    }

    private static func check(_ bytes: [UInt8], _ piece: BundleManifest.Piece, _ shelf: Store.Shelf, _ path: String) throws {
        switch shelf {
        case .trajectories: try PieceFile.checkNetwork(bytes, piece, at: path)
        case .products: try PieceFile.checkProduct(bytes, key: piece.key, description: piece.description, at: path)
        default: try PieceFile.checkWeights(bytes, digest: piece.description, at: path)
        }
    }
}
