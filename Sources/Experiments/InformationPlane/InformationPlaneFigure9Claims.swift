import NumericCore
import Results

extension InformationPlaneFigure9 {
    static func notAlways(_ comparison: MixedComparison) -> Claim {
        let (leader, follower) = (comparison.kind.leader.printed, comparison.kind.follower.printed)
        return MixedClaims.notAlways(
            comparison,
            statement: "The influence of leading \(leader) layers on the \(follower) layers behind them is not always present.",
            source: "Section 2.2.2 and Appendix B, figure 9\(comparison.kind == .leadingReLU ? "a" : "b")")
    }

    package static func seedsMatter(_ spread: SeedSpread) -> Claim {
        let share = spread.share
        return Claim(
            id: "seeds-matter", statement: "The paths are very susceptible to how the weights are initialised.",
            source: "Appendix B, figure 9", kind: .number,
            measured:
                "two seeds of one kind lie \(spread.meanWithin.fixed(3)) apart, two networks of different kinds "
                + "\(spread.meanBetween.fixed(3)), on average over networks and layers: a ratio of \(share.fixed(2))",
            estimate: Claim.Estimate(value: share, lower: share, upper: share),
            rule:
                "Reproduced where the mean distance between seeds is at least 0.71 of that between kinds (the seed then makes at least half "
                + "of the squared distance, the kind of network the rest), partly where at least 0.5.",
            verdict: share >= 0.71 ? .holds : share >= 0.5 ? .partly : .doesNotHold)
    }
}
