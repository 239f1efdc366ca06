import Files
import Foundation

/// An acceptance under way, whole in one file, so that one which was stopped can be ended or taken back.
///
/// An acceptance writes this file, then its lines to the log, then the figures, and removes this file. Its lines in the log decide:
/// stopped before them nothing happened, stopped after them the figures are still to be written. Git ignores the file.
struct PendingAcceptance: Codable, Equatable {
    /// SHA-256 of the log before; nil where there was none.
    var logBefore: String?
    /// What the log gains.
    var lines: String
    var figures: [Figure]

    struct Figure: Codable, Equatable {
        /// Of the file in the baseline's folder.
        var name: String
        /// SHA-256 of the file before; nil where there was none.
        var before: String?
        var text: String
    }

    static func path(_ baseline: Baseline) -> String { "\(baseline.folder)/.acceptance" }

    /// Nil where there is none.
    /// - Throws: a `Fault` (status data) where it is damaged.
    static func read(_ baseline: Baseline) throws -> PendingAcceptance? {
        let path = path(baseline)
        do {
            return try PlainFile.read(path).map { try SealedJSON.decode(PendingAcceptance.self, from: $0) }
        } catch let error as JSONError {
            throw Fault(
                "is damaged: \(error)", at: path,
                remedy: "remove it, and look with `git diff` whether the figures in the folder are those that the log names",
                status: .data)
        }
    }

    func write(_ baseline: Baseline) throws { try AtomicFile.write(try SealedJSON.text(self), to: Self.path(baseline)) }

    /// - Throws: a `Fault` (status cannotWrite): a file that stays would be taken for an acceptance that was stopped.
    static func remove(_ baseline: Baseline) throws {
        let path = path(baseline)
        guard unlink(path) == 0 || errno == ENOENT else {
            throw Fault(
                "cannot be removed: \(SystemError.last.words)", at: path,
                remedy: "check the folder's rights and run the command again", status: .cannotWrite)
        }
    }

    /// Whether the log has the lines.
    func isBegun(in log: [UInt8]?) -> Bool {
        guard let log, SHA256.hex(of: log) != logBefore else { return false }
        return Data(log).range(of: Data(lines.utf8)) != nil
    }

    /// Writes the figures that are not there yet. One that is neither what it was before nor what was accepted is left: somebody
    /// changed it since.
    /// - Returns: the names of those left.
    /// - Throws: a `Fault` (status cannotWrite).
    func writeFigures(_ baseline: Baseline) throws -> [String] {
        var left: [String] = []
        for figure in figures {
            let path = "\(baseline.folder)/\(figure.name)"
            let present = try PlainFile.read(path)
            if present.map({ $0.elementsEqual(figure.text.utf8) }) == true { continue }
            if present.map({ SHA256.hex(of: $0) }) == figure.before {
                try AtomicFile.write(text: figure.text, to: path)
            } else {
                left.append(figure.name)
            }
        }
        return left
    }
}

extension PendingAcceptance: ShapeChecked {
    var brokenRule: BrokenRule? {
        if lines.isEmpty { return BrokenRule("lines", "there are none") }
        return figures.map(\.name).first { $0.contains("/") || !$0.hasSuffix(".json") }.map {
            BrokenRule("figures", "'\($0.shortened)' names no file of a baseline")
        }
    }
}
