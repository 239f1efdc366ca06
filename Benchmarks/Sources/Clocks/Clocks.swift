import Benchmark
import Foundation

/// Registers a benchmark with the wall time and the processor's time of one unit of some work.
///
/// Beside other programs the wall time grows, the processor's much less.
/// - Parameters:
///   - units: how many units `work` does.
///   - prepare: makes the work; called once, outside the measurement, when the benchmark first runs.
public func measure(_ name: String, units: Int = 1, prepare: @escaping @Sendable () throws -> () throws -> Void) {
    let wall = BenchmarkMetric.custom("ns, wall", polarity: .prefersSmaller, useScalingFactor: false)
    let processor = BenchmarkMetric.custom("ns, processor", polarity: .prefersSmaller, useScalingFactor: false)
    let prepared = Prepared(prepare)
    Benchmark(
        name,
        configuration: .init(
            metrics: [wall, processor], units: [wall: .count, processor: .count], warmupIterations: 2, maxDuration: .seconds(3),
            maxIterations: 200)
    ) { benchmark in
        let work = try prepared.work()
        for _ in benchmark.scaledIterations {
            let before = processorTime()
            let time = try seconds(work)
            benchmark.measurement(processor, Int((processorTime() - before) / Double(units) * 1e9))
            benchmark.measurement(wall, Int(time / Double(units) * 1e9))
        }
    }
}

/// What some work takes on the wall's clock.
public func seconds(_ work: () throws -> Void) rethrows -> Double {
    let time = try ContinuousClock().measure(work)
    return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
}

/// What the process has had of the processor's time, in seconds.
private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Work that is made when it is first wanted; benchmarks run one after the other, on one thread.
private final class Prepared: @unchecked Sendable {
    private let prepare: @Sendable () throws -> () throws -> Void
    private var made: (() throws -> Void)?

    init(_ prepare: @escaping @Sendable () throws -> () throws -> Void) { self.prepare = prepare }

    func work() throws -> () throws -> Void {
        if let made { return made }
        let work = try prepare()
        made = work
        return work
    }
}
