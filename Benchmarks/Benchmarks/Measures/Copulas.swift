import Benchmark
import Clocks
import InformationTheory
import Workloads

/// Ranks turned into normal scores, and mutual information from them, on 10,000 samples.
enum Copulas {
    static func register() {
        for ties in Ties.allCases {
            measure("copula: normal scores of 20 variables, \(ties.rawValue)") {
                let variables = PreActivationSamples(units: 20).units
                return {
                    let normalisation = CopulaNormalisation(samples: variables[0].count)
                    for variable in variables { blackHole(normalisation.copulaNormalize(variable, ties: ties)) }
                }
            }
        }
        measure("copula: I(X;Y) of 2 variables and 1") {
            let units = PreActivationSamples(units: 3).units
            return { blackHole(try GaussianCopula.mutualInformation(of: Array(units[..<2]), and: [units[2]])) }
        }
        measure("copula: I(X;Y) with a class, ANOVA") {
            let samples = PreActivationSamples(units: 1)
            return { blackHole(try GaussianCopula.anovaInformation(of: samples.units, about: samples.labels)) }
        }
        measure("copula: I(X;Y) with a class, mixture") {
            let samples = PreActivationSamples(units: 1)
            return { blackHole(try GaussianCopula.mixtureInformation(of: samples.units, about: samples.labels)) }
        }
    }
}
