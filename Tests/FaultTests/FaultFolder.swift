import Files
import Foundation
import TestSupport
import Testing

/// How a run of the command ended.
struct CommandEnd: Sendable {
    let ending: ChildProcess.Ending
    let output: String
    let errors: String
}

/// A project's folder for one run, removed with it.
final class FaultFolder: Sendable {
    let path: String

    /// - Parameter base: the folder that it is a copy of; nil: it is empty.
    init(copying base: FaultFolder? = nil) throws {
        // Without links, as the shim sees paths.
        let temporary = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        path = "\(temporary)/refigure-faults-\(UUID().uuidString)"
        if let base {
            try FileManager.default.copyItem(atPath: base.path, toPath: path)
        } else {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The command, built beside the tests.
    static let command = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("refigure").path

    /// Runs the command in the folder.
    /// - Parameter environment: added to that of the tests; where it asks for faults, the shim is preloaded.
    func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> CommandEnd {
        var child = ChildProcess(Self.command, arguments)
        child.folder = path
        child.environment["REFIGURE_DATA"] = nil
        child.environment.merge(environment) { _, new in new }
        if environment.keys.contains(where: { $0.hasPrefix("FAULTS_") }) {
            child.environment["LD_PRELOAD"] = try FaultShim.library.get()
            child.environment["FAULTS_PROGRAM"] = "refigure"
            child.environment["FAULTS_FOLDER"] = path
        }
        child.timeLimit = .seconds(300)
        var output: [UInt8] = []
        let outcome = try child.run(cancelled: { false }, receive: { output += $0 })
        return CommandEnd(ending: outcome.ending, output: String(decoding: output, as: UTF8.self), errors: outcome.errors)
    }

    /// The operations that a run of the command makes, in their order: a letter, a blank and the path.
    func operations(_ arguments: [String], _ environment: [String: String], _ kinds: Operations) throws -> [String] {
        let log = "\(path).log"
        defer { unlink(log) }
        _ = try run(arguments, environment.merging(["FAULTS_KINDS": kinds.rawValue, "FAULTS_LOG": log]) { _, new in new })
        return try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// The digest of each file below the folder, by its path there; links are not followed.
    func files() throws -> [String: String] {
        var files: [String: String] = [:]
        let walk = FileManager.default.enumerator(atPath: path)
        while let name = walk?.nextObject() as? String {
            guard walk?.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
            files[name] = try SHA256.hex(ofFileAt: "\(path)/\(name)")
        }
        return files
    }

    /// The processes that stay at work in the folder.
    var processes: [pid_t] {
        var found: [pid_t] = []
        _ = Wait.until {
            let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
            found = all.compactMap { pid_t($0) }.filter { process in
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")) == path
            }
            return found.isEmpty
        }
        return found
    }
}
