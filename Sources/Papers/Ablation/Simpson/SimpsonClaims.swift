import Experiments

/// The paper ranks curves and correlates no single neurons: what is said of correlations is this project's, or of the work it answers.
extension Simpson {
    private static let correlation = "Spearman's correlation of measure and importance"

    @ListOf<Claim> static func claims(_ pairs: [Pair], _ kinds: [(name: String, networks: [ImportantNeurons])]) -> [Claim] {
        for pair in pairs {
            if pair.isJudged { paradox(pair) }
            // Reference [1] ablates neurons by themselves.
            if pair.importance == .alone, pair.measure == .mutualInformation { negative(pair) }
        }
        negligible(kinds)
        moreThanSum(kinds)
    }

    /// Positive within each layer, not across them: there under 0.1, the least that counts as a small one (Cohen 1988).
    static func paradox(_ pair: Pair) -> Claim {
        let (first, second, both) = (pair.correlations[0], pair.correlations[1], pair.correlations[2])
        let within: [Claim.Part] = [
            .init("within layer 1", .networks(first), .over(0)), .init("within layer 2", .networks(second), .over(0)),
        ]
        func across(_ rule: Rule) -> Claim.Part { .init("across both", .networks(both), rule) }
        let weaker = both.indices.map { both[$0] - min(first[$0], second[$0]) }
        return Claim(
            "\(pair.id)-\(pair.importance.rawValue)-\(pair.measure.rawValue)-paradox",
            "\(pair.condition.label), \(pair.importance == .alone ? "a neuron" : "neurons") ablated \(pair.importance.label): "
                + "across layers \(pair.measure.label) does not go with importance; evaluated layer by layer, the correlation "
                + "is positive.",
            .ours, "after Sections V-B and VI", published: "Simpson's paradox", correlation, digits: 2, within: .correlation,
            within + [across(.under(0.1))],
            readings: [
                .init("negative across both", within + [across(.under(0))]),
                .init(
                    "weaker across both than within either",
                    within + [.init("across both less the smaller", .networks(weaker), .under(0))]),
            ])
    }

    /// Neurons of large values matter less where layers are not told apart.
    static func negative(_ pair: Pair) -> Claim {
        Claim(
            "\(pair.id)-\(pair.measure.rawValue)-negative",
            "\(pair.condition.label): across layers, ablating neurons with large \(pair.measure.label) affects classification "
                + "less than ablating neurons with small one.",
            .cited, "Section VI, of reference [1]", published: "negative correlation",
            "\(correlation), neurons ablated by themselves", digits: 2, within: .correlation, .networks(pair.correlations[2]),
            .under(0))
    }

    /// Most neurons can go unnoticed: ablating one changes the test accuracy by under 0.1 percentage points.
    static func negligible(_ kinds: [(name: String, networks: [ImportantNeurons])]) -> Claim {
        func parts(over often: Double) -> [Claim.Part] {
            kinds.map { name, networks in
                let shares = networks.map { network in
                    Double(network.neurons.count { abs($0.dropAlone) < 0.001 }) / Double(network.neurons.count)
                }
                return .init(name, .networks(shares), .over(often))
            }
        }
        return Claim(
            "single-negligible", "Ablating single neurons often has only negligible effect on classification performance.",
            .sentence, "Section V", published: "often", "share of a network's neurons that cost under 0.1 points", digits: 2,
            within: .share,
            parts(over: 0.5), readings: [.init("\"often\", over a quarter", parts(over: 0.25))])
    }

    static func moreThanSum(_ kinds: [(name: String, networks: [ImportantNeurons])]) -> Claim {
        func total(_ network: ImportantNeurons, _ drop: (ImportantNeurons.Neuron) -> Double) -> Double {
            100 * network.neurons.reduce(0) { $0 + drop($1) }
        }
        return Claim(
            "more-than-sum", "Cumulative ablation often has a greater impact than the summed impact of single neuron ablation.",
            .sentence, "Section V", "all neurons together less the sum of each by itself, in points of accuracy", digits: 1,
            kinds.map { name, networks in
                .init(name, .networks(networks.map { total($0, \.dropAtTurn) - total($0, \.dropAlone) }), .over(0))
            })
    }
}
