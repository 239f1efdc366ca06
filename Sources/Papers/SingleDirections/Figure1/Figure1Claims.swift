import Experiments

extension Figure1 {
    /// - Parameter networks: a condition each.
    static func claims(_ networks: [PerturbedNetworks]) -> [Claim] {
        [
            startsNearOne(networks), endsAtChance(networks),
            SensitivityClaims.memorisersAreSensitive(
                networks,
                "Networks trained on labels of which a share is shuffled are significantly more sensitive to cumulative ablation than "
                    + "networks trained on true labels.", "Section 3.1, figure 1"),
            SensitivityClaims.areaFalls(
                networks, "The more the training set must be memorised, the more sensitive the network is to cumulative ablation.",
                "Figure 1"),
            SensitivityClaims.orderIsImperfect(
                networks, "The curves are not always perfectly ordered by the share of shuffled labels.", "Section 3.1, figure 1"),
        ]
    }

    /// The learning rate was chosen so that networks of every share learn their labels.
    static func startsNearOne(_ networks: [PerturbedNetworks]) -> Claim {
        let least = networks.map { $0.curves.map { 100 * $0[0] } }.transposed.map { $0.min() ?? .nan }
        return Claim(
            "starts-near-one", "The curves begin at the training accuracy, approximately 1 for all networks.", .number,
            "Section 3.1", basis: .calibrated, published: "about 1",
            "training accuracy in %, at the share of shuffled labels where it is least", digits: 1, .networks(least),
            .near(100, within: 1))
    }

    /// Without any unit a network says the same of every image, and the classes have equal shares.
    static func endsAtChance(_ networks: [PerturbedNetworks]) -> Claim {
        let chance = PerturbedNetworks.chance
        let ends = networks.flatMap { $0.accuracies.joined().map { $0[$0.count - 1] } }
        return Claim(
            "ends-at-chance", "The curves fall to chance once all units are ablated.", .sentence, "Section 3.1",
            basis: .construction, published: "chance (10 %)", "accuracy furthest from chance with all units ablated, in %",
            digits: 1, .exact(100 * (ends.max { abs($0 - chance) < abs($1 - chance) } ?? .nan)), .near(100 * chance, within: 2))
    }
}
