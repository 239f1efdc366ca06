import Files

/// A figure's result on the disk, with the inputs that it was computed from.
public struct ResultFile: Sendable, Equatable {
    private let envelope: Envelope
    public let result: FigureResult

    /// What the result was computed from, sorted by name.
    public var inputs: [KeyInput] { envelope.inputs }
    /// The key of the inputs.
    public var key: CacheKey { envelope.key }
    /// The SHA-256 of the result's text in the file (64 hexadecimal digits): an input of its pictures.
    public var digest: String { envelope.digest }

    /// - Precondition: no two inputs have one name; whole numbers in the result are below 2^53.
    public init(inputs: [KeyInput], result: FigureResult) {
        do {
            envelope = Envelope(inputs: inputs, name: "result", content: try CanonicalJSON.tree(of: result))
        } catch {
            preconditionFailure("\(result.id): \(error)")
        }
        self.result = result
    }

    private init(envelope: Envelope, result: FigureResult) {
        self.envelope = envelope
        self.result = result
    }

    /// Writes the file whole or not at all; the same inputs and result give the same bytes.
    /// - Throws: a `Fault` (status cannotWrite).
    public func write(to path: String) throws { try AtomicFile.write(envelope.text, to: path) }

    /// Whether the file at the path is this one, to the byte.
    /// - Throws: a `Fault` (status data) where a file is there but cannot be read.
    public func stands(at path: String) throws -> Bool { try PlainFile.read(path) == envelope.text }

    public enum Reading: Sendable, Equatable {
        case valid(ResultFile)
        case missing
        /// With what is wrong: "its digest does not fit its content".
        case damaged(reason: String)

        /// The same, or damaged where the result is another figure's: a file in another's place.
        public func of(_ id: FigureID) -> Reading {
            guard case .valid(let file) = self, file.result.id != id else { return self }
            return .damaged(reason: "it is the result of \(file.result.id)")
        }

        /// How a result that is wanted from the inputs stands.
        public func standing(for inputs: [KeyInput]) -> Standing {
            switch self {
            case .valid(let file): Standing(inputs, from: file.inputs)
            case .missing: .missing
            case .damaged(let reason): .damaged(reason: reason)
            }
        }
    }

    /// Reads and verifies a file.
    /// - Throws: a `Fault` (status data) where a file is there but cannot be read.
    public static func read(_ path: String) throws -> Reading {
        guard let text = try PlainFile.read(path) else { return .missing }
        return read(text)
    }

    /// Reads and verifies the figure's file of a report. One that holds another figure's result is damaged.
    /// - Throws: as `read(_:)`.
    public static func read(_ id: FigureID, inReport folder: String) throws -> Reading {
        try read(path(of: id, inReport: folder)).of(id)
    }

    /// Verifies a file's bytes.
    package static func read(_ text: [UInt8]) -> Reading {
        do {
            let (envelope, content) = try Envelope.open(text, name: "result")
            return .valid(ResultFile(envelope: envelope, result: try CanonicalJSON.decode(FigureResult.self, from: content)))
        } catch {
            return .damaged(reason: "\(error)")
        }
    }

    /// Where a report keeps the figure's result: results/<paper>-<figure>.json.
    public static func path(of id: FigureID, inReport folder: String) -> String { "\(folder)/results/\(id.fileName).json" }
}
