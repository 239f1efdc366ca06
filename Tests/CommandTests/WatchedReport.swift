import Foundation
import Synchronization
import TestSupport
import Testing

/// `refigure watch` on a project's report, and a page that listens to it.
final class WatchedReport: @unchecked Sendable {
    // Safe: what the listening thread writes stands behind a mutex; all else is set once.
    let run: CommandProject.Started
    let port: UInt16
    private let events: LoopbackRequest
    private let told = Mutex("")

    struct State: Decodable {
        var round: Int
        var work: String
        var faults: [String]
    }

    init(_ project: CommandProject, _ arguments: String..., environment: [String: String] = [:]) throws {
        run = try project.start(
            ["watch", "--report", "small", "--no-browser", "--port", "0"] + arguments, environment: environment)
        let address = try #require(run.firstLine(), "\(run.wait().errors)")
        port = try #require(URL(string: address)?.port.flatMap { UInt16($0) }, "\(address)")
        events = try #require(LoopbackRequest(port: port, sending: "GET /.watch HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        Thread.detachNewThread { [self] in
            while let piece = events.next() { told.withLock { $0 += String(decoding: piece, as: UTF8.self) } }
        }
    }

    deinit { events.end() }

    /// What the page was told last.
    var state: State? {
        let last = told.withLock { $0.components(separatedBy: "data: ").last(where: { $0.contains("\n\n") }) }
        return last?.components(separatedBy: "\n\n").first.flatMap { try? JSONDecoder().decode(State.self, from: Data($0.utf8)) }
    }

    /// Waits until the page was told such a state; false where the command ends before, or it never is.
    func tells(_ fits: (State) -> Bool) -> Bool {
        Wait.until { state.map(fits) ?? false || !run.process.isRunning } && run.process.isRunning
    }

    /// Waits until nothing goes on and nothing is wrong, in a later round than that.
    func settles(after round: Int) -> Bool { tells { $0.round > round && $0.work.isEmpty && $0.faults.isEmpty } }

    func get(_ target: String) throws -> LoopbackRequest.Answer { try #require(LoopbackRequest.get(target, port: port)) }

    /// Ends it as Ctrl-C does.
    func end() -> (stop: Stop, run: CommandRun) {
        let stop = Stop(run.process)
        return (stop, run.wait())
    }

    /// The processes that the command started and that run still, by number.
    var children: [String] {
        let folder = "/proc/\(run.process.processIdentifier)/task"
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return tasks.flatMap { task in
            ((try? String(contentsOfFile: "\(folder)/\(task)/children", encoding: .utf8)) ?? "").split(separator: " ").map(
                String.init)
        }
    }
}
