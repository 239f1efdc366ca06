import Experiments

extension Figure1 {
    private static let section = "Section 3.1"
    /// What the ids of claims on panel b end with.
    static let ofMaps = "-maps"

    /// - Parameter networks: a condition each.
    static func claims(_ networks: [PerturbedNetworks]) -> [Claim] {
        [
            startsNearOne(networks), endsAtChance(networks),
            SensitivityClaims.memorisersAreSensitive(
                networks,
                statement:
                    "Networks trained on labels of which a share is shuffled are significantly more sensitive to cumulative ablation than "
                    + "networks trained on true labels.",
                source: "\(section), figure 1"),
            SensitivityClaims.areaFalls(
                networks,
                statement: "The more the training set must be memorised, the more sensitive the network is to cumulative ablation.",
                source: "Figure 1"),
            SensitivityClaims.orderIsImperfect(
                networks, statement: "The curves are not always perfectly ordered by the share of shuffled labels.",
                source: "\(section), figure 1"),
        ]
    }

    /// The learning rate was chosen so that networks of every share learn their labels.
    static func startsNearOne(_ networks: [PerturbedNetworks]) -> Claim {
        let starts = networks.map { condition in condition.curves.map { 100 * $0[0] } }
        let least = (starts.first ?? []).indices.map { network in starts.map { $0[network] }.min() ?? .nan }
        return Claim(
            id: "starts-near-one", statement: "The curves begin at the training accuracy, approximately 1 for all networks.",
            source: section, origin: .number, basis: .calibrated, published: "about 1",
            quantity: "training accuracy in %, at the share of shuffled labels where it is least", digits: 1,
            parts: [.init(.networks(least), .near(100, within: 1))])
    }

    /// Without any unit a network says the same of every image, and the classes have equal shares.
    static func endsAtChance(_ networks: [PerturbedNetworks]) -> Claim {
        let ends = networks.flatMap { condition in condition.accuracies.joined().map { $0[$0.count - 1] } }
        let furthest = ends.max { abs($0 - DirectionChart.chance) < abs($1 - DirectionChart.chance) } ?? .nan
        return Claim(
            id: "ends-at-chance", statement: "The curves fall to chance once all units are ablated.", source: section,
            origin: .sentence, basis: .construction, published: "chance (10 %)",
            quantity: "accuracy furthest from chance with all units ablated, in %", digits: 1,
            parts: [.init(.exact(100 * furthest), .near(100 * DirectionChart.chance, within: 2))])
    }
}
