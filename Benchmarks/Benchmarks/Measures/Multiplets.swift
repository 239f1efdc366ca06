import Benchmark
import Clocks
import InformationTheory
import Workloads

/// The search for multiplets of extreme O-information among 20 units with the label, on 10,000 samples.
enum Multiplets {
    static func register() {
        measure("o-information: ranks and covariance of 20 units and the label") {
            let samples = PreActivationSamples(units: 20)
            return { blackHole(try system(samples)) }
        }
        for (name, sizes) in [("60,439 multiplets of 2 to 6", 2...6), ("38,760 multiplets of 6", 6...6)] {
            measure("o-information: all \(name) of 20 units with the label") {
                let search = OInformationSearch(try system(PreActivationSamples(units: 20)))
                return { blackHole(try search.exhaustive(sizes: sizes)) }
            }
        }
    }

    private static func system(_ samples: PreActivationSamples) throws -> OInformationSystem {
        try OInformationSystem(units: samples.units, target: .columns([samples.labelValues]), ties: .midranks)
    }
}
