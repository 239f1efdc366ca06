import NumericCore
import Results

/// Rules about a unit's measure and what its ablation costs (Section 3.4, Appendix A.5).
package enum ImpactClaims {
    /// A measure does not tell which units matter: below what Cohen (1988) calls a medium correlation.
    /// - Parameters:
    ///   - both: Spearman's correlation across both layers, one a network.
    ///   - layers: the same within layer 1 and within layer 2.
    package static func poorPredictor(
        _ id: String, statement: String, source: String, both: [Double], layers: [[Double]]
    ) -> Claim {
        let (across, within) = (ClaimRules.mean(both), layers.map { ClaimRules.mean($0) })
        let isPoor = { (estimate: Claim.Estimate) in abs(estimate.value) < 0.3 }
        return Claim(
            id: id, statement: statement, source: source, kind: .number, published: "poor predictor",
            measured:
                "Spearman's correlation \(ClaimRules.print(across, digits: 3)) across both layers, "
                + "\(ClaimRules.print(within[0], digits: 3)) within layer 1, \(ClaimRules.print(within[1], digits: 3)) within layer 2",
            estimate: across,
            rule:
                "Reproduced where the mean correlation is nearer to 0 than 0.3 across both layers and within each, partly where across both "
                + "or within each, else not.",
            verdict: isPoor(across) && within.allSatisfy(isPoor)
                ? .holds : isPoor(across) || within.allSatisfy(isPoor) ? .partly : .doesNotHold)
    }
}
