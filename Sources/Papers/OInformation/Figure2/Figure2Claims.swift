import Experiments

extension Figure2 {
    /// Percentage points of accuracy that are lost against the whole network: the mean over the sizes.
    static func loss(_ network: RetrainedNetwork, _ choice: Choice, _ others: Others) -> Double {
        100 * (network.whole - Statistics.mean(network.parts[others]![choice]!))
    }

    /// Losses are compared within each network.
    static func synergyLosesLeast(_ networks: [RetrainedNetwork], _ others: Others) -> Claim {
        Claim(
            id: "synergy-\(others.rawValue)",
            statement:
                "Re-training the synergistic neurons results in the lowest drop of accuracy (the others \(others.rawValue)).",
            source: "Section 4.2, figure 2", origin: .sentence,
            quantity: "percentage points that a choice loses beyond synergy, mean over the sizes", digits: 2,
            parts: Choice.allCases.filter { $0 != .synergy }.map { rival in
                .init(rival.words, .networks(networks.map { loss($0, rival, others) - loss($0, .synergy, others) }), .over(0))
            })
    }

    /// "Similar" is within 2 percentage points of accuracy, a third or so of what any choice loses.
    static func resemblesRandom(_ networks: [RetrainedNetwork], _ choice: Choice, _ others: Others) -> Claim {
        let beyond = Sample.networks(networks.map { loss($0, choice, others) - loss($0, .random, others) })
        return Claim(
            id: "\(choice.rawValue)-random-\(others.rawValue)",
            statement: "Choosing neurons by their own information, \(choice.words), does about as well as choosing them at random "
                + "(the others \(others.rawValue)).",
            source: "Section 4.2, figure 2", origin: .sentence,
            quantity: "percentage points lost beyond the random choice, mean over the sizes", digits: 2,
            parts: [.init(beyond, .equivalent(within: 2))],
            readings: [.init("within 4 points", [.init(beyond, .equivalent(within: 4))])])
    }
}

extension Figure2.Choice {
    /// In a sentence.
    var words: String {
        switch self {
        case .synergy: "synergy"
        case .random: "random"
        case .mixture: "Gaussian mixture"
        case .anova: "ANOVA"
        }
    }
}
