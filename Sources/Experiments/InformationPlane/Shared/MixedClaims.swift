import InformationTheory
import NumericCore
import Results

/// What the paper says of mixed networks, held against trained ones.
package enum MixedClaims {
    /// The layers behind the leading ones walk another way than in pure networks.
    package static func changed(_ comparison: MixedComparison, statement: String, source: String) -> Claim {
        let (follower, holds) = (comparison.kind.follower.printed, comparison.changed)
        return Claim(
            id: "\(comparison.kind.claimPrefix)-changes", statement: statement, source: source, kind: .order,
            measured: distances(comparison) + "; further off than any pure network in \(count(holds))",
            estimate: estimate(comparison),
            rule: "In a network it holds where layers 3 to 5 lie, on average, \(further(follower)). " + byShare,
            verdict: assessed(comparison, ClaimRules.share(of: holds)))
    }

    /// The contrary of `changed`.
    package static func unchanged(_ comparison: MixedComparison, statement: String, source: String) -> Claim {
        let (follower, holds) = (comparison.kind.follower.printed, comparison.changed.map { !$0 })
        return Claim(
            id: "\(comparison.kind.claimPrefix)-changes-nothing", statement: statement, source: source, kind: .order,
            measured: distances(comparison) + "; no further off than the furthest pure network in \(count(holds))",
            estimate: estimate(comparison),
            rule: "In a network it holds unless layers 3 to 5 lie, on average, \(further(follower)). " + byShare,
            verdict: assessed(comparison, ClaimRules.share(of: holds)))
    }

    /// The layers behind the leading ones walk as those do.
    package static func likened(_ comparison: MixedComparison, statement: String, source: String) -> Claim {
        let (leader, follower) = (comparison.kind.leader.printed, comparison.kind.follower.printed)
        let fromLeader = ClaimRules.mean(comparison.fromLeader.ofNetworks(MixedKind.followers))
        let fromFollower = ClaimRules.mean(comparison.fromFollower.ofNetworks(MixedKind.followers))
        let holds = comparison.likened
        return Claim(
            id: "\(comparison.kind.claimPrefix)-likens", statement: statement, source: source, kind: .order,
            measured:
                "layers 3 to 5 lie \(ClaimRules.print(fromLeader, digits: 3)) from those of pure \(leader) networks and "
                + "\(ClaimRules.print(fromFollower, digits: 3)) from those of pure \(follower) networks; nearer to \(leader) in \(count(holds))",
            estimate: fromLeader,
            rule:
                "In a network it holds where layers 3 to 5 lie, on average, nearer to the same layers of pure \(leader) networks than to "
                + "those of pure \(follower) networks. " + byShare,
            verdict: ClaimRules.share(of: holds))
    }

    /// The effect is weaker the deeper the layer.
    package static func fades(_ comparison: MixedComparison, statement: String, source: String) -> Claim {
        let follower = comparison.kind.follower.printed
        let effects = comparison.effects
        let layers = MixedKind.followers.enumerated().map { place, layer in
            "layer \(layer + 1) \(ClaimRules.print(ClaimRules.mean(effects.map { $0[place] }), digits: 2))"
        }
        let falls = effects.map { $0[$0.count - 1] - $0[0] }
        return Claim(
            id: "\(comparison.kind.claimPrefix)-effect-fades", statement: statement, source: source, kind: .trend,
            measured:
                "distance from pure \(follower) networks, in multiples of theirs from one another: \(layers.joined(separator: ", "))",
            estimate: ClaimRules.mean(falls),
            rule: "In a network it holds where that multiple is smaller in layer 5 than in layer 3. " + byShare,
            verdict: ClaimRules.share(of: falls.map { $0 < 0 }))
    }

    /// The effect shows in some networks and not in others.
    package static func notAlways(_ comparison: MixedComparison, statement: String, source: String) -> Claim {
        let present = comparison.changed
        let showing = present.count { $0 }
        return Claim(
            id: "\(comparison.kind.claimPrefix)-not-always", statement: statement, source: source, kind: .order,
            published: "not always",
            measured: "present in \(count(present)); " + distances(comparison),
            estimate: estimate(comparison),
            rule:
                "The influence is present in a network where layers 3 to 5 lie, on average, \(further(comparison.kind.follower.printed)). "
                + "Reproduced where it is present in some networks and absent from others, else not.",
            verdict: assessed(comparison, showing > 0 && showing < present.count ? .holds : .doesNotHold))
    }

    /// One pair of pure networks does not tell how far seeds alone may lead.
    private static func assessed(_ comparison: MixedComparison, _ verdict: Claim.Verdict) -> Claim.Verdict {
        let pure = comparison.amongFollower.distances.count
        return pure >= 3 ? verdict : .notAssessed("\(pure) pure networks only")
    }

    private static let byShare = "Reproduced in all networks that learned, partly in over half."

    private static func further(_ follower: String) -> String {
        "further from the same layers of pure \(follower) networks than any of those networks lies from the others"
    }

    private static func count(_ holds: [Bool]) -> String { "\(holds.count { $0 }) of \(holds.count) networks" }

    private static func estimate(_ comparison: MixedComparison) -> Claim.Estimate {
        ClaimRules.mean(comparison.fromFollower.ofNetworks(MixedKind.followers))
    }

    private static func distances(_ comparison: MixedComparison) -> String {
        let seeds = ClaimRules.mean(comparison.amongFollower.ofNetworks(MixedKind.followers))
        let follower = comparison.kind.follower.printed
        return
            "layers 3 to 5 lie \(ClaimRules.print(estimate(comparison), digits: 3)) from those of pure \(follower) networks, and these "
            + "\(ClaimRules.print(seeds, digits: 3)) from one another"
    }
}
