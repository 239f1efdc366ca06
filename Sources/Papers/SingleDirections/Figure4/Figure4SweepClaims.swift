import Experiments

/// What the paper says of its sweep. A repeat is one network a setting: its number counts once.
extension Figure4 {
    /// "Highly" is over 0.7.
    static func correlated(_ sweep: Sweep) -> Claim {
        Claim(
            "sweep-correlated", "Across hyperparameter settings, area and test accuracy are highly correlated.", .sentence,
            sweepSource, sweepQuantity, digits: 3, within: .correlation, .networks(sweep.correlations), .over(0.7))
    }

    static func sweepCoefficient(_ sweep: Sweep) -> Claim {
        Claim(
            "sweep-spearman", "Spearman's correlation of area and test accuracy across hyperparameter settings is 0.914.", .number,
            sweepSource, published: "0.914", sweepQuantity, digits: 3, within: .correlation, .networks(sweep.correlations),
            .near(0.914, within: 0.1))
    }

    /// Of fewer settings than 48 the same share is counted.
    static func selected(_ sweep: Sweep) -> Claim {
        let (id, published) = ("selection", "13, 83, 98 %")
        let statement =
            "By random subselections of 48 settings, the area selects one of the top 1, 5 and 10 settings 13, 83 and 98 % of the time."
        let ranks = ranks(among: sweep.settings.count / 2)
        guard !ranks.isEmpty else {
            return Claim(
                id, statement, .number, "Section 3.2", published: published,
                notAssessed: "too few settings: 10 of 48 are less than one of \(sweep.settings.count / 2)")
        }
        return Claim(
            id, statement, .number, "Section 3.2", published: published, "halves of the settings in which it is so, in %",
            digits: 0, within: .percent,
            ranks.map { published, rank in
                .init(
                    "top \(rank) of \(sweep.settings.count / 2) (the paper's top \(published) of 48)",
                    .networks(sweep.ofRepeats.map { 100 * $0.share(ofTop: rank) }),
                    .near([1: 13, 5: 83, 10: 98][published]!, within: 10))
            })
    }

    static func selectionLoss(_ sweep: Sweep) -> Claim {
        let losses = Sample.networks(sweep.ofRepeats.map { 100 * Statistics.mean($0.losses) })
        return Claim(
            "selection-loss",
            "The average difference in test accuracy between the best model selected by area and the optimal model is only 1 ± 1.1 %.",
            .number, "Section 3.2", published: "1 ± 1.1 %", "difference in points, mean over the halves", digits: 2,
            within: .points, losses,
            .near(1, within: 1.1),
            readings: [
                .init(
                    "less than half of what a setting at random loses",
                    .networks(
                        sweep.ofRepeats.map { 100 * (Statistics.mean($0.losses) - Statistics.mean($0.lossesAtRandom) / 2) }),
                    .under(0))
            ])
    }

    private static let sweepSource = "Section 3.2, figure 4c"
    private static let sweepQuantity = "Spearman's correlation over the settings, one a repeat"
}
