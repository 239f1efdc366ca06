import Files
import Foundation
import Results
import Testing

@testable import Clusters

@Suite struct TaskStateTests {
    private static let key = CacheKey([KeyInput("a", "b")])

    @Test("a state is read as it was said, whatever was said before")
    func said() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "refigure-\(UUID().uuidString).json").path
        defer { unlink(path) }
        let file = try TaskStateFile(path, TaskState(phase: .running, node: "n1"))
        let states = [
            TaskState(phase: .running, node: "n1", piece: Self.key, share: 0.5, amount: "epoch 50 of 100"),
            TaskState(phase: .running, node: "n1"),
            TaskState(
                phase: .failed, node: "n1", piece: Self.key,
                failure: Failure(Fault("No space left on device", at: "store/x", remedy: "make room", status: .cannotWrite))),
        ]
        for state in states {
            file.say(state)
            #expect(TaskStateFile.read(path) == state)
            #expect(FileStamp(path: path)?.size == 4096)
        }
    }

    @Test("words that do not fit are cut, and a state that is half written is none")
    func cut() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "refigure-\(UUID().uuidString).json").path
        defer { unlink(path) }
        let long = String(repeating: "\u{1B}", count: 5000)
        let fault = Fault(long, at: long, remedy: long, status: .cannotWrite)
        let file = try TaskStateFile(path, TaskState(phase: .failed, node: "n1", amount: long, failure: Failure(fault)))
        #expect(TaskStateFile.read(path)?.failure?.fault.status == .cannotWrite)
        file.say(TaskState(phase: .running, node: "n1", piece: Self.key))
        var bytes = try PlainFile.bytes(path)
        bytes[40] ^= 1
        try AtomicFile.write(bytes, to: path)
        #expect(TaskStateFile.read(path) == nil)
        #expect(TaskStateFile.read("\(path).none") == nil)
    }
}
