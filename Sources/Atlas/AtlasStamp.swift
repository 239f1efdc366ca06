import Files
import Foundation

/// Which alternatives an atlas was begun with: written ahead of the run, so that nobody chooses them by what came out.
public struct AtlasStamp: Codable, Sendable, Equatable {
    /// SHA-256 of alternatives.yml.
    public var alternatives: String
    /// Whether nothing was computed for it.
    public var readingsOnly: Bool
    public var isFinished = false

    public init(alternatives: String, readingsOnly: Bool) {
        self.alternatives = alternatives
        self.readingsOnly = readingsOnly
    }

    private static func path(inFolder folder: String) -> String { "\(folder)/alternatives.stamp.json" }

    /// Nil where there is none, or it cannot be made out: it is written anew.
    public static func read(inFolder folder: String) throws -> AtlasStamp? {
        guard let bytes = try PlainFile.read(path(inFolder: folder)) else { return nil }
        return try? JSONDecoder().decode(AtlasStamp.self, from: Data(bytes))
    }

    public func write(inFolder folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try AtomicFile.write(
            text: String(decoding: try encoder.encode(self), as: UTF8.self) + "\n", to: Self.path(inFolder: folder))
    }
}
