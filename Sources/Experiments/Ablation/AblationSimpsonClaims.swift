import NumericCore
import Results

/// Correlations of a measure and an importance, one a network.
package struct LayerCorrelations: Sendable {
    package let first: [Double]
    package let second: [Double]
    package let both: [Double]

    package init(first: [Double], second: [Double], both: [Double]) {
        self.first = first
        self.second = second
        self.both = both
    }

    init(_ networks: [ImportantNeurons], _ measure: AblationMeasure, _ importance: Importance) {
        first = networks.map { $0.correlation(measure, importance, layer: 0) }
        second = networks.map { $0.correlation(measure, importance, layer: 1) }
        both = networks.map { $0.correlation(measure, importance, layer: nil) }
    }

    /// Within layer 1, within layer 2, across both.
    package var all: [[Double]] { [first, second, both] }
}

extension AblationSimpson {
    /// Positive within each layer, not across them.
    package static func paradox(
        _ condition: AblationCondition, _ measure: AblationMeasure, _ importance: Importance, _ correlations: LayerCorrelations
    ) -> Claim {
        let (first, second, both) = (
            ClaimRules.mean(correlations.first), ClaimRules.mean(correlations.second), ClaimRules.mean(correlations.both)
        )
        let verdict: Claim.Verdict =
            if correlations.both.count < 2 {
                .notAssessed("one network only")
            } else if first.lower > 0, second.lower > 0, both.value <= 0 {
                .holds
            } else {
                first.value > 0 && second.value > 0 && both.value < min(first.value, second.value) ? .partly : .doesNotHold
            }
        return Claim(
            id: "\(condition.id)-\(importance.rawValue)-\(measure.rawValue)-paradox",
            statement:
                "\(condition.label), \(importance == .alone ? "a neuron" : "neurons") ablated \(importance.label): across layers \(measure.label) does not go with importance; evaluated layer "
                + "by layer, the correlation is positive.",
            source: "Sections V-B and VI", kind: .trend, published: "Simpson's paradox",
            measured:
                "Spearman's correlation \(ClaimRules.print(first, digits: 2)) within layer 1, "
                + "\(ClaimRules.print(second, digits: 2)) within layer 2, \(ClaimRules.print(both, digits: 2)) across both",
            estimate: both,
            rule:
                "Reproduced where the mean correlation within either layer is above 0 with its 95 % interval over networks and the one across "
                + "both is not above 0, partly where those within are above 0 and the one across is smaller than both, else not.",
            verdict: verdict)
    }

    /// Neurons of large values matter less where layers are not told apart.
    /// - Parameter correlations: across both layers, one a network.
    package static func negative(
        _ condition: AblationCondition, _ measure: AblationMeasure, _ correlations: [Double]
    ) -> Claim {
        let estimate = ClaimRules.mean(correlations)
        let verdict: Claim.Verdict =
            correlations.count < 2
            ? .notAssessed("one network only") : estimate.upper < 0 ? .holds : estimate.value < 0 ? .partly : .doesNotHold
        return Claim(
            id: "\(condition.id)-\(measure.rawValue)-negative",
            statement:
                "\(condition.label): across layers, ablating neurons with large \(measure.label) affects classification less than ablating "
                + "neurons with small one.",
            source: "Section VI, of reference [1]", kind: .trend, published: "negative correlation",
            measured: "Spearman's correlation, neurons ablated by themselves: \(ClaimRules.print(estimate, digits: 2))",
            estimate: estimate,
            rule:
                "Reproduced where the mean correlation is below 0 with its 95 % interval over networks, partly where its mean is.",
            verdict: verdict)
    }

    /// Most neurons can go unnoticed.
    package static func negligible(_ networks: [ImportantNeurons]) -> Claim {
        let shares = networks.map { network in
            Double(network.neurons.count { abs($0.dropAlone) < 0.001 }) / Double(network.neurons.count)
        }
        let estimate = ClaimRules.mean(shares)
        return Claim(
            id: "single-negligible",
            statement: "Ablating single neurons often has only negligible effect on classification performance.",
            source: "Section V", kind: .number, published: "often",
            measured: "a share of \(ClaimRules.print(estimate, digits: 2)) of a network's neurons", estimate: estimate,
            rule:
                "An effect is negligible that changes the test accuracy by under 0.1 percentage points. Reproduced where that is so for over "
                + "half of a network's neurons in the mean, partly for over a quarter.",
            verdict: estimate.value > 0.5 ? .holds : estimate.value > 0.25 ? .partly : .doesNotHold)
    }

    /// Together neurons cost more than the sum of what each costs by itself.
    package static func moreThanSum(_ networks: [ImportantNeurons]) -> Claim {
        func total(_ network: ImportantNeurons, _ drop: (ImportantNeurons.Neuron) -> Double) -> Double {
            100 * network.neurons.reduce(0) { $0 + drop($1) }
        }
        let sums = networks.map { total($0, \.dropAlone) }
        let together = networks.map { total($0, \.dropAtTurn) }
        return Claim(
            id: "more-than-sum",
            statement: "Cumulative ablation often has a greater impact than the summed impact of single neuron ablation.",
            source: "Section V", kind: .order,
            measured:
                "all neurons together \(ClaimRules.print(ClaimRules.mean(together), digits: 1)) points of accuracy, the sum of each by itself "
                + ClaimRules.print(ClaimRules.mean(sums), digits: 1),
            rule: "In a network it holds where the sum is the smaller. Reproduced in all networks, partly in over half.",
            verdict: ClaimRules.share(of: zip(sums, together).map { $0 < $1 }))
    }
}
