import NumericCore
import Results
import SampleStatistics

extension SingleDirectionsFigure5 {
    private static let dropoutSource = "Section 3.3, figure 5a"
    private static let normalisationSource = "Section 3.3, figure 5b"

    /// - Parameter conditions: for each dropout networks of true labels and networks of shuffled ones.
    package static func dropoutClaims(_ conditions: [DroppedNetworks]) -> [Claim] {
        [
            minimalLoss(conditions), dropsSoon(conditions), shuffledAreSensitive(conditions), trueAreAlike(conditions),
            learnSlower(conditions), endWorse(conditions),
        ]
    }

    package static func minimalLoss(_ conditions: [DroppedNetworks]) -> Claim {
        let losses = conditions.map { Statistics.mean($0.losses) }
        let greatest = losses.max() ?? 1
        let few = losses.count { $0 <= 0.05 }
        return Claim(
            id: "a-minimal-loss",
            statement:
                "Networks trained on true and on shuffled labels alike lose little training accuracy until as many units are ablated as dropout "
                + "left out.",
            source: dropoutSource, kind: .order,
            measured: "points lost by then: "
                + zip(conditions, losses).map { "\($0.networks.label) \((100 * $1).fixed(1))" }.joined(separator: "; "),
            rule:
                "Reproduced where the mean loss is at most 5 points for every dropout and both kinds of labels, partly where it is for over "
                + "half of them and nowhere over 10 points, else not.",
            verdict: few == losses.count ? .holds : 2 * few > losses.count && greatest <= 0.1 ? .partly : .doesNotHold)
    }

    package static func dropsSoon(_ conditions: [DroppedNetworks]) -> Claim {
        let shuffled = conditions.filter(\.isShuffled)
        let onsets = shuffled.map { Statistics.mean($0.onsets) }
        let soon = zip(shuffled, onsets).count { $1 >= $0.dropout && $1 <= $0.dropout + 0.15 }
        let rises = zip(onsets, onsets.dropFirst()).allSatisfy { $0 < $1 }
        return Claim(
            id: "a-drops-soon",
            statement:
                "Curves of networks trained on shuffled labels begin to drop soon past the dropout with which they were trained.",
            source: "\(dropoutSource), caption", kind: .order,
            measured: "5 points lost at a share of units of "
                + zip(shuffled, onsets).map { "\($1.fixed(2)) (dropout \($0.dropout.fixed(1)))" }.joined(separator: ", "),
            rule:
                "Reproduced where each curve has lost 5 points at a share of ablated units between its dropout and 0.15 more, partly where "
                + "that holds for over half of them, or the shares rise with dropout, else not.",
            verdict: soon == shuffled.count ? .holds : 2 * soon > shuffled.count || rises ? .partly : .doesNotHold)
    }

    package static func shuffledAreSensitive(_ conditions: [DroppedNetworks]) -> Claim {
        let pairs = byDropout(conditions).map { clean, shuffled in
            (clean.dropout, SensitivityClaims.Gap(clean.networks.from(clean.units), above: shuffled.networks.from(shuffled.units)))
        }
        let much = pairs.count { $0.1.isSurelyAbove && $0.1.mean >= 0.1 }
        return Claim(
            id: "a-shuffled-sensitive",
            statement:
                "Past the dropout used in training, networks trained on shuffled labels are much more sensitive to cumulative ablation "
                + "than networks trained on true ones.",
            source: dropoutSource, kind: .order,
            measured: "mean height of the curves past the dropout, true less shuffled labels, in points: "
                + pairs.map { "\((100 * $0.1.mean).fixed(1)) (dropout \($0.0.fixed(1)))" }.joined(separator: ", "),
            rule:
                "A dropout counts where the height differs by at least 10 points, in every network, with p < 0.05 over all pairs of one "
                + "network and order (Wilcoxon signed-rank; fewer than \(SensitivityClaims.leastPairs) pairs: in every pair). Reproduced where every "
                + "dropout counts, partly where every difference is positive, else not.",
            verdict: much == pairs.count ? .holds : pairs.allSatisfy { $0.1.mean > 0 } ? .partly : .doesNotHold)
    }

    package static func trueAreAlike(_ conditions: [DroppedNetworks]) -> Claim {
        let areas = conditions.filter { !$0.isShuffled }.map { ($0.dropout, Statistics.mean($0.networks.areas)) }
        let spread = (areas.map(\.1).max() ?? 1) - (areas.map(\.1).min() ?? 0)
        return Claim(
            id: "a-true-alike",
            statement: "Networks trained on true labels with different dropout are all similarly robust to cumulative ablation.",
            source: dropoutSource, kind: .order,
            measured: "area under the curve "
                + areas.map { "\($0.1.fixed(3)) (dropout \($0.0.fixed(1)))" }.joined(separator: ", "),
            rule: "Reproduced where the areas differ by at most 0.05, partly by at most 0.1, else not.",
            verdict: spread <= 0.05 ? .holds : spread <= 0.1 ? .partly : .doesNotHold)
    }

    package static func learnSlower(_ conditions: [DroppedNetworks]) -> Claim {
        let shuffled = conditions.filter(\.isShuffled)
        return falling(
            shuffled.map { Statistics.mean($0.earlyAccuracies) }, of: shuffled, id: "a-learn-slower",
            statement: "With more dropout, networks on shuffled labels need more epochs to converge.",
            lead: "training accuracy after a quarter of the epochs")
    }

    package static func endWorse(_ conditions: [DroppedNetworks]) -> Claim {
        let shuffled = conditions.filter(\.isShuffled)
        return falling(
            shuffled.map { Statistics.mean($0.accuracies) }, of: shuffled, id: "a-end-worse",
            statement: "With more dropout, networks on shuffled labels converge to worse solutions.",
            lead: "training accuracy after the last epoch")
    }

    private static func falling(
        _ accuracies: [Double], of shuffled: [DroppedNetworks], id: String, statement: String, lead: String
    ) -> Claim {
        let steps = zip(accuracies, accuracies.dropFirst())
        let falls = steps.allSatisfy { $0 > $1 }
        let loss = (accuracies.first ?? 0) - (accuracies.last ?? 0)
        return Claim(
            id: id, statement: statement, source: dropoutSource, kind: .trend,
            measured: "\(lead): "
                + zip(shuffled, accuracies).map { "\($1.fixed(3)) (dropout \($0.dropout.fixed(1)))" }.joined(separator: ", "),
            rule:
                "Reproduced where it falls from each dropout to the next, by at least 1 point in all, partly where it is lower at the last "
                + "dropout than at the first, else not.",
            verdict: falls && loss >= 0.01 ? .holds : loss > 0 ? .partly : .doesNotHold)
    }

    /// - Parameters:
    ///   - plain: without batch normalisation.
    ///   - normalised: networks of the same seeds with it.
    package static func normalisationClaims(plain: PerturbedNetworks, normalised: PerturbedNetworks) -> [Claim] {
        let gap = SensitivityClaims.Gap(normalised, above: plain)
        let lowest = zip(normalised.mean, plain.mean).map { $0 - $1 }.min() ?? 0
        let holds = gap.isSurelyAbove && gap.mean >= 0.05 && lowest >= -0.01
        return [
            Claim(
                id: "b-normalised-robust",
                statement:
                    "Networks trained with batch normalisation are consistently and substantially more robust to cumulative ablation than "
                    + "networks trained without. (Said of convolutional networks on CIFAR-10; here: fully connected ones on MNIST.)",
                source: normalisationSource, kind: .order,
                measured:
                    "area under the curve \(Statistics.mean(normalised.areas).fixed(3)) with, \(Statistics.mean(plain.areas).fixed(3)) "
                    + "without; the mean curve with it is nowhere more than \((100 * max(0, -lowest)).fixed(1)) points below",
                rule:
                    "Reproduced where the area is larger with batch normalisation in every network, with p < 0.05 over all pairs of one network "
                    + "and order, by at least 0.05, and its mean curve nowhere more than 1 point below; partly where the area is larger on "
                    + "average, else not.",
                verdict: holds ? .holds : gap.mean > 0 ? .partly : .doesNotHold)
        ]
    }

    /// The conditions of each dropout.
    private static func byDropout(_ conditions: [DroppedNetworks]) -> [(clean: DroppedNetworks, shuffled: DroppedNetworks)] {
        conditions.filter { !$0.isShuffled }.compactMap { clean in
            conditions.first { $0.isShuffled && $0.dropout == clean.dropout }.map { (clean, $0) }
        }
    }
}
