import Experiments

/// Figure 2: information planes of mixed networks, ReLU ahead of tanh and tanh ahead of ReLU.
struct Figure2: PlaneFigure {
    let identity = Identity(.informationPlane, "Figure 2", "Information planes of mixed networks")
    let conditions = MixedStudy.szt.conditions

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let planes = try MixedPlanes(.szt, inputs)
        let tanhLeads = planes.mixed.filter { $0.kind == .leadingTanh }.flatMap(\.networks.measured)
        return result(
            panels: planes.panels, tables: planes.tables(withLeader: true), values: planes.values,
            claims: planes.comparisons.flatMap(Self.claims) + [Self.leadersKeepAll(tanhLeads.map(\.plane))])
    }

    /// The statements about one kind of mixed network.
    private static func claims(_ comparison: MixedComparison) -> [Claim] {
        let (leader, follower) = (comparison.kind.leader.printed, comparison.kind.follower.printed)
        let source = "Section 2.2.2, figure 2\(comparison.kind == .leadingReLU ? "a" : "b")"
        return [
            comparison.changes(
                "Leading \(leader) layers change the pathway of the \(follower) layers behind them.", source: source),
            comparison.likens(
                "The \(follower) layers behind them take a way similar to that of the \(leader) layers.", source: source),
            comparison.fades("The effect gets weaker the deeper the layer.", source: source),
        ]
    }

    /// - Parameter planes: of networks with leading tanh, one a network.
    static func leadersKeepAll(_ planes: [InformationPlane]) -> Claim {
        let losses = planes.map { plane in MixedKind.leaders.map(plane.compression(ofLayer:)).max()! }
        return Claim(
            "leading-tanh-keeps-all", "The leading tanh layers show no compression at all.", .sentence,
            "Section 2.2.2, figure 2b", published: "no compression",
            "fall of I(X;T) from its highest point to the end, the greater of layers 1 and 2, in bits", digits: 3,
            .networks(losses), .equivalent(within: VisibleShift.bits))
    }
}
