import Experiments

/// A few neurons and a class with a known joint distribution: some outcomes, all equally likely.
struct ExactSystem: Sendable {
    struct Neuron: Sendable {
        let name: String
        /// One an outcome.
        let outputs: [Float]

        init(_ name: String, _ outputs: [Float]) {
            self.name = name
            self.outputs = outputs
        }
    }

    /// Some neurons taken together.
    struct Group: Sendable {
        let name: String
        /// Their places among the system's neurons.
        let neurons: [Int]
        /// Whether their outputs count as they are, or whether each neuron is active only.
        let exact: Bool

        init(_ name: String, _ neurons: [Int], exact: Bool = false) {
            self.name = name
            self.neurons = neurons
            self.exact = exact
        }
    }

    let neurons: [Neuron]
    /// A class an outcome.
    let labels: [UInt16]
    let classes: Int
    /// What is measured jointly.
    let joint: [Group]
    /// What is ablated: after nothing, each of these by itself.
    let ablated: [Group]

    init(neurons: [Neuron], labels: [UInt16], joint: [Group], ablated: [Group]) {
        precondition(neurons.allSatisfy { $0.outputs.count == labels.count }, "a neuron has another number of outcomes")
        self.neurons = neurons
        self.labels = labels
        classes = Int(labels.max() ?? 0) + 1
        self.joint = joint
        self.ablated = ablated
    }

    /// H(Y), in bits.
    var labelEntropy: Double { Entropy.of(labels) }

    /// The measures of each neuron, active or not; in bits.
    var measures: [UnitMeasures] {
        UnitMeasures.of(
            activations: Matrix(rows: neurons.count, columns: labels.count, values: neurons.flatMap(\.outputs)), labels: labels,
            classes: classes, threshold: 0)
    }

    /// The measures of the neurons of a group as one variable, in bits: H(T1 ... Tk), I(T1 ... Tk; Y), and its KL selectivity.
    func measures(of group: Group) -> (entropy: Double, mutualInformation: Double, klSelectivity: Double) {
        let symbols = symbols(group)
        return (
            Entropy.of(symbols), MutualInformation.of(symbols, and: labels), KLSelectivity(of: symbols, labels: labels).value
        )
    }

    /// How often the best decision from the outputs of the neurons left over is right: the sum over t of max over y of P(t, y).
    func bestAccuracy(without ablated: [Int]) -> Double {
        let left = Group("", neurons.indices.filter { !ablated.contains($0) }, exact: true)
        let symbols = symbols(left)
        let hits = Dictionary(grouping: labels.indices) { symbols[$0] }.values.map { outcomes in
            (0..<classes).map { label in outcomes.count { Int(labels[$0]) == label } }.max() ?? 0
        }
        // Whole numbers: their sum does not depend on the dictionary's order.
        return Double(hits.reduce(0, +)) / Double(labels.count)
    }

    /// A row an outcome.
    private func symbols(_ group: Group) -> [[Float]] {
        labels.indices.map { outcome in
            group.neurons.map { neuron in
                let output = neurons[neuron].outputs[outcome]
                return group.exact ? output : output > 0 ? 1 : 0
            }
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
                Neuron("half", outcomes.map { Float($0.coin) }),
                Neuron("always", outcomes.map { Float(min($0.label, 8) + 1) }),
                Neuron("one class", outcomes.map { $0.label == 9 ? 1 : 0 }),
                Neuron("dead", outcomes.map { _ in 0 }),
            ],
            labels: outcomes.map { UInt16($0.label) },
            joint: [Group("all, active", [0, 1, 2, 3]), Group("all, outputs", [0, 1, 2, 3], exact: true)],
            ablated: [Group("half", [0]), Group("always", [1]), Group("one class", [2]), Group("dead", [3])])
    }()

    /// Three classes of three outcomes. Neurons 1 and 2 are active for class 0 only. Each of neurons 3 to 5 is silent for class 0 and for
    /// one outcome of class 2: all three are active for class 1, two of three for class 2. All five single out class 0 best.
    static let oneClassForAll: ExactSystem = {
        let outcomes = (0..<3).flatMap { label in (0..<3).map { (label: label, variant: $0) } }
        let detector = outcomes.map { Float($0.label == 0 ? 1 : 0) }
        let parts = (0..<3).map { silent in
            outcomes.map { Float($0.label == 0 || $0.label == 2 && $0.variant == silent ? 0 : 1) }
        }
        return ExactSystem(
            neurons: [
                Neuron("1", detector), Neuron("2", detector), Neuron("3", parts[0]), Neuron("4", parts[1]), Neuron("5", parts[2]),
            ],
            labels: outcomes.map { UInt16($0.label) }, joint: [Group("1, 2", [0, 1]), Group("3, 4, 5", [2, 3, 4])],
            ablated: [Group("1", [0]), Group("3", [2]), Group("1, 2", [0, 1]), Group("3, 4, 5", [2, 3, 4])])
    }()

    /// Two classes, two neurons with one output: either tells the class.
    static let redundant = ExactSystem(
        neurons: [Neuron("1", [0, 1]), Neuron("2", [0, 1])], labels: [0, 1], joint: [Group("both", [0, 1])],
        ablated: [Group("1", [0]), Group("2", [1]), Group("both", [0, 1])])

    /// Two classes, two binary neurons independent of each other: the class is their exclusive or.
    static let synergistic = ExactSystem(
        neurons: [Neuron("1", [0, 0, 1, 1]), Neuron("2", [0, 1, 0, 1])], labels: [0, 1, 1, 0], joint: [Group("both", [0, 1])],
        ablated: [Group("1", [0]), Group("2", [1]), Group("both", [0, 1])])
}
