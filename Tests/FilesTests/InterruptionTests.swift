import Files
import Foundation
import Testing

/// Each in a process of its own, for a signal stays known.
@Suite struct InterruptionTests {
    @Test("the first signal only says that an end is wished", .timeLimit(.minutes(10)), arguments: [SIGINT, SIGTERM])
    func first(number: Int32) async {
        await #expect(processExitsWith: .success) { [number = number as Int32] in
            Interruption.install()
            try Interruption.check()
            #expect(!Interruption.isRequested)
            kill(getpid(), number)
            while !Interruption.isRequested {}
            #expect(throws: CancellationError.self) { try Interruption.check() }
        }
    }

    @Test("the second SIGINT ends the process at once, with 130", .timeLimit(.minutes(10)))
    func second() async {
        await #expect(processExitsWith: .exitCode(130)) {
            Interruption.install()
            kill(getpid(), SIGINT)
            while !Interruption.isRequested {}
            kill(getpid(), SIGINT)
            while true {}
        }
    }

    @Test("a signal from another thread is seen by one that works", .timeLimit(.minutes(10)))
    func otherThread() async {
        await #expect(processExitsWith: .success) {
            Interruption.install()
            Thread.detachNewThread { kill(getpid(), SIGINT) }
            while !Interruption.isRequested {}
        }
    }
}
