import Datasets
import Files
import Foundation
import Synchronization
import TestSupport
import Testing

/// The built command against servers of the tests' own: what `report` fetches can be limited, seen and stopped.
@Suite("Fetching, by the command")
struct FetchingCommandTests {
    /// The command, built beside the tests.
    private static let command = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("refigure").path

    /// The project of a small MNIST, which the command takes for one of its own.
    private func project(_ mirror: Mirror) throws -> Project {
        let project = try Project(addresses: [mirror.address + "mnist/"])
        let root = URL(fileURLWithPath: dataFolder).deletingLastPathComponent().path
        try FileManager.default.copyItem(atPath: "\(root)/templates", toPath: "\(project.scratch.path)/templates")
        try AtomicFile.write(text: "figures: [information-plane/table1]\n", to: "\(project.scratch.path)/reports/small.yml")
        return project
    }

    private func start(_ project: Project, _ arguments: String...) throws -> (process: Process, words: @Sendable () -> String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.command)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: project.scratch.path)
        process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "REFIGURE_DATA" }
        let words = "\(project.scratch.path)/words"
        try AtomicFile.write(text: "", to: words)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: words)
        try process.run()
        return (process, { (try? String(contentsOfFile: words, encoding: .utf8)) ?? "" })
    }

    /// A server that gives so little at a time that a minute is not enough, and just more than is given up as stalled.
    private final class Staller: Sendable {
        let asked = DispatchSemaphore(value: 0)
        let left = DispatchSemaphore(value: 0)

        var manner: Mirror.Manner {
            .does { client in
                client.send("HTTP/1.1 200 OK\r\nContent-Length: 65000\r\n\r\nxyz")
                self.asked.signal()
                while client.send([UInt8](repeating: 0, count: 120)) { usleep(100_000) }
                self.left.signal()
            }
        }
    }

    @Test("a report says what it fetches; Ctrl-C stops it at once, and what came stays to be continued")
    func stopped() throws {
        let staller = Staller()
        let mirror = Mirror([:], staller.manner)
        let project = try project(mirror)
        defer { withExtendedLifetime(mirror) {} }
        let (process, words) = try start(project, "report", "--report", "small")
        #expect(staller.asked.wait(timeout: .now() + Wait.longest) == .success)
        let stop = Stop(process)
        process.waitUntilExit()
        #expect(stop.isAtOnce, "\(stop)")
        #expect(process.terminationStatus == 130)
        #expect(staller.left.wait(timeout: .now() + Wait.longest) == .success)
        #expect(words().contains("MNIST: train-images-idx3-ubyte.gz from http://127.0.0.1"))
        #expect(words().hasSuffix("refigure: stopped; what was finished is kept, the next run goes on from there\n"))
        let left = project.scratch.files(in: "data/mnist")
        #expect(left.count == 1 && left[0].hasSuffix(".partial"))
    }

    @Test("kill -9 ends the fetching too", arguments: ["report", "data"])
    func killed(command: String) throws {
        let staller = Staller()
        let mirror = Mirror([:], staller.manner)
        let project = try project(mirror)
        let (process, _) =
            command == "report" ? try start(project, "report", "--report", "small") : try start(project, "data", "--fetch")
        #expect(staller.asked.wait(timeout: .now() + Wait.longest) == .success)
        kill(process.processIdentifier, SIGKILL)
        #expect(staller.left.wait(timeout: .now() + Wait.longest) == .success)
        process.waitUntilExit()

        mirror.manner = .does { client in
            let bytes = project.files[client.path] ?? []
            client.send("HTTP/1.1 200 OK\r\nContent-Length: \(bytes.count)\r\n\r\n")
            client.send(bytes)
        }
        let (next, words) = try start(project, "data", "--fetch")
        next.waitUntilExit()
        #expect(
            project.scratch.files(in: "data/mnist").sorted()
                == project.files.keys.compactMap { name in
                    name.hasPrefix("mnist/") ? String(name.dropFirst("mnist/".count)) : nil
                }.sorted(), "\(words())")
    }

    @Test("a report takes no more than the limit of a body without end, and goes on with the stand-in")
    func endless() throws {
        let zeros = [UInt8](repeating: 0, count: 1 << 16)
        let sent = Atomic<Int>(0)
        let mirror = Mirror(
            [:],
            .does { client in
                client.send("HTTP/1.1 200 OK\r\n\r\n")
                while client.send(zeros) { sent.wrappingAdd(zeros.count, ordering: .relaxed) }
            })
        let project = try project(mirror)
        let (process, words) = try start(project, "report", "--report", "small")
        while process.isRunning, !words().contains("stands in for it") { usleep(2000) }
        #expect(words().contains("it gives far more than the"), "\(words())")
        #expect(project.scratch.files(in: "data/mnist").isEmpty)
        #expect(sent.load(ordering: .relaxed) < 20_000_000)
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
    }

    @Test("with its standard input closed the command fetches all the same")
    func closedInput() throws {
        let mirror = Mirror([:])
        let project = try project(mirror)
        try project.put("", into: "mirror")
        var shell = ChildProcess("sh", ["-c", "exec \"$0\" data --fetch <&-", Self.command])
        shell.folder = project.scratch.path
        shell.environment["REFIGURE_DATA"] = "file://\(project.scratch.path)/mirror"
        _ = try shell.run(cancelled: { false })
        #expect(project.scratch.files(in: "data/mnist").count == 4)
    }
}
