import Foundation

/// What the process that brings a report up to date tells the one that watches, a line each.
package struct WatchMessage: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable {
        /// Something was saved, and the report is brought up to date.
        case began
        /// The page is as it is to be; `faults` are the figures that failed.
        case page
        /// So is all else.
        case ended
        /// It could not be brought up to date, for the reasons in `faults`.
        case failed
    }

    package let kind: Kind
    package let faults: [String]

    package init(_ kind: Kind, faults: [String] = []) {
        self.kind = kind
        self.faults = faults
    }

    /// One line of JSON.
    package var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { preconditionFailure("a message of texts cannot be written") }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// nil where the line is no message.
    package init?(line: some StringProtocol) {
        guard let message = try? JSONDecoder().decode(Self.self, from: Data(line.utf8)) else { return nil }
        self = message
    }
}

/// Bytes that come in pieces, as lines.
package struct LineCollector: Sendable {
    private var rest: [UInt8] = []

    package init() {}

    /// The lines that are whole now, without their ends.
    package mutating func take(_ piece: UnsafeRawBufferPointer) -> [String] {
        rest += piece
        var lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        rest = lines.popLast().map(Array.init) ?? []
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    /// What stands behind the last line's end.
    package var remainder: String { String(decoding: rest, as: UTF8.self) }
}
