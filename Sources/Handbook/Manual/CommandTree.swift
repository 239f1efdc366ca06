import Files
import Foundation

/// A command with its options and subcommands, as `refigure --experimental-dump-help` prints them.
public struct CommandTree: Sendable, Decodable {
    public struct Argument: Sendable, Decodable, Equatable {
        public enum Kind: String, Sendable, Decodable {
            case positional, option, flag
        }

        public struct Name: Sendable, Decodable, Equatable {
            public let kind: String
            public let name: String

            /// "--report", "-j".
            var dashed: String { (kind == "long" ? "--" : "-") + name }
        }

        public let kind: Kind
        public let shouldDisplay: Bool
        public let isOptional: Bool
        public let isRepeating: Bool
        public let names: [Name]?
        public let valueName: String?
        public let defaultValue: String?
        public let allValues: [String]?
        public let abstract: String?
        public let discussion: String?
    }

    public let commandName: String
    public let abstract: String?
    public let discussion: String?
    public let shouldDisplay: Bool
    public let arguments: [Argument]?
    public let subcommands: [CommandTree]?

    /// The arguments that are shown.
    var shown: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }

    /// - Throws: a `Fault` (status usage) where the text is something else.
    public static func reading(_ json: Data) throws -> CommandTree {
        struct Dump: Decodable {
            let command: CommandTree
        }
        do {
            return try JSONDecoder().decode(Dump.self, from: json).command
        } catch {
            throw Fault(
                "this is not what `refigure --experimental-dump-help` prints: \(error)", remedy: "give that command's output",
                status: .usage)
        }
    }
}
