import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Sees to it that the user's wish to stop is heard at once, however long a step of the work takes.
///
/// Work asks `Interruption` between its steps. A step may last: a sort of millions of numbers, a page of a slow disk, a picture of a
/// thousand panels. Where the work has not ended a moment after the signal, the process is ended. For work that leaves nothing behind:
/// no file is half written, no child runs on.
public enum InterruptionWatch {
    /// What is said where a later run goes on from what was finished.
    public static let kept = "stopped; what was finished is kept, the next run goes on from there"

    private static let working = 0
    private static let over = 1
    private static let ended = 2

    private final class State: Sendable {
        let value = Atomic<Int>(InterruptionWatch.working)

        /// False where another was faster.
        func leaveWork(for next: Int) -> Bool {
            value.compareExchange(
                expected: InterruptionWatch.working, desired: next, ordering: .sequentiallyConsistent
            ).exchanged
        }
    }

    /// Does the work; ends the process with 130 where it goes on for longer than the patience after a signal.
    /// - Parameters:
    ///   - words: the line that is then written on standard error.
    ///   - patience: in seconds.
    public static func during<Value>(_ words: String = "refigure: \(kept)", patience: Double = 0.1, _ work: () throws -> Value)
        rethrows -> Value
    {
        let state = State()
        Thread.detachNewThread {
            let step = 0.02
            var waited = 0.0
            while state.value.load(ordering: .sequentiallyConsistent) == working {
                usleep(UInt32(step * 1e6))
                guard Interruption.isRequested else { continue }
                waited += step
                guard waited > patience, state.leaveWork(for: ended) else { continue }
                let line = Array("\(words)\n".utf8)
                _ = write(STDERR_FILENO, line, line.count)
                _exit(ExitStatus.interrupted.rawValue)
            }
        }
        defer {
            // Where the watch was faster, nothing more may happen.
            if !state.leaveWork(for: over) { while true { pause() } }
        }
        return try work()
    }
}
