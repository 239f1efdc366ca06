import Experiments

extension Figure7 {
    static let publishedCoefficient = 0.095
    static let publishedP = 0.288

    /// The paper names no optimiser: SGD with momentum, as in the paper's other networks here, and Adam as a reading of each statement.
    static func claims(sgd: UnitImpacts, adam: UnitImpacts) -> [Claim] {
        [
            slight(
                sgd.correlations(layer: nil, \.selectivityIndex), adam: adam.correlations(layer: nil, \.selectivityIndex)),
            ImpactClaims.poorPredictor(
                "selectivity-poor",
                statement: "Class selectivity is a poor predictor of a unit's importance to the network's output.",
                source: "Abstract, Section 3.4", sgd.coefficients(\.selectivityIndex),
                others: [(byAdam, adam.coefficients(\.selectivityIndex))]),
            minimal(sgd.networks.map { minimalShare($0) }, adam: adam.networks.map { minimalShare($0) }),
            earlier(excess(sgd, \.lossChange), sizes: excess(sgd) { abs($0.lossChange) }, adam: excess(adam, \.lossChange)),
        ]
    }

    private static let byAdam = "trained by Adam"

    /// The published coefficient: positive, and no more than twice as large. Its own standard error, by the p beside it, is 0.09.
    static func slight(_ correlations: [RankCorrelation], adam: [RankCorrelation]) -> Claim {
        func parts(_ correlations: [RankCorrelation]) -> [Claim.Part] {
            [
                .init(.networks(correlations.map(\.coefficient)), .near(publishedCoefficient, within: publishedCoefficient))
            ]
        }
        return Claim(
            id: "spearman",
            statement:
                "There is a slight, but minor correlation between a unit's class selectivity and the impact of its ablation.",
            source: "Section 3.4, figure 7a", origin: .number, published: "0.095 (p 0.288)",
            quantity: "Spearman's correlation", digits: 3, parts: parts(correlations), readings: [.init(byAdam, parts(adam))],
            remark: "p is above 0.05 in \(correlations.count { $0.p > 0.05 }) of \(correlations.count) networks, by Adam in "
                + "\(adam.count { $0.p > 0.05 }) of \(adam.count)")
    }

    /// Of a network's units in the upper quarter by selectivity (or of the others), the share whose ablation moves the test loss by less
    /// than a tenth of what the greatest rise is.
    static func minimalShare(_ units: [DirectionUnit], ofSelective isSelective: Bool = true) -> Double {
        let bound = Statistics.quantile(units.map(\.selectivityIndex), 0.75)
        let greatest = units.map(\.lossChange).max() ?? 0
        let chosen = units.filter { ($0.selectivityIndex >= bound) == isSelective }
        guard !chosen.isEmpty else { return 0 }
        return Double(chosen.count { abs($0.lossChange) < greatest / 10 }) / Double(chosen.count)
    }

    /// Many highly selective units can go.
    /// - Parameter shares: `minimalShare`, one a network.
    static func minimal(_ shares: [Double], adam: [Double]) -> Claim {
        func parts(_ shares: [Double], over percent: Double = 50) -> [Claim.Part] {
            [.init(.networks(shares.map { 100 * $0 }), .over(percent))]
        }
        return Claim(
            id: "selective-minimal", statement: "Many highly selective units had minimal impact when ablated.",
            source: "Section 3.4, figure 7a", origin: .sentence, published: "many",
            quantity:
                "of the upper quarter by selectivity, units that move the test loss by less than a tenth of the greatest rise, in %",
            digits: 0, parts: parts(shares),
            readings: [.init("over a quarter", parts(shares, over: 25)), .init(byAdam, parts(adam))])
    }

    /// A measure's mean over the units of layer 1 less that over those of layer 2, in thousandths, one a network.
    private static func excess(_ impacts: UnitImpacts, _ value: (DirectionUnit) -> Double) -> [Double] {
        zip(impacts.means(layer: 0, value), impacts.means(layer: 1, value)).map { 1000 * ($0 - $1) }
    }

    /// Ablation costs more near the input.
    /// - Parameters: by how much a unit of layer 1 raises the test loss, or moves it up or down (`sizes`), beyond one of layer 2, in
    ///   thousandths of a nat, one a network.
    static func earlier(_ rises: [Double], sizes: [Double], adam: [Double]) -> Claim {
        func parts(_ values: [Double]) -> [Claim.Part] { [.init(.networks(values), .over(0))] }
        return Claim(
            id: "earlier-layer", statement: "Ablations in early layers were more impactful than ablations in later layers.",
            source: "Section 3.4, figure 7", origin: .sentence, published: "layer 1 above layer 2",
            quantity: "mean rise of the test loss, a unit of layer 1 less one of layer 2, in thousandths of a nat", digits: 2,
            parts: parts(rises), readings: [.init("size of the change, up or down", parts(sizes)), .init(byAdam, parts(adam))])
    }
}
