import Experiments

/// By how much redundancy outweighs synergy in each hidden layer, by one way to measure it: positive where redundancy dominates.
struct LayerBalances: Sendable {
    /// "sizes 2 to 13".
    let name: String
    /// The sum of greatest and least O-information: [hidden layer][network], in bits.
    let bits: [[Double]]

    init(_ name: String, _ bits: [[Double]]) {
        self.name = name
        self.bits = bits
    }

    /// Over all sizes of multiplets, as the figures draw them, then over some: the paper's words name none.
    /// - Parameter layers: [hidden layer][network].
    static func bySizes(_ layers: [[OInformationExtremes]]) -> [LayerBalances] {
        func balances(_ name: String, _ balance: (OInformationExtremes) -> Double) -> LayerBalances {
            LayerBalances(name, layers.map { $0.map(balance) })
        }
        return [
            balances("all sizes", \.balance), balances("sizes 2 to 13") { $0.balance(of: 2...13) },
            balances("sizes 2 to 6") { $0.balance(of: 2...6) }, balances("the whole layer", \.whole),
        ]
    }
}
