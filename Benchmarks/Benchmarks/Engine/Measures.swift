import Benchmark
import InformationTheory
import NumericCore

/// What is measured on activations.
enum Measures {
    static func register() {
        // Many layers in turn: one layer over and over would be learnt by heart by the processor's branch predictor.
        let layers = 100
        let configuration = Benchmark.Configuration(
            metrics: [.wallClock], warmupIterations: 2, maxDuration: .seconds(3), maxIterations: 200)
        for (name, spread) in [("all rows distinct", 1.0), ("rows clustered", 0.02)] {
            Benchmark(
                "measuring: \(layers) layers of 10 units on 3276 samples, bin size 0.07, \(name)", configuration: configuration
            ) {
                benchmark in
                var random = SeededGenerator(seed: 1, purpose: "benchmark")
                let samples = 3276
                let units = 10
                let labels = (0..<samples).map { _ in UInt8(random.integer(below: 2)) }
                let activations = (0..<layers).map { _ in
                    (0..<samples * units).map { _ in
                        let centre = random.integer(below: 2) == 0 ? 0.9 : -0.9
                        return Float(centre * (1 - spread) + spread * (2 * random.uniform() - 1))
                    }
                }
                var meter = LayerInformationMeter(labels: labels, classes: 2)
                let binning = Binning(size: 0.07)
                benchmark.startMeasurement()
                for _ in benchmark.scaledIterations {
                    for layer in activations { blackHole(meter.measure(layer, units: units, binning: binning)) }
                }
            }
        }
    }
}
