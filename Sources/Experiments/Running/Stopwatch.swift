import Foundation

/// Wall and processor time since it was made, on the thread that made it.
struct Stopwatch {
    private let wall = Self.read(CLOCK_MONOTONIC)
    private let processor = Self.read(CLOCK_THREAD_CPUTIME_ID)

    var wallSeconds: Double { Self.read(CLOCK_MONOTONIC) - wall }
    var processorSeconds: Double { Self.read(CLOCK_THREAD_CPUTIME_ID) - processor }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
