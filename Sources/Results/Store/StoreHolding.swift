import Files
import Foundation

/// A file of the store that holds something under a key.
public struct StoreHolding: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case network, checkpoint, weights, product, progress, result

        /// The folder in the store.
        var folder: String {
            switch self {
            case .network: Store.Shelf.trajectories.rawValue
            case .checkpoint: Store.Shelf.checkpoints.rawValue
            case .weights: Store.Shelf.weights.rawValue
            case .product: Store.Shelf.products.rawValue
            case .progress: Store.Shelf.progress.rawValue
            case .result: "results"
            }
        }

        fileprivate var ending: String {
            switch self {
            case .network, .checkpoint, .weights: ".safetensors"
            case .product, .progress, .result: ".json"
            }
        }
    }

    public let kind: Kind
    public let path: String
    public let bytes: Int
    /// The first digits of the key, as in the file's name.
    private let key: Substring

    init(_ kind: Kind, path: String, name: String, bytes: Int) {
        self.kind = kind
        self.path = path
        self.bytes = bytes
        key = Substring(name.prefix { $0 != "." })
    }

    /// Whether it may be of a data set's own samples: of a network that its stand-in was used for cannot be told.
    public func mayBeOf(_ dataset: String) -> Bool {
        // These say not of what they are.
        if kind == .weights || kind == .progress { return true }
        // What it is of stands before the numbers.
        guard let file = FileHandle(forReadingAtPath: path), let head = try? file.read(upToCount: 1 << 16) else { return true }
        let mark =
            kind == .result || kind == .product
            ? "\"data \(dataset)\", \"value\": \"\(dataset) " : "\\\"dataset\\\":\\\"\(dataset)\\\""
        return head.range(of: Data(mark.utf8)) != nil
    }

    /// Whether it is under one of the keys.
    public func isUnder(_ keys: Set<CacheKey>) -> Bool { keys.contains { $0.short == key } }
}

extension Store {
    /// What the store holds under keys, in order of the paths.
    /// - Throws: a `Fault` (status data) where a folder cannot be read.
    public func holdings() throws -> [StoreHolding] {
        try StoreHolding.Kind.allCases.flatMap { kind in
            let shelf = "\(folder)/\(kind.folder)"
            return try (Folder.namesIfThere(in: shelf, endingIn: kind.ending) ?? []).compactMap { name in
                let path = "\(shelf)/\(name)"
                return FileStamp(path: path).map { StoreHolding(kind, path: path, name: name, bytes: $0.size) }
            }
        }
    }

    /// Removes files of the store. Whoever reads one of them at this moment reads it to its end.
    /// - Throws: a `Fault` (status cannotWrite) where one stays.
    public func remove(_ holdings: [StoreHolding]) throws {
        for holding in holdings where unlink(holding.path) != 0 && errno != ENOENT {
            throw Fault.cannotWrite(holding.path, SystemError(errno))
        }
    }
}
