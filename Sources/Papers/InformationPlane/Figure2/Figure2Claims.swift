import Experiments

extension Figure2 {
    /// The statements about one kind of mixed network.
    static func claims(_ comparison: MixedComparison) -> [Claim] {
        let leader = comparison.kind.leader.printed
        let follower = comparison.kind.follower.printed
        let source = "Section 2.2.2, figure 2\(comparison.kind == .leadingReLU ? "a" : "b")"
        return [
            MixedClaims.changed(
                comparison, statement: "Leading \(leader) layers change the pathway of the \(follower) layers behind them.",
                source: source),
            MixedClaims.likened(
                comparison, statement: "The \(follower) layers behind them take a way similar to that of the \(leader) layers.",
                source: source),
            MixedClaims.fades(comparison, statement: "The effect gets weaker the deeper the layer.", source: source),
        ]
    }

    /// - Parameter planes: of networks with leading tanh, one a network.
    static func leadersKeepAll(_ planes: [InformationPlane]) -> Claim {
        let losses = planes.map { plane in MixedKind.leaders.map(plane.compression(ofLayer:)).max()! }
        return Claim(
            id: "leading-tanh-keeps-all", statement: "The leading tanh layers show no compression at all.",
            source: "Section 2.2.2, figure 2b", origin: .sentence, published: "no compression",
            quantity: "fall of I(X;T) from its highest point to the end, the greater of layers 1 and 2, in bits", digits: 3,
            parts: [.init(.networks(losses), .equivalent(within: VisibleShift.bits))])
    }
}
