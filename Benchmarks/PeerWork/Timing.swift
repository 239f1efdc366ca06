import Foundation

/// The seconds of each repetition of some work: as many as fit into two seconds, at least five, after one that is not counted.
func repeated(for budget: Double = 2, _ work: () throws -> Void) rethrows -> [Double] {
    try work()
    var times: [Double] = []
    let clock = ContinuousClock()
    let start = clock.now
    while times.count < 5 || clock.now - start < .seconds(budget) {
        let time = try clock.measure(work)
        times.append(Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
    }
    return times
}

/// The same side by side on several threads; the times are divided by the number of threads, as so much more is done.
/// - Parameter work: makes what a thread repeats.
func repeated(threads: Int, _ work: @Sendable () -> () -> Void) -> [Double] {
    let all = Times()
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
        let own = work()
        all.append(repeated { own() })
    }
    return all.values.map { $0 / Double(threads) }
}

/// Every access holds the lock.
private final class Times: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [Double] = []

    var values: [Double] { lock.withLock { all } }

    func append(_ times: [Double]) { lock.withLock { all += times } }
}
