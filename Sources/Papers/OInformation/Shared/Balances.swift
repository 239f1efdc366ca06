import Experiments

/// By how much redundancy outweighs synergy in each hidden layer, by one way to measure it: positive where redundancy dominates ("Ω > 0:
/// redundancy-dominated, Ω < 0: synergy-dominated", Section 3.2).
struct Balances: Sendable {
    /// "sizes 2 to 13".
    let name: String
    /// The sum of greatest and least O-information: [hidden layer][network], in bits.
    let bits: [[Double]]

    static let quantity = Quantity("sum of greatest and least O-information, mean over the sizes", unit: "bit")

    /// Over all sizes of multiplets, as the figures draw them, then over some: the paper's words name none.
    /// - Parameter layers: [hidden layer][network].
    static func bySizes(_ layers: [[Extremes]]) -> [Balances] {
        let ways: [(String, (Extremes) -> Double)] = [
            ("all sizes", \.balance), ("sizes 2 to 13", { $0.balance(of: 2...13) }), ("sizes 2 to 6", { $0.balance(of: 2...6) }),
            ("the whole layer", \.whole),
        ]
        return ways.map { name, balance in Balances(name: name, bits: layers.map { $0.map(balance) }) }
    }
}

/// What the paper says of whole layers, judged by the mean over networks, as its figure is.
extension Claim {
    private static let quantity = "greatest plus least O-information, in bits, mean over the sizes"

    /// "A layer is dominated by redundancy": or by synergy.
    /// - Parameters:
    ///   - layer: from 0.
    ///   - balances: the figure's own; the others are readings.
    static func dominated(
        _ id: String, _ statement: String, _ origin: Origin, _ source: String, by goal: Goal, layer: Int, _ balances: [Balances]
    ) -> Claim {
        let rule = goal == .redundancy ? Rule.over(0) : .under(0)
        func sample(_ balances: Balances) -> Sample { .networks(balances.bits[layer]) }
        return Claim(
            id, statement, origin, source, quantity, digits: 2, sample(balances[0]), rule,
            readings: balances.dropFirst().map { .init($0.name, sample($0), rule) })
    }

    /// That synergy gains on redundancy with depth: from the first hidden layer to the last, or from layer to layer.
    static func specialises(
        _ id: String, _ statement: String, _ origin: Origin, _ source: String, _ balances: [Balances]
    ) -> Claim {
        func gain(_ balances: Balances) -> Sample { .networks(zip(balances.bits[0], balances.bits.last!).map { $1 - $0 }) }
        return Claim(
            id, statement, origin, source, "\(quantity), last hidden layer less the first", digits: 2, gain(balances[0]), .under(0),
            readings: [.init("falling from layer to layer", .series(balances[0].bits.transposed), .falling())]
                + balances.dropFirst().map { .init($0.name, gain($0), .under(0)) })
    }
}
