import NumericCore
import Results

/// Rules for statements about gaps between ablation curves.
package enum GapClaims {
    /// A mean gap that the paper states with its p-value.
    /// - Parameters:
    ///   - gap: published, in percentage points.
    ///   - p: published.
    package static func stated(
        _ id: String, _ statement: String, source: String, gap: Double, p: Double, measured: MeanGap
    ) -> Claim {
        let test = measured.test == .wilcoxon ? "Wilcoxon signed-rank" : "Kolmogorov-Smirnov"
        let published = "\(gap.fixed(1)), p = \(PrintedP.text(p))"
        let rule =
            p < 0.05
            ? "Reproduced where the gap has the published sign with p < 0.05 (\(test)) and between half and twice the published size, partly "
                + "where it has the sign with p < 0.05, else not."
            : "The paper calls curves similar where the gap is small or p > 0.05. Reproduced where p > 0.05 (\(test)) or the gap is "
                + "under 2 points, partly where it is under 5 points."
        return Claim(
            id: id, statement: statement, source: source, kind: .test, published: published, measured: measured.printed,
            estimate: measured.estimate, rule: rule + tooFew(measured.test), verdict: verdict(gap: gap, p: p, measured))
    }

    /// Reads the rules of `stated`.
    package static func verdict(gap: Double, p: Double, _ measured: MeanGap) -> Claim.Verdict {
        guard measured.isTested else { return untested(measured) }
        if p >= 0.05 {
            if !measured.isSignificant || abs(measured.mean) < 2 { return .holds }
            return abs(measured.mean) < 5 ? .partly : .doesNotHold
        }
        guard measured.isSignificant, (measured.mean < 0) == (gap < 0) else { return .doesNotHold }
        let ratio = measured.mean / gap
        return ratio >= 0.5 && ratio <= 2 ? .holds : .partly
    }

    /// Curves that the paper calls similar.
    /// - Parameter lead: what the gaps are of: "MG@101 in points".
    package static func similar(
        _ id: String, _ statement: String, source: String, lead: String, gaps: [(name: String, gap: MeanGap)]
    ) -> Claim {
        return Claim(
            id: id, statement: statement, source: source, kind: .test, published: "gaps that are small or have p > 0.05",
            measured: list(lead, gaps),
            rule:
                "Reproduced where every gap has p > 0.05 (Wilcoxon signed-rank) or is under 2 points, partly where every other gap is "
                + "under 5 points." + tooFew(.wilcoxon),
            verdict: verdict(similar: gaps.map(\.gap)))
    }

    /// Reads the rule of `similar`.
    package static func verdict(similar gaps: [MeanGap]) -> Claim.Verdict {
        if let untestable = gaps.first(where: { !$0.isTested }) { return untested(untestable) }
        let verdicts = gaps.map { verdict(gap: 0, p: 1, $0) }
        if verdicts.allSatisfy({ $0 == .holds }) { return .holds }
        return verdicts.contains(.doesNotHold) ? .doesNotHold : .partly
    }

    /// Which of two curves lies above the other.
    package enum Side: Sendable {
        case above, below

        func holds(_ gap: MeanGap) -> Bool { self == .above ? gap.mean > 0 : gap.mean < 0 }

        /// By the test; where there are too few networks for one, in every network.
        func isSure(_ gap: MeanGap) -> Bool {
            guard gap.isTested else { return self == .above ? gap.isAboveInAll : gap.isBelowInAll }
            return holds(gap) && gap.isSignificant
        }
    }

    /// A statement that some curves lie above, or below, some others.
    /// - Parameters:
    ///   - lead: what the gaps are of: "mean gaps over the curve in points".
    ///   - gaps: with the side where the paper puts each.
    package static func sides(
        _ id: String, _ statement: String, source: String, lead: String, gaps: [(name: String, gap: MeanGap, side: Side)]
    ) -> Claim {
        Claim(
            id: id, statement: statement, source: source, kind: .order,
            measured: list(lead, gaps.map { ($0.name, $0.gap) }), estimate: gaps.count == 1 ? gaps[0].gap.estimate : nil,
            rule:
                "Reproduced where every gap has the stated sign with p < 0.05 (fewer networks than the test needs: in every network), "
                + "partly where every gap has the sign or over half of them surely, else not.",
            verdict: verdict(gaps.map { ($0.gap, $0.side) }))
    }

    /// Reads the rule of `sides`.
    package static func verdict(_ gaps: [(gap: MeanGap, side: Side)]) -> Claim.Verdict {
        guard !gaps.isEmpty else { return .notAssessed("no curves") }
        let sure = gaps.count { $0.side.isSure($0.gap) }
        if sure == gaps.count { return .holds }
        return gaps.allSatisfy { $0.side.holds($0.gap) } || 2 * sure > gaps.count ? .partly : .doesNotHold
    }

    /// "MG@101 in points: lowest entropy first 3.1, p = 0.02; ...".
    private static func list(_ lead: String, _ gaps: [(name: String, gap: MeanGap)]) -> String {
        "\(lead): " + gaps.map { "\($0.name) \($0.gap.short)" }.joined(separator: "; ")
    }

    private static func untested(_ gap: MeanGap) -> Claim.Verdict {
        .notAssessed("\(gap.networks) networks; the test needs \(gap.test.leastNetworks)")
    }

    private static func tooFew(_ test: MeanGap.Test) -> String {
        " With fewer than \(test.leastNetworks) networks no outcome has p < 0.05: not assessed."
    }
}
