import Experiments

extension Figure1 {
    /// - Parameter balances: the figure's own; the others are readings of the same words.
    static func claims(_ balances: [LayerBalances]) -> [Claim] {
        let last = balances[0].bits.count - 1
        return [
            OInformationClaims.dominated(
                "first-redundant", by: .redundancy, layer: 0, balances,
                statement: "The first hidden layer is dominated by redundancy.", source: "Abstract; Section 4.1, figure 1 (a)"),
            OInformationClaims.dominated(
                "last-synergistic", by: .synergy, layer: last, balances,
                statement: "The last hidden layer is dominated by synergy.", source: "Abstract; Section 4.1, figure 1 (c)"),
            OInformationClaims.specialises(
                "specialises", balances,
                statement: "Features are redundant in the early layers and become synergistic as the depth increases.",
                source: "Section 1, figure 1"),
        ]
    }

    /// The learning rate's course and the initial weights were chosen so that it holds.
    /// - Parameters: each network's accuracies, 0 to 1.
    static func accuracy(training: [Double], test: [Double]) -> Claim {
        let worse = zip(training, test).map { 100 * min($0, $1) }
        return Claim(
            id: "accuracy", statement: "Each network reaches at least 96 % accuracy on the training and the test set.",
            source: "Section 3.1", origin: .number, basis: .calibrated, published: "at least 96 %",
            quantity: "accuracy in %, the lower of training and test set", digits: 2,
            parts: [.init(.networks(worse), .over(96))],
            remark: "\(worse.count { $0 >= 96 }) of \(worse.count) networks reach it")
    }

    /// The ways to weigh redundancy against synergy that the paper's words allow.
    static func balances(_ layers: [[MeasuredLayer]]) -> [LayerBalances] {
        let treatments: [(String, Treatment)] = [
            ("label as indicators", .oneHot), ("label as a class", .classes), ("behind the activation", .activations),
        ]
        return LayerBalances.bySizes(layers.map { $0.map(\.found) })
            + treatments.map { name, treatment in LayerBalances(name, layers.map { $0.map { $0.treated[treatment]!.balance } }) }
    }

    /// What becomes of each statement by each way.
    static func readingTable(_ balances: [LayerBalances]) -> TableResult {
        let rows = balances.map { balance in
            [.text(balance.name)] + claims([balance]).map { .text($0.outcome.label) } as [TableResult.Cell]
        }
        return TableResult(
            title:
                "The three statements by the sizes averaged over, by what is made of the label, and by the side of the activation; the "
                + "first row is the figure's own: all sizes, the label as a number, before the activation",
            header: ["Measured over", "First layer redundant", "Last layer synergistic", "Towards synergy"], rows: rows)
    }
}
