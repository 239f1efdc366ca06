import Experiments

/// What the paper says of whole layers, judged by the mean over networks, as its figure is.
enum OInformationClaims {
    /// Which extreme outweighs the other.
    enum Dominance: Sendable {
        case redundancy, synergy

        /// "Ω > 0: redundancy-dominated, Ω < 0: synergy-dominated" (Section 3.2).
        fileprivate var rule: Rule { self == .redundancy ? .over(0) : .under(0) }
    }

    private static let quantity = "greatest plus least O-information, in bits"

    /// "A layer is dominated by redundancy": or by synergy.
    /// - Parameters:
    ///   - layer: from 0.
    ///   - balances: the figure's own; the others are readings.
    static func dominated(
        _ id: String, by dominance: Dominance, layer: Int, _ balances: [LayerBalances], statement: String, source: String,
        origin: Claim.Origin = .sentence
    ) -> Claim {
        func parts(_ balances: LayerBalances) -> [Claim.Part] { [.init(.networks(balances.bits[layer]), dominance.rule)] }
        return Claim(
            id: id, statement: statement, source: source, origin: origin, quantity: "\(quantity), mean over the sizes", digits: 2,
            parts: parts(balances[0]), readings: balances.dropFirst().map { .init($0.name, parts($0)) })
    }

    /// That synergy gains on redundancy with depth: from the first hidden layer to the last, or from layer to layer.
    static func specialises(
        _ id: String, _ balances: [LayerBalances], statement: String, source: String, origin: Claim.Origin = .sentence
    ) -> Claim {
        func parts(_ balances: LayerBalances) -> [Claim.Part] {
            [.init(.networks(zip(balances.bits[0], balances.bits[balances.bits.count - 1]).map { $1 - $0 }), .under(0))]
        }
        let own = balances[0].bits
        let courses = own[0].indices.map { network in own.map { $0[network] } }
        return Claim(
            id: id, statement: statement, source: source, origin: origin,
            quantity: "\(quantity), mean over the sizes, last hidden layer less the first", digits: 2, parts: parts(balances[0]),
            readings: [.init("falling from layer to layer", [.init(.series(courses), .falling())])]
                + balances.dropFirst().map { .init($0.name, parts($0)) })
    }
}
