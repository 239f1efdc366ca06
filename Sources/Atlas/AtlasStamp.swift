import Files
import Results

/// What an atlas was begun with: written ahead of the run, so that nobody chooses the alternatives by what came out; and, once it is whole,
/// of which results it is.
public struct AtlasStamp: Codable, Sendable, Equatable {
    /// The report's name: "quick".
    public var report: String
    /// SHA-256 of alternatives.yml.
    public var alternatives: String
    /// SHA-256 of the index of the sources that the command was built from.
    public var sources: String
    /// Whether nothing was computed for it.
    public var readingsOnly: Bool
    /// ISO 8601.
    public var begun: String
    /// Nil while it is not whole.
    public var finished: String?
    public var figures: [Figure]

    /// A figure whose claims are judged.
    public struct Figure: Codable, Sendable, Equatable {
        public var id: FigureID
        /// The digest of its result at the settings that were chosen; nil while it is not known, or where that failed.
        public var result: String?
        /// Sets of choices under which it could not be computed.
        public var failed: Int
        /// Sets of choices for which there was no time; nil: none.
        public var left: Int?

        public init(_ id: FigureID, result: String? = nil, failed: Int = 0, left: Int? = nil) {
            self.id = id
            self.result = result
            self.failed = failed
            self.left = left
        }
    }

    public init(
        report: String, alternatives: String, sources: String, readingsOnly: Bool, begun: String, figures: [FigureID]
    ) {
        self.report = report
        self.alternatives = alternatives
        self.sources = sources
        self.readingsOnly = readingsOnly
        self.begun = begun
        self.figures = figures.map { Figure($0) }
    }

    public static func path(inFolder folder: String) -> String { "\(folder)/atlas.stamp.json" }

    /// Nil where there is none.
    /// - Parameter name: what errors call the file; by default its path.
    /// - Throws: a `Fault` (status data) where it is damaged.
    public static func read(inFolder folder: String, name: String? = nil) throws -> AtlasStamp? {
        let path = path(inFolder: folder)
        return try PlainFile.read(path).map { try AtlasFile.decode(AtlasStamp.self, from: $0, name: name ?? path) }
    }

    /// - Throws: a `Fault` (status cannotWrite).
    public func write(inFolder folder: String) throws {
        try AtomicFile.write(CanonicalJSON.text(self), to: Self.path(inFolder: folder))
    }
}

/// atlas.json: all claims under all choices.
public enum AtlasFile {
    public static func path(inFolder folder: String) -> String { "\(folder)/atlas.json" }

    /// Nil where there is none.
    /// - Parameter name: what errors call the file; by default its path.
    /// - Throws: a `Fault` (status data) where it is damaged.
    public static func read(inFolder folder: String, name: String? = nil) throws -> [ClaimAtlas]? {
        let path = path(inFolder: folder)
        return try PlainFile.read(path).map { try decode([ClaimAtlas].self, from: $0, name: name ?? path) }
    }

    static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8], name: String) throws -> T {
        do {
            return try CanonicalJSON.decode(type, from: bytes)
        } catch {
            throw Fault(
                "damaged: \(error)", at: name, remedy: "remove it; `refigure atlas` writes it anew from what is in the store",
                status: .data)
        }
    }
}
