import CProcess
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Sees to it that a process for which the system has no threads any more does not wait for ever.
///
/// How many it needs is there at the start (`ProcessStart`), but other programs of the user may take them later. Dispatch and the language's
/// runtime then ask again every second, and hear nothing meanwhile. Where that goes on, and nothing else does, the process is ended.
enum ThreadWatch {
    /// In seconds.
    private static let step: UInt32 = 1
    /// How many steps without a thread and without work are the end.
    private static let patience = 5
    /// Processor time, in seconds a step, below which nothing goes on.
    private static let idle = 0.05

    /// Watches from a thread of its own until the process ends.
    /// - Throws: as `WorkThread.start`.
    static func start() throws {
        try WorkThread.start(stack: 1 << 19) {
            var before = processorTime
            var steps = 0
            while true {
                sleep(step)
                let now = processorTime
                // Whether a thread can be had is asked only where nothing goes on.
                steps = now - before < idle && refigure_startable_threads(1) == 0 ? steps + 1 : 0
                before = now
                guard steps >= patience else { continue }
                let line = Array("refigure: \(WorkThread.shortage)\n".utf8)
                _ = write(STDERR_FILENO, line, line.count)
                _exit(ExitStatus.cannotWrite.rawValue)
            }
        }
    }

    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
