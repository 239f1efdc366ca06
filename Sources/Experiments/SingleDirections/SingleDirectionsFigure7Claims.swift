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
        func changes(_ layer: Int) -> (rises: [Double], sizes: [Double]) {
            (impacts.means(layer: layer, \.lossChange), impacts.means(layer: layer) { abs($0.lossChange) })
        }
        return [
            slight(impacts.correlations(layer: nil, \.selectivityIndex)),
            ImpactClaims.poorPredictor(
                "selectivity-poor",
                statement: "Class selectivity is a poor predictor of a unit's importance to the network's output.",
                source: "Abstract, Section 3.4", both: coefficients(nil), layers: [coefficients(0), coefficients(1)]),
            minimal(impacts.networks.map { minimalShare($0) }),
            earlier(first: changes(0), second: changes(1)),
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
            verdict: estimate.value > 50 ? .holds : estimate.value > 25 ? .partly : .doesNotHold)
    }

    /// Ablation changes more near the input: the mean rise of the test loss over a layer's units, and the mean size of the change, in
    /// nats, one of each a network.
    package static func earlier(
        first: (rises: [Double], sizes: [Double]), second: (rises: [Double], sizes: [Double])
    ) -> Claim {
        func difference(_ a: [Double], _ b: [Double]) -> Claim.Estimate { ClaimRules.mean(zip(a, b).map { 1000 * ($0 - $1) }) }
        func thousandths(_ values: [Double]) -> String { (1000 * Statistics.mean(values)).fixed(2) }
        let (rises, sizes) = (difference(first.rises, second.rises), difference(first.sizes, second.sizes))
        let holding = [rises, sizes].count { $0.lower > 0 }
        let verdict: Claim.Verdict =
            first.rises.count < 2
            ? .notAssessed("one network only") : holding == 2 ? .holds : holding == 1 ? .partly : .doesNotHold
        return Claim(
            id: "earlier-layer", statement: "Ablations in early layers were more impactful than ablations in later layers.",
            source: "Section 3.4, figure 7", kind: .order, published: "layer 1 above layer 2",
            measured:
                "mean rise of the test loss, in thousandths of a nat: \(thousandths(first.rises)) for a unit of layer 1, "
                + "\(thousandths(second.rises)) of layer 2, difference \(ClaimRules.print(rises, digits: 2)); mean size of the change "
                + "\(thousandths(first.sizes)) and \(thousandths(second.sizes)), difference \(ClaimRules.print(sizes, digits: 2))",
            estimate: rises,
            rule:
                "Reproduced where the 95 % intervals over networks of both differences lie above 0, partly where one does, else not.",
            verdict: verdict)
    }
}
