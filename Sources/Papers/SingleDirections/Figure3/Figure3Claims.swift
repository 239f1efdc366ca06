import Experiments

extension Figure3 {
    /// - Parameter groups: [learning rate][seed].
    static func claims(_ groups: [[SweptNetwork]], best: [SweptNetwork], worst: [SweptNetwork]) -> [Claim] {
        [
            Counterpart.notAssessed(
                "best-and-worst",
                "The 5 networks with the best generalization performance were more robust to the ablation of single directions than the 5 "
                    + "with the worst.", source: "Section 3.1, figure 3a"),
            bestAndWorst(best: best.map(\.area), worst: worst.map(\.area)),
            Counterpart.notAssessed(
                "negative", "The area under the ablation curve is smaller in networks of larger generalization error.",
                source: "Section 3.1, figure 3b", origin: .figure), negative(groups),
            Counterpart.notAssessed(
                "regimes", "Networks appeared to undergo a discrete regime shift in their reliance upon single directions.",
                source: "Section 3.1, figure 3b"),
        ]
    }

    /// The best withstand ablation better than the worst.
    /// - Parameters:
    ///   - best: normalised areas of the networks that generalise best.
    ///   - worst: of those that generalise worst.
    static func bestAndWorst(best: [Double], worst: [Double]) -> Claim {
        Claim(
            id: "best-and-worst" + Counterpart.suffix,
            statement:
                "Of fully connected networks on MNIST, too, those that generalise best withstand ablation better than those that generalise "
                + "worst.",
            source: "After Section 3.1, figure 3a", origin: .ours, quantity: "area of the best less that of the worst", digits: 3,
            parts: [.init(.groups(best, worst), .over(0))])
    }

    /// Areas fall as generalisation errors grow. The networks of a seed, one a learning rate, are one draw of the correlation.
    static func negative(_ groups: [[SweptNetwork]]) -> Claim {
        func parts(_ error: (SweptNetwork) -> Double) -> [Claim.Part] {
            let coefficients = (groups.first ?? []).indices.map { seed in
                let networks = groups.map { $0[seed] }
                return RankCorrelation.of(networks.map(\.area), networks.map(error)).coefficient
            }
            return [.init(.networks(coefficients), .under(0))]
        }
        return Claim(
            id: "negative" + Counterpart.suffix,
            statement:
                "Of fully connected networks on MNIST, too, those of larger generalisation error have a smaller area under the ablation "
                + "curve.",
            source: "After Section 3.1, figure 3b", origin: .ours,
            quantity: "Spearman's correlation of area and generalisation error over the learning rates, one a seed", digits: 3,
            parts: parts(\.gap), readings: [.init("the test error", parts(\.testError))])
    }

    /// The widest gap between neighbouring values, as a share of their range, that leaves at least a tenth of them on either side.
    static func widestGap(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let least = max(1, sorted.count / 10)
        guard let low = sorted.first, let high = sorted.last, high > low, sorted.count >= 2 * least else { return 0 }
        return (least...sorted.count - least).map { sorted[$0] - sorted[$0 - 1] }.max()! / (high - low)
    }
}
