import Files
import Results

/// A bundle's first file, manifest.json: what is in it, and what the report was made of. It bears a digest of itself.
public struct BundleManifest: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable {
        /// A whole report.
        case report
        /// Trained networks and products alone.
        case store
    }

    public var format = Self.format
    public var kind: Kind
    /// The report's name: "quick".
    public var report: String
    public var title: String
    /// The version of the program that wrote it.
    public var version: String
    /// SHA-256 of `sources.txt`: one line a source file of the project, its digest and its path.
    public var sources: String
    /// The data sets as they were there, in the form of the keys: "data MNIST", "MNIST 5e2b...".
    public var data: [KeyInput]
    /// In the report's order.
    public var figures: [Figure]
    /// The trained networks and the products that the figures were computed from, by key.
    public var networks: [Piece]
    public var products: [Piece]
    /// Every other file, by path.
    public var files: [File]

    public struct Figure: Codable, Sendable, Equatable {
        public var id: FigureID
        /// Of all that its result depends on.
        public var key: CacheKey
        /// SHA-256 of the result's file.
        public var sha256: String

        public init(id: FigureID, key: CacheKey, sha256: String) {
            self.id = id
            self.key = key
            self.sha256 = sha256
        }
    }

    /// A trained network, or a product of networks.
    public struct Piece: Codable, Sendable, Equatable {
        public var key: CacheKey
        /// Of a network its job, as JSON; of a product its type and its members.
        public var description: String
        /// SHA-256 of its file as it stands in a store, and the file's length in bytes. The file is the same wherever it is made.
        public var sha256: String
        public var bytes: Int

        public init(key: CacheKey, description: String, sha256: String, bytes: Int) {
            self.key = key
            self.description = description
            self.sha256 = sha256
            self.bytes = bytes
        }
    }

    public struct File: Codable, Sendable, Equatable {
        /// Below the bundle's folder.
        public var path: String
        public var bytes: Int
        public var sha256: String

        public init(path: String, bytes: Int, sha256: String) {
            self.path = path
            self.bytes = bytes
            self.sha256 = sha256
        }
    }

    public init(
        kind: Kind, report: String, title: String, version: String, sources: String, data: [KeyInput], figures: [Figure],
        networks: [Piece], products: [Piece], files: [File] = []
    ) {
        self.kind = kind
        self.report = report
        self.title = title
        self.version = version
        self.sources = sources
        self.data = data
        self.figures = figures
        self.networks = networks
        self.products = products
        self.files = files
    }

    static let format = 1
    /// Its name in the bundle's folder.
    static let name = "manifest.json"
    /// Some hundred thousand networks.
    static let longest = 1 << 28

    /// Networks and products together: what a verification draws from.
    public var pieces: [Piece] { networks + products }

    var text: [UInt8] {
        do { return try SealedJSON.text(self) } catch { preconditionFailure("a manifest that is no JSON: \(error)") }
    }

    /// Reads and verifies a manifest.
    /// - Parameter name: what faults call the bundle.
    /// - Throws: a `Fault` (status data).
    init(reading text: [UInt8], of name: String) throws {
        do {
            self = try SealedJSON.decode(BundleManifest.self, from: text)
        } catch {
            throw Fault("its manifest is damaged: \(error)", at: name, remedy: ArchiveReader.remedy, status: .data)
        }
        if let problem { throw Fault("its manifest is none: \(problem)", at: name, remedy: ArchiveReader.remedy, status: .data) }
    }

    /// What no manifest says that the program wrote; nil: nothing.
    private var problem: String? {
        if format != Self.format { return "\(format) is not the format \(Self.format)" }
        if report.isEmpty || report.contains("/") || report.hasPrefix(".") { return "a report of no name" }
        if let path = files.map(\.path).first(where: { !ArchivePath.isSafe($0) || $0 == Self.name }) {
            return "'\(path.prefix(80))' is no path of a bundle's file"
        }
        func unique(_ what: String, _ names: [String]) -> String? {
            Set(names).count == names.count ? nil : "it lists \(what) twice"
        }
        if files.map(\.path) != files.map(\.path).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            return "its files are not in order"
        }
        let digests = files.map(\.sha256) + pieces.map(\.sha256) + figures.map(\.sha256) + [sources]
        guard digests.allSatisfy({ CacheKey(hex: $0) != nil }) else { return "a digest of 64 hexadecimal digits expected" }
        guard (files.map(\.bytes) + pieces.map(\.bytes)).allSatisfy({ $0 >= 0 }) else { return "a file of less than no bytes" }
        return unique("a file", files.map(\.path)) ?? unique("a network", networks.map(\.key.hex))
            ?? unique("a product", products.map(\.key.hex)) ?? unique("a figure", figures.map { "\($0.id)" })
            ?? unique("a data set", data.map(\.name))
    }
}
