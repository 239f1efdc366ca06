import Experiments

extension Figure1 {
    /// - Parameter balances: the figure's own; the others are readings of the same words.
    static func claims(_ balances: [Balances]) -> [Claim] {
        [
            .dominated(
                "first-redundant", "The first hidden layer is dominated by redundancy.", .sentence,
                "Abstract; Section 4.1, figure 1 (a)", by: .redundancy, layer: 0, balances),
            .dominated(
                "last-synergistic", "The last hidden layer is dominated by synergy.", .sentence,
                "Abstract; Section 4.1, figure 1 (c)", by: .synergy, layer: balances[0].bits.count - 1, balances),
            .specialises(
                "specialises", "Features are redundant in the early layers and become synergistic as the depth increases.",
                .sentence, "Section 1, figure 1", balances),
        ]
    }

    /// The learning rate's course and the initial weights were chosen so that it holds.
    /// - Parameters: each network's accuracies, 0 to 1.
    static func accuracy(training: [Double], test: [Double]) -> Claim {
        let worse = zip(training, test).map { 100 * min($0, $1) }
        return Claim(
            "accuracy", "Each network reaches at least 96 % accuracy on the training and the test set.", .number, "Section 3.1",
            basis: .calibrated, published: "at least 96 %", "accuracy in %, the lower of training and test set", digits: 2,
            .networks(worse), .over(96), remark: "\(worse.count { $0 >= 96 }) of \(worse.count) networks reach it")
    }

    /// The ways to weigh redundancy against synergy that the paper's words allow.
    static func balances(_ layers: [[MeasuredLayer]]) -> [Balances] {
        let treatments: [(String, Treatment)] = [
            ("label as indicators", .oneHot), ("label as a class", .classes), ("behind the activation", .activations),
        ]
        return Balances.bySizes(layers.map { $0.map(\.found) })
            + treatments.map { name, treatment in
                Balances(name: name, bits: layers.map { $0.map { $0.treated[treatment]!.balance } })
            }
    }

    /// What becomes of each statement by each way.
    static func readingTable(_ balances: [Balances]) -> TableResult {
        TableResult(
            "The three statements by the sizes averaged over, by what is made of the label, and by the side of the activation; the "
                + "first row is the figure's own: all sizes, the label as a number, before the activation",
            ["Measured over", "First layer redundant", "Last layer synergistic", "Towards synergy"],
            balances.map { balance in [.text(balance.name)] + claims([balance]).map { .text($0.outcome.label) } })
    }

    /// A row's means over networks, layer by layer.
    private static func means(_ layers: [[MeasuredLayer]], _ balance: (MeasuredLayer) -> Double) -> [TableResult.Cell] {
        layers.map { .text(Estimate(mean: $0.map(balance)).short(digits: 2)) }
    }

    // MARK: Sizes

    /// Sizes of multiplets over which the extremes are averaged.
    private static let ranges = [
        ("small", 2...6), ("middle", 7...13), ("large", 14...OInformationCondition.mnist.width), ("upToThirteen", 2...13),
    ]

    /// What the finding owes to the sizes averaged over, and to the search.
    static func sizeTable(_ layers: [[MeasuredLayer]]) -> TableResult {
        let width = OInformationCondition.mnist.width
        let rows: [(title: String, balance: (MeasuredLayer) -> Double)] =
            ranges.map { range in
                ("\(range.1.lowerBound) to \(range.1.upperBound) neurons", { $0.found.balance(of: range.1) })
            } + [
                ("2 to \(width) neurons (panel d)", \.found.balance), ("2 to \(width) neurons, best of all groups", \.best.balance),
                ("the layer as a whole", \.found.whole),
            ]
        return TableResult(
            "What the finding owes to the size of the groups: the sum of greatest and least O-information, averaged over the "
                + "sizes, in bits, \(Estimate.meanWords(of: layers[0].count))",
            ["Groups"] + layers.indices.map { "Layer \($0 + 1)" }, rows.map { [.text($0.title)] + means(layers, $0.balance) })
    }

    /// The means of that table, for the words around the figure.
    static func sizeValues(_ layers: [[MeasuredLayer]]) -> [NamedValue] {
        let values: [(id: String, balance: (MeasuredLayer) -> Double)] =
            ranges.map { range in (range.0, { $0.found.balance(of: range.1) }) } + [
                ("best", \.best.balance), ("whole", \.found.whole),
            ]
        return layers.enumerated().flatMap { layer, networks in
            values.map { id, balance in
                NamedValue("\(id)\(layer + 1)", Balances.quantity, Statistics.mean(networks.map(balance)), 2)
            }
        }
    }

    // MARK: Treatments

    /// A series a layer: the balance under each treatment.
    static func treatmentPanel(_ layers: [[MeasuredLayer]]) -> PanelResult {
        let index = Column("treatment", "treatment of ties, label and activation", Treatment.allCases.indices)
        return PanelResult(
            FigureLetters[layers.count], "Redundancy less synergy",
            layers.enumerated().map { layer, networks in
                let balances = networks.map { network in Treatment.allCases.map { network.treated[$0]!.balance } }
                return .spread("layer-\(layer + 1)", "Layer \(layer + 1)", index, "balance", Balances.quantity, balances)
            })
    }

    static func treatmentTable(_ layers: [[MeasuredLayer]]) -> TableResult {
        let width = OInformationCondition.mnist.width
        return TableResult(
            "What the finding owes to the treatment of ties, label and activation: the sum of greatest and least O-information, "
                + "averaged over the sizes, in bits, \(Estimate.meanWords(of: layers[0].count)); and the largest shift of any extreme "
                + "against the first row",
            ["Label, ties and activation"] + layers.indices.map { "Layer \($0 + 1)" }
                + layers.indices.map { "Largest shift, layer \($0 + 1)" },
            Treatment.allCases.map { treatment in
                [.text(treatment.title)] + means(layers) { $0.treated[treatment]!.balance }
                    + layers.map { .number(largestShift($0, treatment, upTo: width), 3) }
            })
    }

    @ListOf<NamedValue> static func treatmentValues(_ layers: [[MeasuredLayer]], _ exhaustiveTo: Int) -> [NamedValue] {
        for treatment in Treatment.allCases {
            for (layer, networks) in layers.enumerated() {
                let balances = networks.map { $0.treated[treatment]!.balance }
                NamedValue("\(treatment.rawValue)\(layer + 1)", Balances.quantity, Statistics.mean(balances), 2)
            }
        }
        let width = OInformationCondition.mnist.width
        for (id, sizes, size) in [("tieShift", "exhaustive", exhaustiveTo), ("tieShiftGreedy", "all", width)] {
            let shifts = layers.flatMap { layer in [.ordinal, .shuffled].map { largestShift(layer, $0, upTo: size) } }
            NamedValue(
                id, Quantity("largest shift of an extreme by ordinal ranks, \(sizes) sizes", unit: "bit"), shifts.max()!, 3)
        }
    }

    /// Of any extreme against the figure's own treatment, over networks and sizes, in bits.
    private static func largestShift(_ networks: [MeasuredLayer], _ treatment: Treatment, upTo size: Int) -> Double {
        let shifts = networks.flatMap { network in
            Goal.allCases.flatMap { goal in
                zip(network.treated[treatment]!.values(goal), network.found.values(goal)).prefix(size - 1).map { abs($0 - $1) }
            }
        }
        return shifts.filter { !$0.isNaN }.max() ?? 0
    }
}
