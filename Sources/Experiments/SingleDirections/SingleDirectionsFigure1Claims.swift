import NumericCore
import Results
import SampleStatistics

extension SingleDirectionsFigure1 {
    private static let section = "Section 3.1"
    /// What the ids of claims on panel b end with.
    static let ofMaps = "-maps"

    /// - Parameter networks: a condition each.
    package static func claims(_ networks: [PerturbedNetworks]) -> [Claim] {
        [
            startsNearOne(networks), endsAtChance(networks),
            SensitivityClaims.memorisersAreSensitive(
                networks,
                statement:
                    "Networks trained on labels of which a share is shuffled are significantly more sensitive to cumulative ablation than "
                    + "networks trained on true labels.",
                source: "\(section), figure 1", runs: "order"),
            SensitivityClaims.areaFalls(
                networks,
                statement: "The more the training set must be memorised, the more sensitive the network is to cumulative ablation.",
                source: "\(section), figure 1"),
            SensitivityClaims.orderIsImperfect(
                networks, statement: "The curves are not always perfectly ordered by the share of shuffled labels.",
                source: "\(section), figure 1"),
        ]
    }

    package static func startsNearOne(_ networks: [PerturbedNetworks]) -> Claim {
        let starts = networks.map { condition in condition.accuracies.map { $0[0][0] } }
        let least = starts.joined().min() ?? 0
        return Claim(
            id: "starts-near-one", statement: "The curves begin at the training accuracy, approximately 1 for all networks.",
            source: section, kind: .number, published: "about 1",
            measured: "least training accuracy of \(starts.joined().count) networks: \(least.fixed(3))",
            rule: "Reproduced where every network's training accuracy is at least 0.99, partly where at least 0.95, else not.",
            verdict: least >= 0.99 ? .holds : least >= 0.95 ? .partly : .doesNotHold)
    }

    package static func endsAtChance(_ networks: [PerturbedNetworks]) -> Claim {
        let ends = networks.flatMap { condition in condition.accuracies.joined().map { $0[$0.count - 1] } }
        let furthest = ends.max { abs($0 - DirectionChart.chance) < abs($1 - DirectionChart.chance) } ?? 1
        let distance = abs(furthest - DirectionChart.chance)
        return Claim(
            id: "ends-at-chance", statement: "The curves fall to chance once all units are ablated.", source: section,
            kind: .number,
            published: "chance (0.1)", measured: "the accuracy furthest from 0.1, with all units ablated: \(furthest.fixed(3))",
            rule: "Reproduced where every curve ends within 0.02 of 0.1, partly where within 0.05, else not.",
            verdict: distance <= 0.02 ? .holds : distance <= 0.05 ? .partly : .doesNotHold)
    }
}
