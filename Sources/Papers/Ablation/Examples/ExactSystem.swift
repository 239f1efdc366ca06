import Experiments

/// A few neurons and a class with a known joint distribution: some outcomes, all equally likely.
struct ExactSystem: Sendable {
    /// Some neurons taken together, by their places.
    struct Group: Sendable {
        let name: String
        let neurons: [Int]
        /// Whether their outputs count as they are, or whether each neuron is active only.
        var exact = false
    }

    /// Each with an output an outcome.
    let neurons: [(name: String, outputs: [Float])]
    /// A class an outcome.
    let labels: [UInt16]
    /// What is measured jointly.
    let joint: [Group]
    /// What is ablated: after nothing, each of these by itself.
    let ablated: [Group]

    var classes: Int { Int(labels.max() ?? 0) + 1 }

    /// H(Y), in bits.
    var labelEntropy: Double { Entropy.of(labels) }

    /// The measures of each neuron, active or not; in bits.
    var measures: [UnitMeasures] {
        UnitMeasures.of(
            activations: Matrix(rows: neurons.count, columns: labels.count, values: neurons.flatMap(\.outputs)), labels: labels,
            classes: classes, threshold: 0)
    }

    /// I(T1 ... Tk; Y) of the neurons of a group as one variable, in bits.
    func information(_ group: Group) -> Double { MutualInformation.of(symbols(group), and: labels) }

    /// All neurons' activity together and the class, in bits.
    var jointInformation: Double { information(Group(name: "", neurons: Array(neurons.indices))) }

    /// Each neuron, then each group as one variable: H(T), I(T;Y) and KL selectivity, in bits.
    var measured: [(name: String, neurons: [Int], bits: [Double])] {
        let single = zip(neurons, measures).enumerated().map { place, unit in
            (unit.0.name, [place], Measure.allCases.map { $0.value(unit.1) })
        }
        return single
            + joint.map { group in
                let selectivity = KLSelectivity(of: symbols(group), labels: labels).value
                return (group.name, group.neurons, [Entropy.of(symbols(group)), information(group), selectivity])
            }
    }

    /// How often the best decision from the outputs of the neurons left over is right: the sum over t of max over y of P(t, y).
    func bestAccuracy(without ablated: [Int]) -> Double {
        let symbols = symbols(Group(name: "", neurons: neurons.indices.filter { !ablated.contains($0) }, exact: true))
        let hits = Dictionary(grouping: labels.indices) { symbols[$0] }.values.map { outcomes in
            (0..<classes).map { label in outcomes.count { Int(labels[$0]) == label } }.max() ?? 0
        }
        // Whole numbers: their sum does not depend on the dictionary's order.
        return Double(hits.reduce(0, +)) / Double(labels.count)
    }

    /// What the best decision loses without some neurons.
    func cost(_ ablated: [Int]) -> Double { bestAccuracy(without: []) - bestAccuracy(without: ablated) }

    /// A row an outcome.
    private func symbols(_ group: Group) -> [[Float]] {
        labels.indices.map { outcome in
            group.neurons.map { group.exact ? neurons[$0].outputs[outcome] : neurons[$0].outputs[outcome] > 0 ? 1 : 0 }
        }
    }
}

/// The paper's four counter-examples (Section IV), each in the smallest system that shows it.
extension ExactSystem {
    /// Ten classes. One neuron is active for half of the outcomes of each class; one is always active, its output names the class but for
    /// the last two, which share one; one is active for the last class only; one is dead.
    static let importantWithoutEntropy: ExactSystem = {
        let outcomes = (0..<10).flatMap { label in [0, 1].map { (label: label, coin: $0) } }
        return ExactSystem(
            neurons: [
                ("half", outcomes.map { Float($0.coin) }), ("always", outcomes.map { Float(min($0.label, 8) + 1) }),
                ("one class", outcomes.map { $0.label == 9 ? 1 : 0 }), ("dead", outcomes.map { _ in 0 }),
            ],
            labels: outcomes.map { UInt16($0.label) },
            joint: [
                Group(name: "all, active", neurons: [0, 1, 2, 3]),
                Group(name: "all, outputs", neurons: [0, 1, 2, 3], exact: true),
            ],
            ablated: ["half", "always", "one class", "dead"].enumerated().map { Group(name: $1, neurons: [$0]) })
    }()

    /// Three classes of three outcomes. Neurons 1 and 2 are active for class 0 only. Each of neurons 3 to 5 is silent for class 0 and for
    /// one outcome of class 2: all three are active for class 1, two of three for class 2. All five single out class 0 best.
    static let oneClassForAll: ExactSystem = {
        let outcomes = (0..<3).flatMap { label in (0..<3).map { (label: label, variant: $0) } }
        let detector = outcomes.map { Float($0.label == 0 ? 1 : 0) }
        let parts = (0..<3).map { silent in
            outcomes.map { Float($0.label == 0 || $0.label == 2 && $0.variant == silent ? 0 : 1) }
        }
        let joint = [Group(name: "1, 2", neurons: [0, 1]), Group(name: "3, 4, 5", neurons: [2, 3, 4])]
        return ExactSystem(
            neurons: [("1", detector), ("2", detector), ("3", parts[0]), ("4", parts[1]), ("5", parts[2])],
            labels: outcomes.map { UInt16($0.label) }, joint: joint,
            ablated: [Group(name: "1", neurons: [0]), Group(name: "3", neurons: [2])] + joint)
    }()

    /// Two classes, two neurons with one output: either tells the class.
    static let redundant = pair([0, 1], [0, 1], labels: [0, 1])

    /// Two classes, two binary neurons independent of each other: the class is their exclusive or.
    static let synergistic = pair([0, 0, 1, 1], [0, 1, 0, 1], labels: [0, 1, 1, 0])

    private static func pair(_ first: [Float], _ second: [Float], labels: [UInt16]) -> ExactSystem {
        let both = Group(name: "both", neurons: [0, 1])
        return ExactSystem(
            neurons: [("1", first), ("2", second)], labels: labels, joint: [both],
            ablated: [Group(name: "1", neurons: [0]), Group(name: "2", neurons: [1]), both])
    }
}
