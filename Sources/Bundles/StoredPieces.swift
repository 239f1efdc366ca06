import Experiments
import Files
import Foundation
import Networks
import Results

/// The trained networks and products that a report is made of, as they stand in a store, each verified.
public struct StoredPieces: Sendable {
    /// By key.
    public private(set) var networks: [BundleManifest.Piece] = []
    public private(set) var products: [BundleManifest.Piece] = []
    /// Their files, and those of the weights that trainings begin with.
    public private(set) var sources: [BundleContent.Source] = []
    /// The data sets that they and the figures are of.
    public let data: [KeyInput]

    /// - Throws: a `Fault` (status data) where the store lacks some, or one is damaged; `CancellationError`.
    public init(
        of definition: ReportDefinition, in store: Store, planner: Planner, keys: StageKeys
    ) throws {
        var jobs: [CacheKey: TrainingJob] = [:]
        var wanted: [CacheKey: AnyProduct] = [:]
        var areAll = true
        for entry in definition.entries {
            try Interruption.check()
            let pieces = try planner.pieces(of: entry)
            for job in pieces.jobs + pieces.products.flatMap(\.networks) { jobs[try keys.key(of: job)] = job }
            for product in pieces.products { wanted[CacheKey(try keys.inputs(of: product))] = product }
            areAll = areAll && pieces.areAll
        }
        let lostJobs = jobs.filter { !store.contains($0.key, on: .trajectories) }
        let lostProducts = wanted.filter { !store.contains($0.key, on: .products) }
        guard areAll, lostJobs.isEmpty, lostProducts.isEmpty else {
            let count = lostJobs.count + lostProducts.count
            let words = count == 1 ? "1 network or product" : "\(count) networks and products"
            throw Fault(
                "\(count == 0 ? "networks" : words) that the report was computed from \(count == 1 ? "is" : "are") gone",
                at: store.folder,
                remedy: "remove the report's results/ and the store's, and run `refigure report`: it trains them anew",
                status: .data)
        }
        data = try keys.data(of: definition.entries.flatMap(\.needs.allData) + jobs.sorted { $0.key < $1.key }.map(\.value.data))
        for (key, job) in jobs.sorted(by: { $0.key < $1.key }) {
            try Interruption.check()
            let origin = TrainingOrigin(job: job, key: key.hex)
            let (piece, path) = try Self.verified(key, job.canonicalJSON, store, .trajectories) {
                _ = try Trajectory(decoding: Data($0), path: $1, of: origin)
            }
            networks.append(piece)
            sources.append(.init(BundlePath.network(piece), .file(path)))
        }
        for (key, product) in wanted.sorted(by: { $0.key < $1.key }) {
            try Interruption.check()
            let (piece, path) = try Self.verified(key, product.description, store, .products) {
                try PieceFile.checkProduct($0, key: key, description: product.description, at: $1)
            }
            products.append(piece)
            sources.append(.init(BundlePath.product(piece), .file(path)))
        }
        let starts = Dictionary(jobs.values.compactMap { job in job.start.map { ($0.hex, $0.key) } }) { first, _ in first }
        for (digest, key) in starts.sorted(by: { $0.key < $1.key }) {
            let (_, path) = try Self.verified(key, digest, store, .weights) {
                try PieceFile.checkWeights($0, digest: digest, at: $1)
            }
            sources.append(.init(BundlePath.weights(digest), .file(path)))
        }
    }

    private static func verified(
        _ key: CacheKey, _ description: String, _ store: Store, _ shelf: Store.Shelf, check: ([UInt8], String) throws -> Void
    ) throws -> (BundleManifest.Piece, path: String) {
        let blob = try store.load(key, from: shelf) { bytes, path in
            try check(bytes, path)
            return (
                BundleManifest.Piece(key: key, description: description, sha256: SHA256.hex(of: bytes), bytes: bytes.count), path
            )
        }
        switch blob {
        case .found(let found): return found
        case .missing: throw Fault("is gone", at: store.folder, remedy: "run the command again", status: .data)
        case .damaged(let path, let reason):
            throw Fault("is damaged: \(reason)", at: path, remedy: "delete it, and run `refigure report`", status: .data)
        }
    }
}

/// What a file must say of itself to stand in a store under a key.
enum PieceFile {
    /// - Throws: a `Fault` (status data).
    static func checkNetwork(_ bytes: [UInt8], _ piece: BundleManifest.Piece, at path: String) throws {
        guard let job = try? JSONDecoder().decode(TrainingJob.self, from: Data(piece.description.utf8)),
            job.canonicalJSON == piece.description
        else { throw fault("its job cannot be read", at: path) }
        _ = try Trajectory(decoding: Data(bytes), path: path, of: TrainingOrigin(job: job, key: piece.key.hex))
    }

    /// - Throws: a `Fault` (status data).
    static func checkProduct(_ bytes: [UInt8], key: CacheKey, description: String, at path: String) throws {
        do {
            let envelope = try Envelope.open(bytes, name: "product").envelope
            guard CacheKey(envelope.inputs) == key, envelope.inputs.contains(KeyInput("product", description)) else {
                throw fault("it is another product's than its name says", at: path)
            }
        } catch let error as JSONError {
            throw fault("\(error)", at: path)
        }
    }

    /// - Throws: a `Fault` (status data).
    static func checkWeights(_ bytes: [UInt8], digest: String, at path: String) throws {
        guard SHA256.hex(of: bytes) == digest else { throw fault("the weights are others than its name says", at: path) }
        _ = try SafeTensors(decoding: Data(bytes), path: path)
    }

    private static func fault(_ problem: String, at path: String) -> Fault {
        Fault(problem, at: path, remedy: "delete the file", status: .data)
    }
}
