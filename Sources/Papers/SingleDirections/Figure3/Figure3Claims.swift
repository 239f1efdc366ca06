import Experiments

extension Figure3 {
    /// - Parameter groups: [learning rate][seed].
    static func claims(_ groups: [[SweptNetwork]], best: [SweptNetwork], worst: [SweptNetwork]) -> [Claim] {
        [
            Claim(
                "best-and-worst",
                "The 5 networks with the best generalization performance were more robust to the ablation of single directions than the 5 "
                    + "with the worst.", .sentence, "Section 3.1, figure 3a", notAssessed: otherArchitecture),
            bestAndWorst(best: best.map(\.area), worst: worst.map(\.area)),
            Claim(
                "negative", "The area under the ablation curve is smaller in networks of larger generalization error.", .figure,
                "Section 3.1, figure 3b", notAssessed: otherArchitecture), negative(groups),
            Claim(
                "regimes", "Networks appeared to undergo a discrete regime shift in their reliance upon single directions.",
                .sentence, "Section 3.1, figure 3b", notAssessed: otherArchitecture),
        ]
    }

    /// The best withstand ablation better than the worst.
    /// - Parameters: normalised areas of the networks that generalise best, and of those that generalise worst.
    static func bestAndWorst(best: [Double], worst: [Double]) -> Claim {
        Claim(
            "best-and-worst-mlp",
            "Of fully connected networks on MNIST, too, those that generalise best withstand ablation better than those that generalise "
                + "worst.", .ours, "After Section 3.1, figure 3a", "area of the best less that of the worst", digits: 3,
            .groups(best, worst), .over(0))
    }

    /// Areas fall as generalisation errors grow. The networks of a seed, one a learning rate, are one draw of the correlation.
    static func negative(_ groups: [[SweptNetwork]]) -> Claim {
        func coefficients(_ error: (SweptNetwork) -> Double) -> Sample {
            let seeds = zip(groups.map { $0.map(\.area) }.transposed, groups.map { $0.map(error) }.transposed)
            return .networks(seeds.map { RankCorrelation.of($0, $1).coefficient })
        }
        return Claim(
            "negative-mlp",
            "Of fully connected networks on MNIST, too, those of larger generalisation error have a smaller area under the ablation "
                + "curve.", .ours, "After Section 3.1, figure 3b",
            "Spearman's correlation of area and generalisation error over the learning rates, one a seed", digits: 3,
            coefficients(\.gap), .under(0), readings: [.init("the test error", coefficients(\.testError), .under(0))])
    }

    /// The widest gap between neighbouring values, as a share of their range, that leaves at least a tenth of them on either side.
    static func widestGap(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let least = max(1, sorted.count / 10)
        guard let low = sorted.first, let high = sorted.last, high > low, sorted.count >= 2 * least else { return 0 }
        return (least...sorted.count - least).map { sorted[$0] - sorted[$0 - 1] }.max()! / (high - low)
    }
}
