import InformationTheory
import Results

extension InformationPlaneFigure2 {
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
                comparison, statement: "The \(follower) layers behind them take a way similar to that of \(leader) layers.",
                source: source),
            MixedClaims.fades(comparison, statement: "The effect gets weaker the deeper the layer.", source: source),
        ]
    }

    /// - Parameter planes: of networks with leading tanh, one a network.
    package static func leadersKeepAll(_ planes: [InformationPlane]) -> Claim {
        let losses = planes.map { plane in
            MixedKind.leaders.map { layer in
                let path = plane.layers[layer].map(\.withInput)
                return path.max()! - path.last!
            }.max()!
        }
        let estimate = ClaimRules.mean(losses)
        return Claim(
            id: "leading-tanh-keeps-all", statement: "The leading tanh layers show no compression at all.",
            source: "Section 2.2.2, figure 2b", kind: .number, published: "no compression",
            measured:
                "the one of layers 1 and 2 that loses more ends \(ClaimRules.print(estimate, digits: 3)) bits of I(X;T) below its highest point",
            estimate: estimate,
            rule:
                "In a network it holds where neither layer 1 nor layer 2 ends more than 0.1 bits of I(X;T) below its highest point. "
                + "Reproduced in all networks that learned, partly in over half.",
            verdict: ClaimRules.share(of: losses.map { $0 <= 0.1 }))
    }
}
