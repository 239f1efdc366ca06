import NumericCore
import Results
import SampleStatistics

extension SingleDirectionsFigure7 {
    static let publishedCoefficient = 0.095
    static let publishedP = 0.288

    static func claims(_ impacts: UnitImpacts) -> [Claim] {
        func coefficients(_ layer: Int?) -> [Double] {
            impacts.correlations(layer: layer, \.selectivityIndex).map(\.coefficient)
        }
        return [
            slight(impacts.correlations(layer: nil, \.selectivityIndex)),
            ImpactClaims.poorPredictor(
                "selectivity-poor",
                statement: "Class selectivity is a poor predictor of a unit's importance to the network's output.",
                source: "Abstract, Section 3.4", both: coefficients(nil), layers: [coefficients(0), coefficients(1)]),
            minimal(impacts.networks.map { minimalShare($0) }),
            earlier(first: impacts.means(layer: 0, \.lossChange), second: impacts.means(layer: 1, \.lossChange)),
        ]
    }

    /// The published coefficient.
    package static func slight(_ correlations: [RankCorrelation]) -> Claim {
        let estimate = ClaimRules.mean(correlations.map(\.coefficient))
        let insignificant = correlations.count { $0.p > 0.05 }
        return Claim(
            id: "spearman",
            statement:
                "There is a slight, but minor correlation between a unit's class selectivity and the impact of its ablation.",
            source: "Section 3.4, figure 7a", kind: .number, published: "0.095 (p 0.288)",
            measured:
                "Spearman's correlation \(ClaimRules.print(estimate, digits: 3)); p above 0.05 in \(insignificant) of \(correlations.count) networks",
            estimate: estimate,
            rule: "Reproduced where the mean correlation lies within 0.1 of the published one, partly within 0.2, else not.",
            verdict: ClaimRules.number(published: publishedCoefficient, measured: estimate, near: 0.1, far: 0.2))
    }

    /// Of a network's units in the upper quarter by selectivity (or of the others), the share whose ablation moves the test loss by less
    /// than a tenth of what the greatest rise is.
    package static func minimalShare(_ units: [DirectionUnit], ofSelective isSelective: Bool = true) -> Double {
        let bound = Statistics.quantile(units.map(\.selectivityIndex), 0.75)
        let greatest = units.map(\.lossChange).max() ?? 0
        let chosen = units.filter { ($0.selectivityIndex >= bound) == isSelective }
        guard !chosen.isEmpty else { return 0 }
        return Double(chosen.count { abs($0.lossChange) < greatest / 10 }) / Double(chosen.count)
    }

    /// Many highly selective units can go.
    /// - Parameter shares: `minimalShare`, one a network.
    package static func minimal(_ shares: [Double]) -> Claim {
        let estimate = ClaimRules.mean(shares.map { 100 * $0 })
        return Claim(
            id: "selective-minimal", statement: "Many highly selective units had minimal impact when ablated.",
            source: "Section 3.4, figure 7a", kind: .number, published: "many",
            measured:
                "of the upper quarter by selectivity, \(ClaimRules.print(estimate, digits: 0)) % move the test loss by less than a tenth of "
                + "the network's greatest rise",
            estimate: estimate, rule: "Reproduced where that share is over half, partly where it is over a quarter.",
            verdict: estimate.value > 50 ? .reproduced : estimate.value > 25 ? .partly : .notReproduced)
    }

    /// Ablation costs more near the input.
    /// - Parameters:
    ///   - first: mean rise of the test loss over the units of layer 1, one a network, in nats.
    ///   - second: the same of layer 2.
    package static func earlier(first: [Double], second: [Double]) -> Claim {
        let estimate = ClaimRules.mean(zip(first, second).map { 1000 * ($0 - $1) })
        let verdict: Claim.Verdict =
            first.count < 2
            ? .notAssessed("one network only") : estimate.lower > 0 ? .reproduced : estimate.value > 0 ? .partly : .notReproduced
        return Claim(
            id: "earlier-layer", statement: "Ablations in early layers were more impactful than ablations in later layers.",
            source: "Section 3.4, figure 7", kind: .order, published: "layer 1 above layer 2",
            measured:
                "mean rise of the test loss \((1000 * Statistics.mean(first)).fixed(2)) thousandths of a nat for a unit of layer 1, "
                + "\((1000 * Statistics.mean(second)).fixed(2)) of layer 2; difference \(ClaimRules.print(estimate, digits: 2))",
            estimate: estimate,
            rule: "Reproduced where the 95 % interval of the difference over networks lies above 0, partly where its mean does.",
            verdict: verdict)
    }
}
