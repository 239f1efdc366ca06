/// Dual total correlation, in bits: what the variables share, their joint entropy less what is each one's own.
///
/// DTC = H(X) - sum of H(X_j | the others), H(X_j | the others) = H(X) - H(X without X_j). Source: Han, "Nonnegative entropy measures of
/// multivariate symmetric correlations" (1978).
public enum DualTotalCorrelation {
    /// The plug-in estimate for discrete variables.
    /// - Parameter variables: each variable's symbols on the same samples, at least one variable.
    public static func of(_ variables: [[some Hashable]]) -> Double { SystemEntropies(variables).dualTotalCorrelation }

    /// That of Gaussian variables.
    /// - Parameter biasCorrected: takes each entropy's bias away; a population's covariance has none.
    public static func of(_ covariance: Covariance, biasCorrected: Bool = true) throws(DegenerateSamples) -> Double {
        try SystemEntropies(covariance, biasCorrected: biasCorrected).dualTotalCorrelation
    }
}
