import NumericCore
import Results
import SampleStatistics

extension OInformationFigure2 {
    /// Percentage points of accuracy that are lost against the whole network: the mean over the sizes.
    package static func loss(_ network: RetrainedNetwork, _ choice: Choice, _ others: Others) -> Double {
        100 * (network.whole - Statistics.mean(network.parts[others]![choice]!))
    }

    private static func lost(_ networks: [RetrainedNetwork], _ choice: Choice, _ others: Others) -> String {
        ClaimRules.print(ClaimRules.mean(networks.map { loss($0, choice, others) }), digits: 2)
    }

    package static func synergyLosesLeast(_ networks: [RetrainedNetwork], _ others: Others) -> Claim {
        let rivals = Choice.allCases.filter { $0 != .synergy }
        let gains = rivals.map { rival in
            ClaimRules.mean(networks.map { loss($0, rival, others) - loss($0, .synergy, others) })
        }
        let least = gains.min { $0.value < $1.value }!
        let verdict: Claim.Verdict =
            gains.allSatisfy { $0.lower > 0 } ? .holds : least.value > 0 ? .partly : .doesNotHold
        return Claim(
            id: "synergy-\(others.rawValue)",
            statement:
                "Re-training the synergistic neurons results in the lowest drop of accuracy (the others \(others.rawValue)).",
            source: "Section 4.2, figure 2", kind: .order,
            measured: "percentage points lost, mean over the sizes: synergy \(lost(networks, .synergy, others)), "
                + rivals.map { "\($0.words) \(lost(networks, $0, others))" }.joined(separator: ", "),
            estimate: least,
            rule: "Reproduced where synergy loses less than each other choice, network by network, with the whole interval of the "
                + "difference over networks; partly where the mean differences alone say so. Losses are averaged over the sizes.",
            verdict: verdict)
    }

    package static func resemblesRandom(_ networks: [RetrainedNetwork], _ choice: Choice, _ others: Others) -> Claim {
        let estimate = ClaimRules.mean(networks.map { loss($0, choice, others) - loss($0, .random, others) })
        return Claim(
            id: "\(choice.rawValue)-random-\(others.rawValue)",
            statement: "Choosing neurons by their own information, \(choice.words), does about as well as choosing them at random "
                + "(the others \(others.rawValue)).",
            source: "Section 4.2, figure 2", kind: .order,
            measured: "it loses \(ClaimRules.print(estimate, digits: 2)) percentage points more than random, mean over the sizes",
            estimate: estimate,
            rule: "Reproduced where the mean difference is at most 1 percentage point either way, partly at most 2.",
            verdict: ClaimRules.number(published: 0, measured: estimate, near: 1, far: 2))
    }
}

extension OInformationFigure2.Choice {
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
