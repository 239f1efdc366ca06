import Benchmark
import InformationTheory
import NumericCore

/// What is measured on activations.
enum Measures {
    static func register() {
        let configuration = Benchmark.Configuration(
            metrics: [.wallClock, .throughput], warmupIterations: 20, maxDuration: .seconds(3), maxIterations: 20_000)
        for (name, spread) in [("distinct rows", 1.0), ("clustered rows", 0.02)] {
            Benchmark("measuring: I(X;T) and I(T;Y) of 10 units on 3276 samples, bin size 0.07, \(name)", configuration: configuration) {
                benchmark in
                var random = SeededGenerator(seed: 1, purpose: "benchmark")
                let samples = 3276, units = 10
                let labels = (0 ..< samples).map { _ in UInt8(random.integer(below: 2)) }
                let activations = (0 ..< samples * units).map { _ in
                    let centre = random.integer(below: 2) == 0 ? 0.9 : -0.9
                    return Float(centre * (1 - spread) + spread * (2 * random.uniform() - 1))
                }
                var meter = LayerInformationMeter(labels: labels, classes: 2)
                let binning = Binning(size: 0.07)
                benchmark.startMeasurement()
                for _ in benchmark.scaledIterations { blackHole(meter.measure(activations, units: units, binning: binning)) }
            }
        }
    }
}
