import Experiments

/// Statements about gaps between ablation curves, in percentage points of accuracy.
enum GapClaims {
    /// A gap, and where the paper puts it.
    typealias Placed = (name: String, gap: MeanGap, rule: Rule)

    /// Two curves are similar. The paper calls gaps of 0.2 and 0.3 points none, one of 10 an effect.
    static let similar = Rule.equivalent(within: 2)
    /// The same with a wider margin.
    static let looselySimilar = Rule.equivalent(within: 5)

    /// A statement that some curves lie above, below or near some others.
    /// - Parameters:
    ///   - quantity: what the gaps are of: "MG@101 in points".
    ///   - readings: other places, orders or margins for the same words.
    static func placed(
        _ id: String, _ statement: String, source: String, quantity: String, published: String? = nil, _ gaps: [Placed],
        readings: [(name: String, gaps: [Placed])] = []
    ) -> Claim {
        Claim(
            id: id, statement: statement, source: source, origin: .sentence, published: published, quantity: quantity, digits: 1,
            parts: parts(gaps), readings: readings.map { .init($0.name, parts($0.gaps)) }, remark: tests(gaps.map(\.gap)))
    }

    private static func parts(_ gaps: [Placed]) -> [Claim.Part] {
        gaps.map { .init(gaps.count > 1 ? $0.name : "", $0.gap.sample, $0.rule) }
    }

    /// A mean gap that the paper states with its p-value: where it calls it an effect, its sign and its size from half to twice; else a
    /// similar curve.
    /// - Parameters:
    ///   - gap: published, in percentage points.
    ///   - p: published.
    static func stated(
        _ id: String, _ statement: String, source: String, gap: Double, p: Double, measured: MeanGap,
        readings: [Claim.Reading] = []
    ) -> Claim {
        let isEffect = p < 0.05
        func size(_ low: Double, _ high: Double) -> Rule { .near((low + high) / 2 * gap, within: (high - low) / 2 * abs(gap)) }
        let own: Claim.Reading =
            isEffect
            ? .init("the size within a quarter", [.init(measured.sample, size(0.75, 1.25))])
            : .init("a gap of at most 5 points", [.init(measured.sample, looselySimilar)])
        return Claim(
            id: id, statement: statement, source: source, origin: .number, published: "\(gap.fixed(1)), p = \(PrintedP.text(p))",
            quantity: "gap in points", digits: 1,
            parts: isEffect
                ? [.init("sign", measured.sample, sign(gap)), .init("size", measured.sample, size(0.5, 2))]
                : [.init(measured.sample, similar)],
            readings: [own] + readings, remark: tests([measured]))
    }

    private static func sign(_ gap: Double) -> Rule { gap < 0 ? .under(0) : .over(0) }

    /// "p = 0.002 (Wilcoxon)", of several gaps the least and the greatest; nil where there are too few networks for the tests.
    private static func tests(_ gaps: [MeanGap]) -> String? {
        guard let first = gaps.first, gaps.allSatisfy(\.isTested) else { return nil }
        let texts = [gaps.map(\.p).min()!, gaps.map(\.p).max()!].map(PrintedP.text)
        return "p = \(texts[0] == texts[1] ? texts[0] : texts.joined(separator: " to ")) (\(first.test.label))"
    }
}
