import Experiments

extension Figure2 {
    @ListOf<Claim> static func claims(_ networks: [RetrainedNetwork]) -> [Claim] {
        for others in Others.allCases {
            synergyLosesLeast(networks, others)
            resemblesRandom(networks, .mixture, others)
            resemblesRandom(networks, .anova, others)
        }
    }

    /// Losses are compared within each network.
    static func synergyLosesLeast(_ networks: [RetrainedNetwork], _ others: Others) -> Claim {
        Claim(
            "synergy-\(others.rawValue)",
            "Re-training the synergistic neurons results in the lowest drop of accuracy (the others \(others.rawValue)).",
            .sentence, "Section 4.2, figure 2", "percentage points that a choice loses beyond synergy, mean over the sizes",
            digits: 2, within: .points,
            Choice.allCases.filter { $0 != .synergy }.map { rival in
                .init(rival.words, .networks(networks.map { $0.loss(rival, others) - $0.loss(.synergy, others) }), .over(0))
            })
    }

    /// "Similar" is within 2 percentage points of accuracy, a third or so of what any choice loses.
    static func resemblesRandom(_ networks: [RetrainedNetwork], _ choice: Choice, _ others: Others) -> Claim {
        let beyond = Sample.networks(networks.map { $0.loss(choice, others) - $0.loss(.random, others) })
        return Claim(
            "\(choice.rawValue)-random-\(others.rawValue)",
            "Choosing neurons by their own information, \(choice.words), does about as well as choosing them at random "
                + "(the others \(others.rawValue)).",
            .sentence, "Section 4.2, figure 2", "percentage points lost beyond the random choice, mean over the sizes", digits: 2,
            within: .points,
            beyond, .equivalent(within: 2), readings: [.init("within 4 points", beyond, .equivalent(within: 4))])
    }
}

extension Figure2.Choice {
    /// In a sentence.
    fileprivate var words: String {
        switch self {
        case .synergy, .random: rawValue
        case .mixture: "Gaussian mixture"
        case .anova: "ANOVA"
        }
    }
}
