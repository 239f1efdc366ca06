import Benchmark
import InformationTheory
import Workloads

/// The search for multiplets of extreme O-information.
enum Multiplets {
    static func register() {
        let samples = "20 units with the label"
        Benchmark("o-information: ranks and covariance of \(samples), 10,000 samples", configuration: usual) { benchmark in
            let samples = PreActivationSamples(units: 20)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations { blackHole(try system(samples)) }
        }
        for (name, sizes) in [("60,439 multiplets of 2 to 6", 2...6), ("38,760 multiplets of 6", 6...6)] {
            Benchmark("o-information: all \(name) of \(samples)", configuration: usual) { benchmark in
                let search = OInformationSearch(try system(PreActivationSamples(units: 20)))
                benchmark.startMeasurement()
                for _ in benchmark.scaledIterations { blackHole(try search.exhaustive(sizes: sizes)) }
            }
        }
    }

    private static func system(_ samples: PreActivationSamples) throws -> OInformationSystem {
        try OInformationSystem(units: samples.units, target: .columns([samples.labelValues]), ties: .midranks)
    }
}
