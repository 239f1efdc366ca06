import NumericCore
import SampleStatistics

extension GaussianCopula {
    /// The ratio of a normal variable's standard deviation to its median absolute deviation: 1 / Φ⁻¹(3/4).
    private static let deviationsPerMedianDeviation = 1.482_602_218_505_602

    /// I(X;Y) with a class, X a mixture of one Gaussian for each class: H(mixture) - sum of P(y) H(X|y), without bias correction.
    ///
    /// Each class's values become normal scores among themselves, are then stretched to its median absolute deviation and shifted to its
    /// median. The mixture's entropy is the unscented transform's: the mean log density at mean ± sqrt d times the columns of each
    /// class's Cholesky factor (Huber et al., "On entropy approximation for Gaussian mixture random vectors", 2008). Source: Ince et
    /// al. (2017), Section 2.5; the rows of the factor, which one of its programs takes, are an error.
    /// - Parameters:
    ///   - x: d variables, each with a value for every sample.
    ///   - labels: each sample's class.
    ///   - scores: those of the classes' numbers of samples, if they are at hand.
    /// - Throws: too few samples in a class for the dimensions, or a singular covariance (half of a class's values equal, for one).
    public static func mixtureInformation(
        of x: [[Double]], about labels: [UInt16], ties: Ties = .ordinal, scores: CopulaScores = CopulaScores()
    ) throws(DegenerateSamples) -> Double {
        precondition(x.allSatisfy { $0.count == labels.count }, "the variables' samples are not the \(labels.count) labels'")
        let x = x.map(moderate)
        var components: [Component] = []
        for samples in ClassSamples.grouped(by: labels) {
            let scaled = x.map { robustScores(samples.values(of: $0), ties, scores) }
            let weight = Double(samples.places.count) / Double(labels.count)
            components.append(
                try samples.attempt { () throws(DegenerateSamples) in
                    guard samples.places.count > x.count else {
                        throw .tooFew(samples: samples.places.count, dimensions: x.count)
                    }
                    return try Component(weight: weight, values: scaled)
                })
        }
        var information = 0.0
        for component in components {
            let points = component.sigmaPoints
            let meanLog = points.reduce(0) { $0 + logDensity(at: $1, components) } / Double(points.count)
            information -= component.weight * (meanLog + component.entropy)
        }
        return information / GaussianEntropy.ln2
    }

    /// The values divided by a power of two where their squares would be no numbers, or 0: it changes no information.
    private static func moderate(_ values: [Double]) -> [Double] {
        let greatest = values.reduce(0) { max($0, abs($1)) }
        guard greatest > 0x1p256 || (greatest < 0x1p-256 && greatest > 0) else { return values }
        return values.map { Double(sign: .plus, exponent: -greatest.exponent, significand: $0) }
    }

    private static func robustScores(_ values: [Double], _ ties: Ties, _ scores: CopulaScores) -> [Double] {
        let median = Statistics.quantile(values, 0.5)
        let scale = deviationsPerMedianDeviation * Statistics.quantile(values.map { abs($0 - median) }, 0.5)
        return scores.normalisation(samples: values.count).copulaNormalize(values, ties: ties).map { $0 * scale + median }
    }

    /// The logarithm of the mixture's density, with the largest term taken out before the others are added.
    private static func logDensity(at point: [Double], _ components: [Component]) -> Double {
        let terms = components.map { DeterministicMath.log($0.weight) + $0.logDensity(at: point) }
        let largest = terms.max() ?? 0
        return largest + DeterministicMath.log(terms.reduce(0) { $0 + DeterministicMath.exp($1 - largest) })
    }

    private struct Component {
        let weight: Double
        let mean: [Double]
        let factor: Cholesky
        /// In nats.
        let entropy: Double

        init(weight: Double, values: [[Double]]) throws(DegenerateSamples) {
            self.weight = weight
            mean = values.map { Statistics.mean($0) }
            factor = try Cholesky(Covariance(of: values))
            entropy = GaussianEntropy.nats(logDeterminant: factor.logDeterminant, dimensions: values.count)
        }

        func logDensity(at point: [Double]) -> Double {
            let distance = factor.solve(zip(point, mean).map { $0 - $1 }).reduce(0) { $0 + $1 * $1 }
            // The entropy is -log density at Mahalanobis distance sqrt d.
            return (Double(mean.count) - distance) / 2 - entropy
        }

        var sigmaPoints: [[Double]] {
            let reach = Double(mean.count).squareRoot()
            return [reach, -reach].flatMap { reach in
                mean.indices.map { column in mean.indices.map { mean[$0] + reach * factor.factor[$0, column] } }
            }
        }
    }
}
