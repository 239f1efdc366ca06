import Benchmark
import InformationTheory
import Workloads

/// Every unit of a wide layer by itself.
enum Units {
    static func register() {
        let units = 1000
        Benchmark("units: H(T), I(T;Y), KL selectivity of \(units) units on 10,000 samples", configuration: usual) { benchmark in
            let samples = UnitSamples(units: units)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations {
                blackHole(
                    UnitMeasures.of(
                        activations: samples.activations, labels: samples.labels, classes: UnitSamples.classes, threshold: 0))
            }
        }
        Benchmark("units: class selectivity of \(units) units on 10,000 samples", configuration: usual) { benchmark in
            let samples = UnitSamples(units: units)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations {
                blackHole(ClassSelectivity.of(activations: samples.activations, labels: samples.labels))
            }
        }
    }
}
