import Benchmark
import InformationTheory
import Workloads

/// Ranks turned into normal scores, and mutual information from them.
enum Copulas {
    static func register() {
        for ties in Ties.allCases {
            Benchmark("copula: normal scores of 20 variables on 10,000 samples, \(ties.rawValue)", configuration: usual) {
                benchmark in
                let variables = PreActivationSamples(units: 20).units
                benchmark.startMeasurement()
                for _ in benchmark.scaledIterations {
                    let normalisation = CopulaNormalisation(samples: 10_000)
                    for variable in variables { blackHole(normalisation.copulaNormalize(variable, ties: ties)) }
                }
            }
        }
        Benchmark("copula: I(X;Y) of 2 variables and 1 on 10,000 samples", configuration: usual) { benchmark in
            let variables = PreActivationSamples(units: 3).units
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations {
                blackHole(try? GaussianCopula.mutualInformation(of: Array(variables[..<2]), and: [variables[2]]))
            }
        }
        Benchmark("copula: I(X;Y) with a class, ANOVA, on 10,000 samples", configuration: usual) { benchmark in
            let samples = PreActivationSamples(units: 1)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations {
                blackHole(try? GaussianCopula.anovaInformation(of: samples.units, about: samples.labels))
            }
        }
        Benchmark("copula: I(X;Y) with a class, mixture, on 10,000 samples", configuration: usual) { benchmark in
            let samples = PreActivationSamples(units: 1)
            benchmark.startMeasurement()
            for _ in benchmark.scaledIterations {
                blackHole(try? GaussianCopula.mixtureInformation(of: samples.units, about: samples.labels))
            }
        }
    }
}
