import Experiments

/// Means of positive quantities whose ratios count, such as epochs.
enum LogScale {
    /// The geometric mean.
    static func mean(_ values: [Double]) -> Double {
        precondition(values.allSatisfy { $0 > 0 }, "a geometric mean of \(values)")
        return DeterministicMath.exp(Statistics.mean(values.map(DeterministicMath.log)))
    }
}
