import NumericCore
import Results
import SampleStatistics

extension SingleDirectionsFigure4 {
    /// The area turns where the losses part.
    package static func samePoint(_ study: Study) -> Claim {
        let courses = study.courses
        let holds = courses.map { course in
            guard let divergence = course.divergence, let drop = course.drop else { return false }
            let (low, high) = (Double(max(1, min(divergence, drop))), Double(max(1, max(divergence, drop))))
            return high <= 2 * low
        }
        let divergences = courses.compactMap(\.divergence).map(Double.init)
        let drops = courses.compactMap(\.drop).map(Double.init)
        func words(_ epochs: [Double]) -> String {
            epochs.isEmpty ? "" : ", at epoch \(Statistics.quantile(epochs, 0.5).fixed(0)) (median)"
        }
        return Claim(
            id: "same-point-\(study.optimiser.rawValue)",
            statement:
                "The point in training at which the AUC began to drop was the same point that the train and test loss started to diverge (\(study.optimiser.label)).",
            source: "Section 3.2, figure 4a", kind: .trend, published: "the same point",
            measured:
                "the test loss turns upwards in \(divergences.count) of \(courses.count) networks\(words(divergences)), the area downwards in "
                + "\(drops.count)\(words(drops))",
            rule:
                "In a network it holds where the test loss ends 2 % or more above its least value with a lower training loss, the area ends 0.01 or "
                + "more below its greatest value, and the epochs of these two values are within a factor of 2. Reproduced in all networks, "
                + "partly in over half.",
            verdict: ClaimRules.share(of: holds))
    }

    /// Area and test loss over training.
    package static func negative(_ study: Study) -> Claim {
        let estimate = ClaimRules.mean(study.correlations)
        let verdict: Claim.Verdict =
            abs(estimate.value + 0.728) <= 0.15 ? .holds : estimate.upper < 0 ? .partly : .doesNotHold
        return Claim(
            id: "course-spearman-\(study.optimiser.rawValue)",
            statement:
                "AUC and test loss were negatively correlated over the course of training (\(study.optimiser.label)). Here of an MLP on MNIST; the paper's number is of a "
                + "convolutional network on CIFAR-10.",
            source: "Section 3.2, figure 4b", kind: .number, published: "−0.728",
            measured: "Spearman's correlation \(ClaimRules.print(estimate, digits: 3)) over the measured epochs from 1 on",
            estimate: estimate,
            rule:
                "Reproduced where the mean correlation lies within 0.15 of the published one, partly where it is below 0 with its 95 % interval "
                + "over networks, else not.",
            verdict: verdict)
    }

    private static let counterpart = "Here MLPs on MNIST; the paper's networks are convolutional, on CIFAR-10."

    /// Area and test accuracy over settings.
    package static func swept(_ networks: [SweptNetwork]) -> Claim {
        let estimate = RankCorrelation.estimate(networks.map(\.area), networks.map(\.testAccuracy))
        return Claim(
            id: "sweep-spearman",
            statement: "Across hyperparameter settings, AUC and test accuracy were highly correlated. \(counterpart)",
            source: "Section 3.2, figure 4c", kind: .number, published: "0.914",
            measured: "Spearman's correlation \(ClaimRules.print(estimate, digits: 3)) over \(networks.count) networks",
            estimate: estimate,
            rule:
                "Reproduced where the correlation lies within 0.1 of the published one, partly where it is 0.5 or more, else not.",
            verdict: abs(estimate.value - 0.914) <= 0.1 ? .holds : estimate.value >= 0.5 ? .partly : .doesNotHold)
    }

    /// How often the area picks one of the best settings.
    package static func chooses(_ selection: Selection, subset: Int) -> Claim {
        let ranks = publishedRanks.map { rank($0, among: subset) }
        let shares = ranks.map { 100 * selection.share(ofTop: $0) }
        let chance = ranks.map { 100 * Double($0) / Double(subset) }
        let reaches = zip(shares, publishedShares).allSatisfy { $0 >= $1 - 10 }
        let beats = zip(shares, chance).allSatisfy { $0 > $1 }
        return Claim(
            id: "selection",
            statement:
                "By random subselections of 48 settings, AUC selected one of the top 1, 5 and 10 settings 13, 83 and 98 % of the time. \(counterpart)",
            source: "Section 3.2", kind: .number, published: "13, 83, 98 %",
            measured:
                "of \(subset) settings one of the top \(ranks.map { "\($0)" }.joined(separator: ", ")): "
                + "\(shares.map { $0.fixed(0) }.joined(separator: ", ")) %; by chance \(chance.map { $0.fixed(0) }.joined(separator: ", ")) %",
            rule:
                "Of other than 48 settings the same shares of them count, rounded up. Reproduced where each share is at most 10 points below the "
                + "published one, partly where each is above chance, else not.",
            verdict: reaches ? .holds : beats ? .partly : .doesNotHold)
    }

    private static let publishedShares = [13.0, 83, 98]

    /// What the choice costs.
    package static func loses(_ selection: Selection) -> Claim {
        let points = selection.losses.map { 100 * $0 }
        let (mean, random) = (Statistics.mean(points), 100 * Statistics.mean(selection.lossesAtRandom))
        return Claim(
            id: "selection-loss",
            statement:
                "The average difference in test accuracy between the best model selected by AUC and the optimal model was only 1 ± 1.1 %. \(counterpart)",
            source: "Section 3.2", kind: .number, published: "1 ± 1.1 %",
            measured:
                "\(mean.fixed(2)) ± \((points.count > 1 ? Statistics.standardDeviation(points) : 0).fixed(2)) points (mean ± standard deviation); "
                + "a setting at random \(random.fixed(2))",
            rule:
                "Reproduced where the mean is at most 2 points and at most half of a random setting's, partly where it is below a random setting's, "
                + "else not.",
            verdict: mean <= 2 && mean <= random / 2 ? .holds : mean < random ? .partly : .doesNotHold)
    }
}
