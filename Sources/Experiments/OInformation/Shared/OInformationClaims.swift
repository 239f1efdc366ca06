import NumericCore
import Results
import SampleStatistics

/// The rules for what the paper says of whole layers.
package enum OInformationClaims {
    /// Which extreme outweighs the other.
    package enum Dominance: String {
        case redundancy, synergy
    }

    /// "A layer is dominated by redundancy": or by synergy.
    /// - Parameter balances: `OInformationExtremes.balance` of each network's layer.
    package static func dominated(
        _ id: String, by dominance: Dominance, balances: [Double], statement: String, source: String
    ) -> Claim {
        let estimate = ClaimRules.mean(balances)
        let side = dominance == .redundancy ? "above" : "below"
        return Claim(
            id: id, statement: statement, source: source, kind: .order,
            measured:
                "greatest plus least O-information, mean over the sizes: \(ClaimRules.print(estimate, digits: 2)) bits; \(side) 0 in "
                + "\(balances.count { lies($0, dominance) }) of \(balances.count) networks",
            estimate: estimate,
            rule:
                "Reproduced where the sum of greatest and least O-information, averaged over the sizes, is \(side) 0 with its whole "
                + "interval over networks, partly where only its mean is.",
            verdict: verdict(estimate, dominance))
    }

    private static func lies(_ balance: Double, _ dominance: Dominance) -> Bool {
        dominance == .redundancy ? balance > 0 : balance < 0
    }

    private static func verdict(_ estimate: Claim.Estimate, _ dominance: Dominance) -> Claim.Verdict {
        let near = dominance == .redundancy ? estimate.lower : estimate.upper
        return lies(near, dominance) ? .holds : lies(estimate.value, dominance) ? .partly : .doesNotHold
    }

    /// That synergy gains on redundancy with depth.
    /// - Parameters:
    ///   - first: the balances of the networks' first hidden layers.
    ///   - last: those of their last ones.
    package static func specialises(_ id: String, first: [Double], last: [Double], statement: String, source: String) -> Claim {
        let changes = zip(first, last).map { $1 - $0 }
        let estimate = ClaimRules.mean(changes)
        return Claim(
            id: id, statement: statement, source: source, kind: .trend,
            measured: "from the first to the last hidden layer the sum of greatest and least O-information changes by "
                + "\(ClaimRules.print(estimate, digits: 2)) bits; it falls in \(changes.count { $0 < 0 }) of \(changes.count) networks",
            estimate: estimate,
            rule:
                "In a network it holds where the sum of greatest and least O-information, averaged over the sizes, is lower in the last "
                + "hidden layer than in the first. Reproduced in all networks, partly in over half.",
            verdict: ClaimRules.share(of: changes.map { $0 < 0 }))
    }
}
