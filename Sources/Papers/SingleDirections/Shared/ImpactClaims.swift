import Experiments

/// Statements on a unit's measure and what its ablation costs (Section 3.4, Appendix A.5).
enum ImpactClaims {
    /// Below what Cohen (1988) calls a medium correlation.
    static let poor = Rule.equivalent(within: 0.3)

    /// A measure does not tell which units matter, across both layers nor within either.
    /// - Parameters:
    ///   - correlations: Spearman's, [part][network], the parts being `UnitImpacts.parts`.
    ///   - others: the same of networks trained otherwise, as readings.
    static func poorPredictor(
        _ id: String, statement: String, source: String, _ correlations: [[Double]],
        others: [(name: String, correlations: [[Double]])] = []
    ) -> Claim {
        func parts(_ correlations: [[Double]]) -> [Claim.Part] {
            zip(UnitImpacts.parts, correlations).map { .init($0.layer == nil ? "both layers" : $0.label, .networks($1), poor) }
        }
        return Claim(
            id: id, statement: statement, source: source, origin: .sentence, published: "poor predictor",
            quantity: "Spearman's correlation with the rise of the test loss", digits: 3, parts: parts(correlations),
            readings: others.map { .init($0.name, parts($0.correlations)) })
    }
}
