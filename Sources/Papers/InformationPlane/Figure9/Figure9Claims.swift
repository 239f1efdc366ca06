import Experiments

extension Figure9 {
    static func notAlways(_ comparison: MixedComparison) -> Claim {
        let (leader, follower) = (comparison.kind.leader.printed, comparison.kind.follower.printed)
        return MixedClaims.notAlways(
            comparison,
            statement: "The influence of leading \(leader) layers on the \(follower) layers behind them is not always present.",
            source: "Section 2.2.2 and Appendix B, figure 9\(comparison.kind == .leadingReLU ? "a" : "b")")
    }

    /// "Very susceptible": the paths of two seeds do not look alike. The reading asks for more: the seed makes at least half of the squared
    /// distance between two kinds of networks.
    static func seedsMatter(_ spread: SeedSpread) -> Claim {
        func ofNetworks(_ spread: PathSpread) -> [Double] { spread.ofNetworks(0..<spread.ofLayers.count) }
        let kinds = ofNetworks(spread.between)
        return Claim(
            id: "seeds-matter", statement: "The paths are very susceptible to how the weights are initialised.",
            source: "Appendix B, figure 9", origin: .sentence,
            quantity: "distance of a network's paths from those of other seeds, mean over layers, in sides of the plane", digits: 3,
            parts: zip(MixedKind.allCases, spread.within).map { kind, within in
                .init(kind.name, .networks(ofNetworks(within)), .over(PathDistance.alike))
            },
            readings: [
                .init(
                    "over 0.71 of the distance between kinds, by how much",
                    [.init(.groups(spread.within.flatMap(ofNetworks), kinds.map { 0.71 * $0 }), .over(0))])
            ], remark: "Two networks of different kinds lie \(Estimate(mean: kinds).short(digits: 3)) apart")
    }
}
