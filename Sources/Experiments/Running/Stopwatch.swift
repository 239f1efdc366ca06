import Foundation

/// Wall and processor time since it was made.
package struct Stopwatch {
    package enum Whose {
        /// The processor time of the thread that made it: of work that shares the process with other work.
        case thread
        /// That of the whole process: of work that has it for itself.
        case process
    }

    private let clock: clockid_t
    private let wall: Double
    private let processor: Double

    package init(_ whose: Whose = .thread) {
        clock = whose == .thread ? CLOCK_THREAD_CPUTIME_ID : CLOCK_PROCESS_CPUTIME_ID
        wall = Self.read(CLOCK_MONOTONIC)
        processor = Self.read(clock)
    }

    package var wallSeconds: Double { Self.read(CLOCK_MONOTONIC) - wall }
    package var processorSeconds: Double { Self.read(clock) - processor }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
