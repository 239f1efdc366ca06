/// O-information, in bits: positive where redundancy dominates a system of variables, negative where synergy does.
///
/// Ω = (n - 2) H(X) + sum of H(X_j) - H(X without X_j), which is total correlation less dual total correlation. 0 for independent
/// variables and for any two. Sources: Rosas et al., "Quantifying high-order interdependencies via multivariate extensions of the
/// mutual information" (2019); "Higher-order mutual information reveals synergistic sub-networks", equation 1.
public enum OInformation {
    /// The plug-in estimate for discrete variables.
    /// - Parameter variables: each variable's symbols on the same samples, at least one variable.
    public static func of(_ variables: [[some Hashable]]) -> Double { SystemEntropies(variables).oInformation }

    /// That of Gaussian variables; of any continuous ones after `Covariance(copulaOf:ties:)`.
    /// - Parameter biasCorrected: takes each entropy's bias away; a population's covariance has none.
    public static func of(_ covariance: Covariance, biasCorrected: Bool = true) throws(DegenerateSamples) -> Double {
        try SystemEntropies(covariance, biasCorrected: biasCorrected).oInformation
    }
}
