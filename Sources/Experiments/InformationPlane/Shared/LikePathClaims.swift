import Results

/// What the paper says of pruning by like paths, held against trained networks.
package enum LikePathClaims {
    /// - Parameters:
    ///   - id: "tanh".
    ///   - name: "tanh".
    package static func prunable(id: String, name: String, _ steps: [LikePathPruning.Step]) -> Claim {
        let (before, after) = (steps[0].added, steps[steps.count - 1].added)
        return Claim(
            id: "\(id)-prunable", statement: "The \(name) network has prunable layers until all added ones have been removed.",
            source: "Section 2.5, figure 8 and table 2", kind: .trend, published: "all \(before) removed",
            measured: "added layers: \(PrunedPlaneNetworks.course(steps))",
            rule: "Reproduced where the rule of like paths leaves no added layer, partly where it removes at least half of them.",
            verdict: after == 0 ? .holds : 2 * (before - after) >= before ? .partly : .doesNotHold)
    }

    /// - Parameter unpruned: its added layers' distances begin with that of layers 5 and 6.
    package static func likeLayers(_ unpruned: LikePathPruning.Step, threshold: Double) -> Claim {
        let distances = unpruned.distances.map { ($0[0], $0[1]) }
        let (first, second) = (ClaimRules.mean(distances.map(\.0)), ClaimRules.mean(distances.map(\.1)))
        let alike = [first, second].count { $0.value < threshold }
        return Claim(
            id: "tanh-layers-5-6-7", statement: "The tanh network's layers 5, 6 and 7 have similar trajectories.",
            source: "Section 2.5, figure 8a", kind: .order,
            measured: "layers 5 and 6 lie \(ClaimRules.print(first, digits: 3)) sides of the plane apart, layers 6 and 7 "
                + ClaimRules.print(second, digits: 3),
            rule: "Reproduced where both mean distances lie below the threshold of \(threshold.fixed(2)), partly where one does.",
            verdict: alike == 2 ? .holds : alike == 1 ? .partly : .doesNotHold)
    }

    /// A published score of the unpruned network (pruning 0) or after a pruning.
    package static func score(id: String, name: String, pruning: Int, published: Double, _ steps: [LikePathPruning.Step]) -> Claim {
        let statement =
            pruning == 0
            ? "The deep \(name) network with early stopping scores \(published.fixed(4))."
            : "After pruning \(pruning) the \(name) network scores \(published.fixed(4))."
        let rule =
            "Reproduced where the mean over the networks that learned lies within 0.01 of the published score, partly within 0.03."
        let scores = steps.count > pruning ? steps[pruning].scores : []
        guard !scores.isEmpty else {
            let ended = steps.count == 1 ? "nothing was pruned" : "pruning ended after step \(steps.count - 1)"
            let reason = steps.count > pruning ? "no network learned" : ended
            return Claim(
                id: "\(id)-score-\(pruning)", statement: statement, source: "Table 2", kind: .number, published: published.fixed(4),
                measured: reason, rule: rule, verdict: .notAssessed(reason))
        }
        let estimate = ClaimRules.mean(scores)
        return Claim(
            id: "\(id)-score-\(pruning)", statement: statement, source: "Table 2", kind: .number, published: published.fixed(4),
            measured: ClaimRules.print(estimate, digits: 4) + basis(steps[pruning]), estimate: estimate, rule: rule,
            verdict: ClaimRules.number(published: published, measured: estimate, near: 0.01, far: 0.03))
    }

    /// The margin: the greatest fall among table 2's scores is 0.0134.
    private static let margin = 0.02

    package static func harmless(id: String, name: String, _ steps: [LikePathPruning.Step]) -> Claim {
        func claim(_ measured: String, _ estimate: Claim.Estimate?, _ verdict: Claim.Verdict) -> Claim {
            Claim(
                id: "\(id)-pruning-harmless", statement: "Pruning like layers does not lower the \(name) network's score.",
                source: "Section 2.5, table 2", kind: .order, published: "no decrease", measured: measured, estimate: estimate,
                rule:
                    "Of the last pruning's mean score less the unpruned networks': reproduced where its 95 % interval lies above -0.02, "
                    + "partly where the difference itself does. (Among the published scores the greatest fall is 0.0134.)",
                verdict: verdict)
        }
        let (first, last) = (steps[0], steps[steps.count - 1])
        guard steps.count > 1 else { return claim("nothing was pruned", nil, .notAssessed("nothing was pruned")) }
        guard !first.scores.isEmpty, !last.scores.isEmpty else {
            return claim("no network learned", nil, .notAssessed("no network learned"))
        }
        let difference = difference(ClaimRules.mean(last.scores), ClaimRules.mean(first.scores))
        return claim(
            "the score changes by \(ClaimRules.print(difference, digits: 4)) from \(first.added) added layers to \(last.added)"
                + basis(first, last), difference,
            difference.lower > -margin ? .holds : difference.value > -margin ? .partly : .doesNotHold)
    }

    /// a - b of two independent means, its interval from theirs (Zou and Donner, "Construction of confidence limits about effect measures",
    /// Statistics in Medicine 2008).
    private static func difference(_ a: Claim.Estimate, _ b: Claim.Estimate) -> Claim.Estimate {
        func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
        let value = a.value - b.value
        return Claim.Estimate(
            value: value, lower: value - length(a.value - a.lower, b.upper - b.value),
            upper: value + length(a.upper - a.value, b.value - b.lower))
    }

    private static func basis(_ steps: LikePathPruning.Step...) -> String {
        let counts = steps.map { "\($0.scores.count) of \($0.trained)" }.joined(separator: " and ")
        return steps.allSatisfy { $0.scores.count == $0.trained }
            ? "" : " (\(counts) networks; the others stood at chance when they were stopped)"
    }
}
