import Foundation

/// What each repetition of some work took, in seconds, for one unit of it.
struct Times: Encodable, Sendable {
    var seconds: [Double] = []
    /// Of the processor, which other programs do not lengthen; the process had so much on all its threads.
    var processorSeconds: [Double] = []

    /// For one of `count` units that a repetition does.
    func divided(by count: Int) -> Times {
        Times(
            seconds: seconds.map { $0 / Double(count) }, processorSeconds: processorSeconds.map { $0 / Double(count) })
    }
}

/// Repeats some work as often as fits into two seconds, at least five times, after one that is not counted.
func repeated(_ work: () throws -> Void) rethrows -> Times {
    try work()
    var times = Times()
    let clock = ContinuousClock()
    let start = clock.now
    while times.seconds.count < 5 || clock.now - start < .seconds(2) {
        let before = processorTime()
        let time = try clock.measure(work)
        times.processorSeconds.append(processorTime() - before)
        times.seconds.append(Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
    }
    return times
}

/// The same side by side on several threads. The times are divided by the number of threads, as so much more is done.
/// - Parameter work: makes what a thread repeats.
func repeated(threads: Int, _ work: @Sendable () -> () -> Void) -> Times {
    if threads == 1 { return repeated(work()) }
    let all = SharedTimes()
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
        let own = work()
        all.append(repeated { own() })
    }
    return all.times.divided(by: threads)
}

/// Every access holds the lock.
private final class SharedTimes: @unchecked Sendable {
    private let lock = NSLock()
    private var all = Times()

    var times: Times { lock.withLock { all } }

    func append(_ times: Times) {
        lock.withLock {
            all.seconds += times.seconds
            all.processorSeconds += times.processorSeconds
        }
    }
}

private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
