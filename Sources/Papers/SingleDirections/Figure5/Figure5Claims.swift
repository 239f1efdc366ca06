import Experiments

extension Figure5 {
    private static let dropoutSource = "Section 3.3, figure 5a"

    /// - Parameter conditions: for each dropout networks of true labels and networks of shuffled ones.
    static func dropoutClaims(_ conditions: [DroppedNetworks]) -> [Claim] {
        [
            minimalLoss(conditions), dropsSoon(conditions), shuffledAreSensitive(conditions), trueAreAlike(conditions),
            learnSlower(conditions), endWorse(conditions),
        ]
    }

    /// "Minimal" is below 5 points of accuracy, at which a curve has begun to fall (`onsets`).
    static func minimalLoss(_ conditions: [DroppedNetworks]) -> Claim {
        Claim(
            "a-minimal-loss",
            "Networks trained on true and on shuffled labels alike lose little training accuracy until as many units are ablated as dropout "
                + "left out.", .sentence, dropoutSource, "points lost by then", digits: 1, within: .points,
            conditions.map { .init($0.networks.label, .networks($0.losses.map { 100 * $0 }), .under(5)) })
    }

    /// "Soon past" is from the dropout on to a share of 15 % of the units more.
    static func dropsSoon(_ conditions: [DroppedNetworks]) -> Claim {
        Claim(
            "a-drops-soon",
            "Curves of networks trained on shuffled labels begin to drop soon past the dropout with which they were trained.",
            .sentence, "\(dropoutSource), caption", "share of units at which 5 points are lost less the dropout, in %", digits: 1,
            within: .points,
            conditions.filter(\.isShuffled).map { condition in
                let past = condition.onsets.map { 100 * ($0 - condition.dropout) }
                return .init("dropout \(condition.dropout.fixed(1))", .networks(past), .near(7.5, within: 7.5))
            })
    }

    /// "Much more" is by 10 points of accuracy, the mean over the curve past the dropout.
    static func shuffledAreSensitive(_ conditions: [DroppedNetworks]) -> Claim {
        let pairs = conditions.filter { !$0.isShuffled }.compactMap { clean in
            conditions.first { $0.isShuffled && $0.dropout == clean.dropout }.map { (clean, $0) }
        }
        return Claim(
            "a-shuffled-sensitive",
            "Past the dropout used in training, networks trained on shuffled labels are much more sensitive to cumulative ablation "
                + "than networks trained on true ones.", .sentence, dropoutSource,
            "mean height of the curve past the dropout, true labels less shuffled ones, in points", digits: 1, within: .points,
            pairs.map { clean, shuffled in
                let gaps = SensitivityClaims.gaps(clean.networks.from(clean.units), above: shuffled.networks.from(shuffled.units))
                return .init("dropout \(clean.dropout.fixed(1))", .networks(gaps.map { 100 * $0 }), .over(10))
            })
    }

    /// "Similarly robust" is within 0.05, half of what "much more sensitive" is.
    static func trueAreAlike(_ conditions: [DroppedNetworks]) -> Claim {
        let areas = courses(conditions.filter { !$0.isShuffled }, \.networks.areas)
        let spreads = Sample.networks(areas.map { ($0.max() ?? .nan) - ($0.min() ?? .nan) })
        return Claim(
            "a-true-alike",
            "Networks trained on true labels with different dropout are all similarly robust to cumulative ablation.", .sentence,
            dropoutSource, "area under the curve, greatest less least over the dropouts", digits: 3, spreads, .under(0.05),
            readings: [.init("within 0.1", spreads, .under(0.1))])
    }

    static func learnSlower(_ conditions: [DroppedNetworks]) -> Claim {
        falling(
            conditions, \.earlyAccuracies, "a-learn-slower",
            "With more dropout, networks on shuffled labels need more epochs to converge.",
            "training accuracy after a quarter of the epochs, along the dropouts")
    }

    static func endWorse(_ conditions: [DroppedNetworks]) -> Claim {
        falling(
            conditions, \.accuracies, "a-end-worse", "With more dropout, networks on shuffled labels converge to worse solutions.",
            "training accuracy after the last epoch, along the dropouts")
    }

    private static func falling(
        _ conditions: [DroppedNetworks], _ accuracies: (DroppedNetworks) -> [Double], _ id: String, _ statement: String,
        _ quantity: String
    ) -> Claim {
        let courses = courses(conditions.filter(\.isShuffled), accuracies)
        let losses = courses.map { 100 * (($0.first ?? .nan) - ($0.last ?? .nan)) }
        return Claim(
            id, statement, .sentence, dropoutSource, quantity, digits: 2, .series(courses), .falling(),
            readings: [.init("over 1 point from the least to the greatest dropout", .networks(losses), .over(1), within: .points)])
    }

    /// A measure along the dropouts: [network][dropout].
    private static func courses(_ conditions: [DroppedNetworks], _ value: (DroppedNetworks) -> [Double]) -> [[Double]] {
        conditions.sorted { $0.dropout < $1.dropout }.map(value).transposed
    }

    /// The claim of convolutional networks.
    static let normalisedID = "b-normalised-robust"

    /// "Substantially" is by 0.05 of the mean height, half of what "much more sensitive" is.
    /// - Parameters: networks without batch normalisation, and of the same seeds with it.
    static func robust(plain: PerturbedNetworks, normalised: PerturbedNetworks) -> Claim {
        let gaps = Sample.networks(SensitivityClaims.gaps(normalised, above: plain))
        let relative = zip(normalised.relativeAreas, plain.relativeAreas).map { $0 - $1 }
        return Claim(
            normalisedID,
            "Networks trained with batch normalisation are consistently and substantially more robust to cumulative ablation than "
                + "networks trained without.", .sentence, "Section 3.3, figure 5b",
            "area under the curve with batch normalisation less that without", digits: 3, gaps, .over(0),
            readings: [
                .init("substantially, by 0.05", gaps, .over(0.05)),
                .init("in parts of each network's accuracy with all units", .networks(relative), .over(0)),
            ])
    }
}
