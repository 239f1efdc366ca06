import Benchmark
import Clocks
import InformationTheory
import Workloads

/// Every unit of a wide layer by itself.
enum Units {
    static func register() {
        let units = 1000
        measure("units: H(T), I(T;Y), KL selectivity of \(units) units on 10,000 samples") {
            let samples = UnitSamples(units: units)
            return {
                blackHole(
                    UnitMeasures.of(
                        activations: samples.activations, labels: samples.labels, classes: UnitSamples.classes, threshold: 0))
            }
        }
        measure("units: class selectivity of \(units) units on 10,000 samples") {
            let samples = UnitSamples(units: units)
            return { blackHole(ClassSelectivity.of(activations: samples.activations, labels: samples.labels)) }
        }
    }
}
