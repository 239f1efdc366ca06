/// Total correlation, in bits: what the variables' entropies alone exceed their joint entropy by.
///
/// TC = sum of H(X_j) - H(X); 0 exactly for independent variables. Source: Watanabe, "Information theoretical analysis of multivariate
/// correlation" (1960).
public enum TotalCorrelation {
    /// The plug-in estimate for discrete variables.
    /// - Parameter variables: each variable's symbols on the same samples, at least one variable.
    public static func of(_ variables: [[some Hashable]]) -> Double { SystemEntropies(variables).totalCorrelation }

    /// That of Gaussian variables.
    /// - Parameter biasCorrected: takes each entropy's bias away; a population's covariance has none.
    public static func of(_ covariance: Covariance, biasCorrected: Bool = true) throws(DegenerateSamples) -> Double {
        try SystemEntropies(covariance, biasCorrected: biasCorrected).totalCorrelation
    }
}
