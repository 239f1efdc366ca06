import Experiments

extension Figure7 {
    static let publishedCoefficient = 0.095
    static let publishedP = 0.288
    private static let byAdam = "trained by Adam"

    /// The paper names no optimiser: SGD with momentum, as in the paper's other networks here, and Adam as a reading of each statement.
    static func claims(sgd: NetworkUnits, adam: NetworkUnits) -> [Claim] {
        [
            slight(sgd.correlations(\.selectivityIndex), adam: adam.correlations(\.selectivityIndex)),
            NetworkUnits.poorPredictor(
                "selectivity-poor", "Class selectivity is a poor predictor of a unit's importance to the network's output.",
                "Abstract, Section 3.4", sgd.parts, sgd.coefficients(\.selectivityIndex),
                others: [(byAdam, adam.coefficients(\.selectivityIndex))]),
            minimal(sgd.networks.map { minimalShare($0) }, adam: adam.networks.map { minimalShare($0) }),
            earlier(excess(sgd, \.lossChange), sizes: excess(sgd) { abs($0.lossChange) }, adam: excess(adam, \.lossChange)),
        ]
    }

    /// The published coefficient: positive, and no more than twice as large. Its own standard error, by the p beside it, is 0.09.
    static func slight(_ correlations: [RankCorrelation], adam: [RankCorrelation]) -> Claim {
        let rule = Rule.near(publishedCoefficient, within: publishedCoefficient)
        return Claim(
            "spearman", "There is a slight, but minor correlation between a unit's class selectivity and the impact of its ablation.",
            .number, "Section 3.4, figure 7a", published: "0.095 (p 0.288)", "Spearman's correlation", digits: 3,
            .networks(correlations.map(\.coefficient)), rule,
            readings: [.init(byAdam, .networks(adam.map(\.coefficient)), rule)],
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
        let (sgd, adam) = (Sample.networks(shares.map { 100 * $0 }), Sample.networks(adam.map { 100 * $0 }))
        return Claim(
            "selective-minimal", "Many highly selective units had minimal impact when ablated.", .sentence,
            "Section 3.4, figure 7a", published: "many",
            "of the upper quarter by selectivity, units that move the test loss by less than a tenth of the greatest rise, in %",
            digits: 0, sgd, .over(50), readings: [.init("over a quarter", sgd, .over(25)), .init(byAdam, adam, .over(50))])
    }

    /// A measure's mean over the units of the first layer less that over those of the last, in thousandths, one a network.
    private static func excess(_ units: NetworkUnits, _ value: (DirectionUnit) -> Double) -> [Double] {
        let layers = units.parts.dropFirst().map { units.means(layer: $0.layer, value) }
        return zip(layers[0], layers[layers.count - 1]).map { 1000 * ($0 - $1) }
    }

    /// Ablation costs more near the input.
    /// - Parameters: by how much a unit of layer 1 raises the test loss, or moves it up or down (`sizes`), beyond one of layer 2, in
    ///   thousandths of a nat, one a network.
    static func earlier(_ rises: [Double], sizes: [Double], adam: [Double]) -> Claim {
        Claim(
            "earlier-layer", "Ablations in early layers were more impactful than ablations in later layers.", .sentence,
            "Section 3.4, figure 7", published: "layer 1 above layer 2",
            "mean rise of the test loss, a unit of layer 1 less one of layer 2, in thousandths of a nat", digits: 2,
            .networks(rises), .over(0),
            readings: [
                .init("size of the change, up or down", .networks(sizes), .over(0)), .init(byAdam, .networks(adam), .over(0)),
            ])
    }
}
