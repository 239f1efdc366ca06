import Experiments

/// Correlations of a measure and an importance, one a network.
struct LayerCorrelations: Sendable {
    let first: [Double]
    let second: [Double]
    let both: [Double]

    init(first: [Double], second: [Double], both: [Double]) {
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
    var all: [[Double]] { [first, second, both] }
}

/// The paper ranks curves and correlates no single neurons: what is said of correlations is this project's, or of the work it answers.
extension Simpson {
    private static let correlation = "Spearman's correlation of measure and importance"

    /// Positive within each layer, not across them: there under 0.1, the least that counts as a small one (Cohen 1988).
    static func paradox(
        _ condition: AblationCondition, _ measure: AblationMeasure, _ importance: Importance, _ correlations: LayerCorrelations
    ) -> Claim {
        let within: [Claim.Part] = [
            .init("within layer 1", .networks(correlations.first), .over(0)),
            .init("within layer 2", .networks(correlations.second), .over(0)),
        ]
        func across(_ rule: Rule) -> Claim.Part { .init("across both", .networks(correlations.both), rule) }
        let weaker = zip(zip(correlations.first, correlations.second), correlations.both).map { $1 - min($0.0, $0.1) }
        return Claim(
            id: "\(condition.id)-\(importance.rawValue)-\(measure.rawValue)-paradox",
            statement:
                "\(condition.label), \(importance == .alone ? "a neuron" : "neurons") ablated \(importance.label): across layers \(measure.label) does not go with importance; evaluated layer "
                + "by layer, the correlation is positive.",
            source: "after Sections V-B and VI", origin: .ours, published: "Simpson's paradox", quantity: correlation, digits: 2,
            parts: within + [across(.under(0.1))],
            readings: [
                .init("negative across both", within + [across(.under(0))]),
                .init(
                    "weaker across both than within either",
                    within + [.init("across both less the smaller", .networks(weaker), .under(0))]),
            ])
    }

    /// Neurons of large values matter less where layers are not told apart.
    /// - Parameter correlations: across both layers, one a network.
    static func negative(
        _ condition: AblationCondition, _ measure: AblationMeasure, _ correlations: [Double]
    ) -> Claim {
        Claim(
            id: "\(condition.id)-\(measure.rawValue)-negative",
            statement:
                "\(condition.label): across layers, ablating neurons with large \(measure.label) affects classification less than ablating "
                + "neurons with small one.",
            source: "Section VI, of reference [1]", origin: .cited, published: "negative correlation",
            quantity: "\(correlation), neurons ablated by themselves", digits: 2, parts: [.init(.networks(correlations), .under(0))]
        )
    }

    /// Most neurons can go unnoticed: ablating one changes the test accuracy by under 0.1 percentage points.
    static func negligible(_ conditions: [(name: String, networks: [ImportantNeurons])]) -> Claim {
        func parts(over often: Double) -> [Claim.Part] {
            conditions.map { name, networks in
                let shares = networks.map { network in
                    Double(network.neurons.count { abs($0.dropAlone) < 0.001 }) / Double(network.neurons.count)
                }
                return .init(name, .networks(shares), .over(often))
            }
        }
        return Claim(
            id: "single-negligible",
            statement: "Ablating single neurons often has only negligible effect on classification performance.",
            source: "Section V", origin: .sentence, published: "often",
            quantity: "share of a network's neurons that cost under 0.1 points", digits: 2, parts: parts(over: 0.5),
            readings: [.init("\"often\", over a quarter", parts(over: 0.25))])
    }

    /// Together neurons cost more than the sum of what each costs by itself.
    static func moreThanSum(_ conditions: [(name: String, networks: [ImportantNeurons])]) -> Claim {
        func total(_ network: ImportantNeurons, _ drop: (ImportantNeurons.Neuron) -> Double) -> Double {
            100 * network.neurons.reduce(0) { $0 + drop($1) }
        }
        return Claim(
            id: "more-than-sum",
            statement: "Cumulative ablation often has a greater impact than the summed impact of single neuron ablation.",
            source: "Section V", origin: .sentence,
            quantity: "all neurons together less the sum of each by itself, in points of accuracy", digits: 1,
            parts: conditions.map { name, networks in
                .init(name, .networks(networks.map { total($0, \.dropAtTurn) - total($0, \.dropAlone) }), .over(0))
            })
    }
}
