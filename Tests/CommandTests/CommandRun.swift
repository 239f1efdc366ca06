import Foundation
import Synchronization
import Testing

/// The built command, run as a process in a project of its own.
struct CommandRun {
    let status: Int32
    let output: String
    let errors: String
}

/// A copy of what the command needs of the project (templates, manifest) with small reports, removed at the end.
final class CommandProject: Sendable {
    let path: String

    /// A small report on all figures of the information plane.
    static let small = """
        title: Small
        settings:
          information-plane: { epochs: 100, networks: 2, recordedEpochs: 5, reluLearningRate: 0.1 }
        figures: [information-plane/fig1, information-plane/fig17]
        """

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-\(UUID().uuidString)").path
        let files = FileManager.default
        try files.createDirectory(atPath: "\(path)/reports", withIntermediateDirectories: true)
        try files.createDirectory(atPath: "\(path)/data", withIntermediateDirectories: true)
        try files.copyItem(atPath: "\(Self.source)/templates", toPath: "\(path)/templates")
        try files.copyItem(atPath: "\(Self.source)/data/datasets.yml", toPath: "\(path)/data/datasets.yml")
        try write(Self.small, to: "reports/small.yml")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The project that these tests belong to.
    static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The command, built beside the tests.
    static let command: String = {
        let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        return tests.appendingPathComponent("refigure").path
    }()

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

    /// Every file below a folder of the project, by its path there.
    func files(_ folder: String) -> [String] {
        (FileManager.default.enumerator(atPath: "\(path)/\(folder)")?.allObjects as? [String] ?? []).sorted()
    }

    /// Starts the command; `wait` ends it.
    func start(_ arguments: [String], environment more: [String: String] = [:]) throws -> Started {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.command)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        var environment = ProcessInfo.processInfo.environment
        environment["REFIGURE_DATA"] = nil
        environment.merge(more) { $1 }
        process.environment = environment
        let started = Started(process: process)
        try process.run()
        return started
    }

    func run(_ arguments: String...) throws -> CommandRun { try start(arguments).wait() }

    /// A command under way, its output being read.
    final class Started: @unchecked Sendable {
        // Safe: `process` is only signalled and waited for; what the reading threads write stands behind a mutex.
        let process: Process
        private let output = Mutex(Data()), errors = Mutex(Data())
        private let group = DispatchGroup()

        init(process: Process) {
            self.process = process
            let outputPipe = Pipe()
            let errorPipe = Pipe()
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = outputPipe
            process.standardError = errorPipe
            read(outputPipe.fileHandleForReading) { piece in self.output.withLock { $0.append(piece) } }
            read(errorPipe.fileHandleForReading) { piece in self.errors.withLock { $0.append(piece) } }
        }

        private func read(_ handle: FileHandle, _ store: @escaping @Sendable (Data) -> Void) {
            group.enter()
            Thread.detachNewThread {
                while case let piece = handle.availableData, !piece.isEmpty { store(piece) }
                self.group.leave()
            }
        }

        /// Returns once standard error holds the text; false where the command ends without it.
        func waits(for text: String) -> Bool {
            while process.isRunning {
                if errors.withLock({ String(decoding: $0, as: UTF8.self) }).contains(text) { return true }
                usleep(2000)
            }
            return errors.withLock { String(decoding: $0, as: UTF8.self) }.contains(text)
        }

        /// The first whole line of standard output; nil where the command ends without one.
        func firstLine() -> String? {
            while true {
                let isRunning = process.isRunning
                let text = output.withLock { String(decoding: $0, as: UTF8.self) }
                if let end = text.firstIndex(of: "\n") { return String(text[..<end]) }
                if !isRunning { return nil }
                usleep(2000)
            }
        }

        func wait() -> CommandRun {
            process.waitUntilExit()
            group.wait()
            return CommandRun(
                status: process.terminationStatus, output: output.withLock { String(decoding: $0, as: UTF8.self) },
                errors: errors.withLock { String(decoding: $0, as: UTF8.self) })
        }
    }
}
