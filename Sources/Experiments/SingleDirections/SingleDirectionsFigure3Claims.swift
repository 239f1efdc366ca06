import NumericCore
import Results
import SampleStatistics

extension SingleDirectionsFigure3 {
    private static let counterpart = "Here MLPs on MNIST; the paper's networks are convolutional, on CIFAR-10."

    static func claims(_ networks: [SweptNetwork], best: [SweptNetwork], worst: [SweptNetwork]) -> [Claim] {
        [bestAndWorst(best: best.map(\.area), worst: worst.map(\.area)), negative(networks), regimes(networks.map(\.area))]
    }

    /// The best withstand ablation better than the worst.
    /// - Parameters:
    ///   - best: normalised areas of the networks that generalise best.
    ///   - worst: of those that generalise worst.
    package static func bestAndWorst(best: [Double], worst: [Double]) -> Claim {
        let (high, low) = (ClaimRules.mean(best), ClaimRules.mean(worst))
        let isApart = (best.min() ?? 0) > (worst.max() ?? 1)
        return Claim(
            id: "best-and-worst",
            statement:
                "The 5 networks with the best generalization performance were more robust to the ablation of single directions than the 5 "
                + "with the worst. \(counterpart)",
            source: "Section 3.1, figure 3a", kind: .order, published: "best above worst",
            measured:
                "mean area \(ClaimRules.print(high, digits: 3)) of the best, \(ClaimRules.print(low, digits: 3)) of the worst",
            rule:
                "Reproduced where each of the best has a larger area than each of the worst, partly where their means are so ordered.",
            verdict: isApart ? .holds : high.value > low.value ? .partly : .doesNotHold)
    }

    /// Areas fall as generalisation errors grow.
    package static func negative(_ networks: [SweptNetwork]) -> Claim {
        let areas = networks.map(\.area)
        let estimate = RankCorrelation.estimate(areas, networks.map(\.gap))
        let error = RankCorrelation.estimate(areas, networks.map(\.testError))
        return Claim(
            id: "negative",
            statement: "The area under the ablation curve is smaller in networks of larger generalization error. \(counterpart)",
            source: "Section 3.1, figure 3b", kind: .trend, published: "negative",
            measured:
                "Spearman's correlation \(ClaimRules.print(estimate, digits: 3)) with training less test accuracy; "
                + "\(ClaimRules.print(error, digits: 3)) with the test error",
            estimate: estimate,
            rule:
                "Reproduced where the correlation with training less test accuracy is below 0 with its 95 % interval over networks, partly where "
                + "it is below 0, else not.",
            verdict: networks.count < 3
                ? .notAssessed("too few networks")
                : estimate.upper < 0 ? .holds : estimate.value < 0 ? .partly : .doesNotHold)
    }

    /// The widest gap between neighbouring values, as a share of their range, that leaves at least a tenth of them on either side.
    package static func widestGap(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let least = max(1, sorted.count / 10)
        guard let low = sorted.first, let high = sorted.last, high > low, sorted.count >= 2 * least else { return 0 }
        return (least...sorted.count - least).map { sorted[$0] - sorted[$0 - 1] }.max()! / (high - low)
    }

    /// Two kinds of networks with little between.
    /// - Parameter areas: one a network.
    package static func regimes(_ areas: [Double]) -> Claim {
        let gap = widestGap(areas)
        return Claim(
            id: "regimes",
            statement:
                "Networks appeared to undergo a discrete regime shift in their reliance upon single directions. \(counterpart)",
            source: "Section 3.1, figure 3b", kind: .trend, published: "two clusters",
            measured:
                "the widest gap between neighbouring areas, with a tenth of the networks or more on either side, is \((100 * gap).fixed(0)) % of "
                + "their range",
            rule: "Reproduced where that gap is over a quarter of the range, partly where it is over an eighth, else not.",
            verdict: gap > 0.25 ? .holds : gap > 0.125 ? .partly : .doesNotHold)
    }
}
