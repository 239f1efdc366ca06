import Files
import Foundation
import Synchronization
import TestSupport
import Testing

/// A command in a small project, what it makes there undisturbed, and what must hold after a disturbance.
struct Scenario: Sendable {
    let name: String
    let arguments: [String]
    let environment: [String: String]
    /// What it exits with where nothing disturbs it.
    let status: Int32
    /// Whether it refuses what it has made whole.
    let isOnce: Bool
    /// Whether it refuses to run beside another of its kind.
    let isAlone: Bool
    /// Where the command is yet to be run.
    let base: FaultFolder
    /// What undisturbed runs make: the files that are the same after each, with their digests.
    let right: [String: String]
    /// The names of all files after such a run.
    let names: Set<String>

    /// - Parameters:
    ///   - essential: names of files that undisturbed runs must make alike.
    ///   - prepare: puts into an empty folder what the command is run on.
    init(
        _ name: String, _ arguments: [String], _ environment: [String: String] = [:], status: Int32 = 0, isOnce: Bool = false,
        isAlone: Bool = false, essential: [String], prepare: (FaultFolder) throws -> Void
    ) throws {
        self.name = name
        self.arguments = arguments
        self.status = status
        self.isOnce = isOnce
        self.isAlone = isAlone
        base = try FaultFolder()
        try prepare(base)
        let base = base
        self.environment = environment.mapValues { $0.replacingOccurrences(of: "{base}", with: base.path) }
        var runs: [[String: String]] = []
        for _ in 0..<2 {
            let folder = try FaultFolder(copying: base)
            let end = try folder.run(arguments, self.environment)
            try #require(end.ending == .exited(status), "\(name): \(end.errors)")
            runs.append(try folder.files())
        }
        right = runs[0].filter { runs[1][$0.key] == $0.value && !Self.isLock($0.key) }
        names = Set(runs[0].keys).intersection(runs[1].keys)
        for ending in essential {
            try #require(right.keys.contains { $0.hasSuffix(ending) }, "\(name): \(ending) is not the same after each run")
        }
    }

    /// What is wrong in the folder after a command that ended well; nil where all is right.
    /// - Parameters:
    ///   - noted: what the command said. Where it says that something cannot be removed, what it worked in may be left.
    ///   - mayLeaveWork: whether it may be left whatever the command said.
    func problem(in folder: FaultFolder, noted: String = "", mayLeaveWork: Bool = false) throws -> String? {
        let files = try folder.files()
        for (name, digest) in right where files[name] != digest {
            return files[name] == nil ? "\(name) is missing" : "\(name) is another"
        }
        let mayLeave =
            mayLeaveWork || noted.split(separator: "\n").contains { $0.hasPrefix("note: ") && $0.contains("cannot be removed: ") }
        let strange = files.keys.filter { !names.contains($0) && !Self.isLock($0) && !(mayLeave && Self.isWork($0)) }
        if !strange.isEmpty { return "there is \(strange.sorted().joined(separator: ", "))" }
        if !folder.processes.isEmpty { return "processes \(folder.processes) are left" }
        return nil
    }

    /// Whether it lies where a command works before it is done, and which it clears away.
    private static func isWork(_ name: String) -> Bool { name.contains(".done/") || name.contains(".partial/") }

    private static func isLock(_ name: String) -> Bool {
        name.hasSuffix(".lock") || name.hasSuffix("/.lock") || name.contains("/locks/") || name.contains("/lock-")
    }

    /// Runs the command with a disturbance, then without.
    /// - Returns: what went wrong; nil where nothing did.
    func disturbed(_ kinds: Operations, at number: Int, by disturbance: Disturbance) throws -> String? {
        let folder = try FaultFolder(copying: base)
        let faults = ["FAULTS_KINDS": kinds.rawValue, "FAULTS_AT": "\(number)"].merging(disturbance.environment) { _, new in new }
        let end = try folder.run(arguments, environment.merging(faults) { _, new in new })
        if let problem = judged(end, kinds, disturbance) { return problem }
        if end.ending == .exited(status), let problem = try problem(in: folder, noted: end.errors) {
            return "exit \(status), but \(problem)"
        }
        return try afterwards(in: folder, noted: end.errors)
    }

    /// Runs the command, halts it at an operation, runs another whole meanwhile, or as far as it comes until it waits for the first,
    /// and lets the first go on.
    /// - Returns: what went wrong; nil where nothing did.
    func passed(_ kinds: Operations, at number: Int) throws -> String? {
        let folder = try FaultFolder(copying: base)
        let halt = "\(folder.path).halt"
        defer { unlink(halt) }
        let faults = ["FAULTS_KINDS": kinds.rawValue, "FAULTS_AT": "\(number)", "FAULTS_HALT": halt]
        let first = Running(folder, arguments, environment.merging(faults) { _, new in new })
        _ = Wait.until { first.end != nil || access(halt, F_OK) == 0 }
        let second = Running(folder, arguments, environment)
        _ = second.group.wait(timeout: .now() + .milliseconds(1500))
        unlink(halt)
        for run in [first, second] { run.group.wait() }
        let ends = try [first, second].map { try #require($0.end).get() }
        let isRefused = { (end: CommandEnd) in isAlone && [.exited(64), .exited(73)].contains(end.ending) }
        guard ends.allSatisfy({ $0.ending == .exited(status) || isRefused($0) }), !ends.allSatisfy(isRefused) else {
            return ends.map { "\($0.ending): \($0.errors)" }.joined(separator: "; ")
        }
        return try problem(
            in: folder, noted: ends.map(\.errors).joined(separator: "\n"), mayLeaveWork: ends.contains(where: isRefused))
    }

    /// A run of the command on a thread of its own.
    private final class Running: Sendable {
        let group = DispatchGroup()
        private let outcome = Mutex<Result<CommandEnd, any Error>?>(nil)

        init(_ folder: FaultFolder, _ arguments: [String], _ environment: [String: String]) {
            group.enter()
            Thread.detachNewThread {
                let result = Result { try folder.run(arguments, environment) }
                self.outcome.withLock { $0 = result }
                self.group.leave()
            }
        }

        /// Nil while it runs.
        var end: Result<CommandEnd, any Error>? { outcome.withLock { $0 } }
    }

    /// What is wrong after the next run, undisturbed.
    func afterwards(in folder: FaultFolder, noted: String = "") throws -> String? {
        if isOnce, try problem(in: folder, noted: noted) == nil { return nil }
        let next = try folder.run(arguments, environment)
        if next.ending != .exited(status) { return "the next run ends with \(next.ending): \(next.errors)" }
        return try problem(in: folder).map { "after the next run \($0)" }
    }

    /// What is wrong with how a disturbed run ended.
    private func judged(_ end: CommandEnd, _ kinds: Operations, _ disturbance: Disturbance) -> String? {
        switch end.ending {
        case .killed(SIGKILL) where disturbance.kills: return nil
        case .killed(let signal): return "ended by signal \(signal): \(end.errors)"
        case .exited(status): return nil
        case .exited(let status):
            let sentences = end.errors.split(separator: "\n").filter { $0.hasPrefix("refigure: ") }
            // Of data, each set that cannot be had has its sentence before the last.
            if sentences.isEmpty || (sentences.count > 1 && status != 65) {
                return "exit \(status) with \(sentences.count) sentences: \(end.errors)"
            }
            if ["Fatal error", "Swift/", ".swift:", "0x"].contains(where: { end.errors.contains($0) }) {
                return "exit \(status) with words for programmers: \(end.errors)"
            }
            let allowed: [Int32] = kinds == .changing ? [73] : [64, 65, 70, 73]
            return allowed.contains(status) ? nil : "exit \(status): \(end.errors)"
        }
    }
}
