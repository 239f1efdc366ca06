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
            within: .percent,
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

    /// One way to weigh redundancy against synergy, for tables and for the words around the figure.
    private struct Way {
        /// The beginning of its values' ids; nil where none are quoted.
        let id: String?
        let title: String
        let balance: (MeasuredLayer) -> Double

        /// Means over networks, layer by layer.
        func means(_ layers: [[MeasuredLayer]]) -> [TableResult.Cell] {
            layers.map { .mean($0.map(balance), 2) }
        }
    }

    /// Over some sizes of multiplets, and by the search or by looking at all of them.
    private static var sizes: [Way] {
        let width = OInformationCondition.mnist.width
        let ranges = [("small", 2...6), ("middle", 7...13), ("large", 14...width), ("upToThirteen", 2...13)]
        return ranges.map { id, sizes in
            Way(id: id, title: "\(sizes.lowerBound) to \(sizes.upperBound) neurons") { $0.found.balance(of: sizes) }
        } + [
            Way(id: nil, title: "2 to \(width) neurons (panel d)", balance: \.found.balance),
            Way(id: "best", title: "2 to \(width) neurons, best of all groups", balance: \.best.balance),
            Way(id: "whole", title: "the layer as a whole", balance: \.found.whole),
        ]
    }

    private static var treatments: [Way] {
        Treatment.allCases.map { way in Way(id: way.rawValue, title: way.title) { $0.treated[way]!.balance } }
    }

    /// What the finding owes to the sizes averaged over, and to the search.
    static func sizeTable(_ layers: [[MeasuredLayer]]) -> TableResult {
        TableResult(
            "What the finding owes to the size of the groups: the sum of greatest and least O-information, averaged over the "
                + "sizes, in bits, \(Estimate.meanWords(of: layers[0].count))",
            ["Groups"] + layers.indices.map { "Layer \($0 + 1)" }, sizes.map { [.text($0.title)] + $0.means(layers) })
    }

    /// The means of both tables: by treatment, then by size.
    @ListOf<NamedValue> static func balanceValues(_ layers: [[MeasuredLayer]], _ exhaustiveTo: Int) -> [NamedValue] {
        for way in treatments {
            for (layer, networks) in layers.enumerated() { value(way, layer, networks) }
        }
        for (id, sizes, size) in [("tieShift", "exhaustive", exhaustiveTo), ("tieShiftGreedy", "all", Int.max)] {
            let shifts = layers.flatMap { layer in [.ordinal, .shuffled].map { largestShift(layer, $0, upTo: size) } }
            NamedValue(
                id, Quantity("largest shift of an extreme by ordinal ranks, \(sizes) sizes", unit: "bit"), shifts.max()!, 3)
        }
        for (layer, networks) in layers.enumerated() {
            for way in sizes where way.id != nil { value(way, layer, networks) }
        }
    }

    private static func value(_ way: Way, _ layer: Int, _ networks: [MeasuredLayer]) -> NamedValue {
        NamedValue("\(way.id ?? "")\(layer + 1)", Balances.quantity, Statistics.mean(networks.map(way.balance)), 2)
    }

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
        TableResult(
            "What the finding owes to the treatment of ties, label and activation: the sum of greatest and least O-information, "
                + "averaged over the sizes, in bits, \(Estimate.meanWords(of: layers[0].count)); and the largest shift of any "
                + "extreme against the first row",
            ["Label, ties and activation"] + layers.indices.map { "Layer \($0 + 1)" }
                + layers.indices.map { "Largest shift, layer \($0 + 1)" },
            zip(Treatment.allCases, treatments).map { treatment, way in
                [.text(way.title)] + way.means(layers) + layers.map { .number(largestShift($0, treatment), 3) }
            })
    }

    /// Of any extreme against the figure's own treatment, over networks and sizes, in bits.
    private static func largestShift(_ networks: [MeasuredLayer], _ treatment: Treatment, upTo size: Int = .max) -> Double {
        let shifts = networks.flatMap { network in
            Goal.allCases.flatMap { goal in
                zip(network.treated[treatment]!.values(goal), network.found.values(goal)).prefix(size - 1).map { abs($0 - $1) }
            }
        }
        return shifts.filter { !$0.isNaN }.max() ?? 0
    }
}
