import NumericCore
import Results
import SampleStatistics

/// Means of positive quantities whose ratios count, such as epochs.
package enum LogScale {
    /// The geometric mean.
    package static func mean(_ values: [Double]) -> Double {
        precondition(values.allSatisfy { $0 > 0 }, "a geometric mean of \(values)")
        return DeterministicMath.exp(Statistics.mean(values.map(DeterministicMath.log)))
    }

    /// The geometric mean with the interval that `ClaimRules.mean` gives the logarithms.
    static func estimate(_ values: [Double]) -> Claim.Estimate {
        precondition(values.allSatisfy { $0 > 0 }, "a geometric mean of \(values)")
        let logarithm = ClaimRules.mean(values.map(DeterministicMath.log))
        return Claim.Estimate(
            value: DeterministicMath.exp(logarithm.value), lower: DeterministicMath.exp(logarithm.lower),
            upper: DeterministicMath.exp(logarithm.upper))
    }
}
