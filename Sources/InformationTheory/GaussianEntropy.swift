import NumericCore
import SampleStatistics

/// Differential entropy of Gaussian variables, in bits.
public enum GaussianEntropy {
    static let ln2 = 0.693_147_180_559_945_3
    private static let logTwoPiE = 2.837_877_066_409_345_3

    /// h = 1/2 log2 det(2πe C).
    /// - Parameter biasCorrected: takes away the bias that the samples' number gives; a population's covariance has none.
    /// - Throws: too few samples for the dimensions, or a singular covariance.
    public static func of(_ covariance: Covariance, biasCorrected: Bool = true) throws(DegenerateSamples) -> Double {
        try checkSamples(of: covariance)
        let logDeterminant = try Cholesky(covariance).logDeterminant
        return nats(logDeterminant: logDeterminant, dimensions: covariance.dimensions) / ln2
            - (biasCorrected ? bias(of: covariance, dimensions: covariance.dimensions) : 0)
    }

    /// The bias in bits of the entropy of d dimensions estimated from N samples; 0 for d = 0.
    ///
    /// In nats d (ln 2 - ln(N - 1)) / 2 + 1/2 sum over i = 1...d of ψ((N - i) / 2). Sources: Misra, Singh and Demchuk (2005); Ince et
    /// al. (2017), Section 2.2. It is negative: the estimate is too low.
    /// - Parameter dimensions: at most samples - 1.
    public static func bias(dimensions: Int, samples: Int) -> Double {
        precondition(dimensions >= 0 && dimensions < samples, "the bias of \(dimensions) dimensions from \(samples) samples")
        if dimensions == 0 { return 0 }
        let digammas = (1...dimensions).reduce(0) { $0 + SpecialFunctions.digamma(Double(samples - $1) / 2) / 2 }
        return (Double(dimensions) * (ln2 - DeterministicMath.log(Double(samples - 1))) / 2 + digammas) / ln2
    }

    static func bias(of covariance: Covariance, dimensions: Int) -> Double {
        covariance.samples.map { bias(dimensions: dimensions, samples: $0) } ?? 0
    }

    static func nats(logDeterminant: Double, dimensions: Int) -> Double {
        (logDeterminant + Double(dimensions) * logTwoPiE) / 2
    }

    static func checkSamples(of covariance: Covariance) throws(DegenerateSamples) {
        if let samples = covariance.samples, covariance.dimensions >= samples {
            throw .tooFew(samples: samples, dimensions: covariance.dimensions)
        }
    }
}
