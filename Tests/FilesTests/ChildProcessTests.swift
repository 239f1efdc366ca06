import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Files

@Suite("Programs that are run")
struct ChildProcessTests {
    private func run(_ script: String, limit: Duration = .seconds(Wait.longest)) throws -> (
        outcome: ChildProcess.Outcome, output: String
    ) {
        var output: [UInt8] = []
        var child = ChildProcess("sh", ["-c", script])
        child.timeLimit = limit
        let outcome = try child.run(cancelled: { false }, receive: { output += $0 })
        return (outcome, String(decoding: output, as: UTF8.self))
    }

    @Test("what it prints, what it complains of and how it ends are told")
    func outcome() throws {
        let (outcome, output) = try run("echo out; echo err >&2; exit 3")
        #expect(outcome.ending == .exited(3))
        #expect(outcome.errors == "err\n")
        #expect(output == "out\n")
        #expect(try run("kill -TERM $$").outcome.ending == .killed(SIGTERM))
        #expect(try run("head -c 3000000 /dev/zero").output.utf8.count == 3_000_000)
        #expect(try run("head -c 3000000 /dev/zero >&2").outcome.errors.utf8.count == 1 << 14)
    }

    @Test("a program that is not there, a folder that is not there and an argument list too long are told apart")
    func cannotStart() {
        var child = ChildProcess("no-such-program", [])
        func failure() -> ChildProcess.Failure? {
            #expect(throws: ChildProcess.Failure.self) { try child.run(cancelled: { false }) }
        }
        #expect(failure() == .cannotStart("it is not installed"))
        child = ChildProcess("sh", [])
        child.folder = "/no/such/folder"
        #expect(failure() == .cannotStart("no such file or directory"))
        child = ChildProcess("sh", ["-c", ":", String(repeating: "x", count: 1 << 20)])
        #expect(failure() == .cannotStart("argument list too long"))
    }

    @Test("it starts with nothing to read, three descriptors, no blocked signal, a group of its own, whatever the thread's are")
    func surroundings() throws {
        let file = open("/dev/null", O_RDONLY)
        defer { close(file) }
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        #expect(try run("cat").output == "")
        let seen = try run("ls /proc/self/fd | tr '\\n' ' '; grep SigBlk /proc/self/status; ps -o pgid= -p $$; echo $$").output
        let lines = seen.split(separator: "\n")
        // The fourth is that of the listing.
        #expect(lines[0].hasPrefix("0 1 2 3 SigBlk:\t0000000000000000"), "\(seen)")
        #expect(Int(lines[1].trimmingCharacters(in: .whitespaces)) == Int(lines[2]))
    }

    @Test("it is stopped at once, even where it does not want to be, with all that it started")
    func cancelled() throws {
        for script in ["sleep 1000", "trap '' INT TERM; sleep 1000 & sleep 1000; sleep 1000", "yes"] {
            let wait = Wait()
            var child = ChildProcess("sh", ["-c", "echo $$; \(script)"])
            child.grace = .milliseconds(50)
            let group = Mutex(pid_t(0))
            #expect(throws: CancellationError.self) {
                try child.run(
                    cancelled: { group.withLock { $0 != 0 } },
                    receive: { bytes in
                        let text = String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)
                        group.withLock { if $0 == 0 { $0 = pid_t(text) ?? 0 } }
                    })
            }
            #expect(wait.isShort)
            // The system's first process may take a while to bury those that lost their parent.
            #expect(Wait.until { kill(-group.withLock { $0 }, 0) != 0 && errno == ESRCH })
        }
    }

    @Test("what takes too long, and what gives too much, is stopped")
    func limits() {
        struct Enough: Error {}
        #expect(throws: ChildProcess.Failure.tookLongerThan(.milliseconds(100))) {
            _ = try run("sleep 1000", limit: .milliseconds(100))
        }
        #expect(throws: Enough.self) {
            try ChildProcess("yes", []).run(cancelled: { false }, receive: { _ in throw Enough() })
        }
    }

    @Test("its end is seen though something it started keeps its streams open, which ends with it")
    func leftBehind() throws {
        let wait = Wait()
        let (outcome, output) = try run("sleep 1000 & echo $!")
        #expect(outcome.ending == .exited(0))
        #expect(wait.isShort)
        let left = try #require(pid_t(output.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(Wait.until { kill(left, 0) != 0 && errno == ESRCH })
    }

    @Test("its memory is limited")
    func memory() throws {
        var child = ChildProcess("sh", ["-c", "ulimit -d"])
        child.memoryLimit = 64 << 20
        var output = ""
        _ = try child.run(cancelled: { false }, receive: { output += String(decoding: $0, as: UTF8.self) })
        #expect(output == "65536\n")
    }

    @Test("many at once, from many threads, do not disturb each other")
    func atOnce() {
        let right = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: 40) { number in
            if let run = try? run("echo \(number); exit \(number)"), run.output == "\(number)\n",
                run.outcome.ending == .exited(Int32(number))
            {
                right.wrappingAdd(1, ordering: .relaxed)
            }
        }
        #expect(right.load(ordering: .relaxed) == 40)
    }
}
