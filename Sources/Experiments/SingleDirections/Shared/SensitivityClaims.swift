import NumericCore
import Results
import SampleStatistics

/// Rules for statements on which networks are the more sensitive to a perturbation: those whose curves have the smaller area.
package enum SensitivityClaims {
    /// With fewer pairs no outcome of Wilcoxon's test has p < 0.05.
    package static let leastPairs = 6

    /// By how much the areas of one condition lie above those of another, in pairs of networks and runs of the same number.
    package struct Gap: Sendable {
        /// The mean over pairs.
        package let mean: Double
        /// Whether every network's area, averaged over its runs, lies above its counterpart's.
        package let isAboveInAll: Bool
        /// Whether the pairs differ with p < 0.05; with too few pairs for the test: whether every pair has the sign of the mean.
        package let isSignificant: Bool

        /// Surely above: in every network, and by the test over the pairs.
        package var isSurelyAbove: Bool { isAboveInAll && isSignificant }

        package init(_ upper: PerturbedNetworks, above lower: PerturbedNetworks) {
            let (first, second) = (upper.runAreas, lower.runAreas)
            precondition(first.map(\.count) == second.map(\.count), "\(upper.label) and \(lower.label) have other numbers of runs")
            let pairs = zip(first.joined(), second.joined()).map { $0 - $1 }
            let mean = Statistics.mean(pairs)
            self.mean = mean
            isAboveInAll = zip(upper.areas, lower.areas).allSatisfy { $0 > $1 }
            isSignificant =
                pairs.count >= SensitivityClaims.leastPairs
                ? WilcoxonSignedRank(differences: pairs).p < 0.05 : pairs.allSatisfy { mean > 0 ? $0 > 0 : $0 < 0 }
        }
    }

    /// Networks trained on shuffled labels are more sensitive than those trained on true ones.
    /// - Parameters:
    ///   - networks: a condition each, true labels among them.
    ///   - runs: what a network's curves differ in: "order".
    package static func memorisersAreSensitive(
        _ networks: [PerturbedNetworks], statement: String, source: String, runs: String
    ) -> Claim {
        guard let (clean, corrupted) = split(networks) else { return unassessed("memorisers-sensitive", statement, source) }
        let gaps = corrupted.map { Gap(clean, above: $0) }
        let sure = gaps.count(where: \.isSurelyAbove)
        return Claim(
            id: "memorisers-sensitive", statement: statement, source: source, kind: .order,
            measured: "area under the curve, true labels: \(Statistics.mean(clean.areas).fixed(3)); less than that: "
                + zip(corrupted, gaps).map { "\($0.label) by \($1.mean.fixed(3))" }.joined(separator: ", "),
            rule:
                "Reproduced where for every share of shuffled labels the area is smaller than for true labels in every network, with "
                + "p < 0.05 over all pairs of one network and \(runs) (Wilcoxon signed-rank; fewer than \(leastPairs) pairs: in every pair), "
                + "partly where for over half of the shares, else not.",
            verdict: sure == gaps.count ? .holds : 2 * sure > gaps.count ? .partly : .doesNotHold)
    }

    /// The more labels are shuffled, the smaller the area.
    package static func areaFalls(_ networks: [PerturbedNetworks], statement: String, source: String) -> Claim {
        let pairs = networks.flatMap { condition in condition.areas.map { (condition.corruption, $0) } }
        guard networks.count > 2 else { return unassessed("area-falls", statement, source) }
        let correlation = Correlation.spearman(pairs.map(\.0), pairs.map(\.1))
        let falls = correlation.p < 0.05 && correlation.coefficient < 0
        return Claim(
            id: "area-falls", statement: statement, source: source, kind: .trend,
            measured: "Spearman's correlation of the share of shuffled labels and the area, over \(pairs.count) networks: "
                + "\(correlation.coefficient.fixed(2)), \(print(p: correlation.p))",
            rule:
                "Reproduced where the correlation is at most −0.8 with p < 0.05, partly where it is negative with p < 0.05, else not.",
            verdict: falls && correlation.coefficient <= -0.8 ? .holds : falls ? .partly : .doesNotHold)
    }

    /// The curves' order is not quite that of the shares.
    package static func orderIsImperfect(_ networks: [PerturbedNetworks], statement: String, source: String) -> Claim {
        let sorted = networks.sorted { $0.corruption < $1.corruption }
        let neighbours = zip(sorted, sorted.dropFirst())
        let wrong = neighbours.flatMap { pair in zip(pair.0.areas, pair.1.areas).map { $0 <= $1 } }
        let means = neighbours.count { Statistics.mean($0.0.areas) <= Statistics.mean($0.1.areas) }
        let count = wrong.count { $0 }
        return Claim(
            id: "order-imperfect", statement: statement, source: source, kind: .order,
            measured:
                "\(count) of \(wrong.count) pairs of networks with neighbouring shares have the areas the other way round, and "
                + "\(means) of \(sorted.count - 1) pairs of their means",
            rule:
                "Reproduced where the mean areas of at least one pair of neighbouring shares are the other way round, partly where those of "
                + "single networks are, else not.",
            verdict: means > 0 ? .holds : count > 0 ? .partly : .doesNotHold)
    }

    /// True labels lie above shuffled ones all along, and by much.
    package static func memorisersAreBelowThroughout(
        _ networks: [PerturbedNetworks], statement: String, source: String
    ) -> Claim {
        guard let (clean, corrupted) = split(networks) else { return unassessed("below-throughout", statement, source) }
        let reference = clean.mean
        let gaps = corrupted.map { condition in zip(reference, condition.mean).map { $0 - $1 } }
        let greatest = gaps.map { $0.max() ?? 0 }
        let least = gaps.map { $0.min() ?? 0 }
        let holds = zip(greatest, least).map { $0 >= 0.1 && $1 >= -0.01 }
        let holding = holds.count { $0 }
        return Claim(
            id: "below-throughout", statement: statement, source: source, kind: .order,
            measured: "greatest and least gap of mean accuracies below true labels, in points: "
                + zip(corrupted, zip(greatest, least)).map {
                    "\($0.label) \((100 * $1.0).fixed(1)) and \((100 * $1.1).fixed(1))"
                }.joined(separator: ", "),
            rule:
                "A share of shuffled labels counts where its mean curve falls at least 10 points below that of true labels somewhere and "
                + "nowhere rises more than 1 point above it. Reproduced where every share counts, partly where over half do, else not.",
            verdict: holding == holds.count ? .holds : 2 * holding > holds.count ? .partly : .doesNotHold)
    }

    /// "p = 0.012", "p < 0.001".
    package static func print(p: Double) -> String { p < 0.001 ? "p < 0.001" : "p = \(p.fixed(3))" }

    /// The condition with true labels, and the others.
    private static func split(_ networks: [PerturbedNetworks]) -> (clean: PerturbedNetworks, corrupted: [PerturbedNetworks])? {
        guard let clean = networks.first(where: { $0.corruption == 0 }) else { return nil }
        let corrupted = networks.filter { $0.corruption > 0 }
        return corrupted.isEmpty ? nil : (clean, corrupted)
    }

    private static func unassessed(_ id: String, _ statement: String, _ source: String) -> Claim {
        Claim(
            id: id, statement: statement, source: source, kind: .order, measured: "–",
            rule: "Needs true labels (a share of 0) and at least two shares of shuffled ones among the settings.",
            verdict: .notAssessed("shares of shuffled labels missing"))
    }
}
