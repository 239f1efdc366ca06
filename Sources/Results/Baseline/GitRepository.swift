import Files
import Foundation

/// Questions to git about the repository that holds a folder.
public struct GitRepository: Sendable {
    public let folder: String

    public init(folder: String) {
        self.folder = folder
    }

    /// The commit that a revision names, 40 hexadecimal digits.
    /// - Throws: a `Fault` (status usage) where it names none.
    public func commit(_ revision: String) throws -> String {
        guard !revision.hasPrefix("-"), let commit = output(["rev-parse", "--verify", "--quiet", "\(revision)^{commit}"]) else {
            throw Fault(
                "'\(revision)' is no report folder, no report with a baseline and no git revision",
                remedy: "name a folder such as reports/quick, a report such as quick, or a revision such as HEAD~1", status: .usage)
        }
        return commit
    }

    /// The SHA-256 of the difference between the tracked files and the commit; nil where there is none, or no repository.
    public var digestOfChanges: String? {
        guard let difference = bytes(["diff", "--binary", "--no-color", "--no-ext-diff", "HEAD"]), !difference.isEmpty else {
            return nil
        }
        return SHA256.hex(of: difference)
    }

    /// What git prints, without blanks around it; nil where it fails.
    public func output(_ arguments: [String]) -> String? {
        bytes(arguments).map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    func bytes(_ arguments: [String]) -> [UInt8]? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-C", folder] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        guard (try? process.run()) != nil, let data = try? output.fileHandleForReading.readToEnd() ?? Data() else { return nil }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? [UInt8](data) : nil
    }
}
