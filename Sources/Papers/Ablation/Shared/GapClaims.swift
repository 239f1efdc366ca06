import Experiments

extension Rule {
    /// Two curves are similar. The paper calls gaps of 0.2 and 0.3 points none, one of 10 an effect.
    static let similar = equivalent(within: 2)
    /// The same with a wider margin.
    static let looselySimilar = equivalent(within: 5)
}

extension Claim {
    /// A gap between ablation curves, and where the paper puts it.
    typealias Placed = (name: String, gap: Gap, rule: Rule)

    /// A statement that some curves lie above, below or near some others.
    /// - Parameters:
    ///   - quantity: what the gaps are of: "MG@101 in points".
    ///   - readings: other places, orders or margins for the same words.
    init(
        _ id: String, _ statement: String, _ source: String, published: String? = nil, _ quantity: String, gaps: [Placed],
        readings: [(name: String, gaps: [Placed])] = []
    ) {
        func parts(_ gaps: [Placed]) -> [Part] { gaps.map { Part(gaps.count > 1 ? $0.name : "", $0.gap.sample, $0.rule) } }
        self.init(
            id, statement, .sentence, source, published: published, quantity, digits: 1, within: .points, parts(gaps),
            readings: readings.map { Reading($0.name, parts($0.gaps)) }, remark: Self.tests(gaps.map(\.gap)))
    }

    /// A mean gap that the paper states with its p-value: where it calls it an effect, its sign and its size from half to twice; else a
    /// similar curve.
    init(_ id: String, _ statement: String, _ source: String, stated: Plot.StatedGap, _ gap: Gap, readings: [Reading] = []) {
        func size(_ low: Double, _ high: Double) -> Rule {
            .near((low + high) / 2 * stated.gap, within: (high - low) / 2 * abs(stated.gap))
        }
        let isEffect = stated.p < 0.05
        let sign = Part("sign", gap.sample, stated.gap < 0 ? .under(0) : .over(0))
        let own =
            isEffect
            ? Reading("the size within a quarter", gap.sample, size(0.75, 1.25))
            : Reading("a gap of at most 5 points", gap.sample, .looselySimilar)
        self.init(
            id, statement, .number, source, published: "\(stated.gap.fixed(1)), p = \(Gap.printed(stated.p))", "gap in points",
            digits: 1, within: .points, isEffect ? [sign, Part("size", gap.sample, size(0.5, 2))] : [Part(gap.sample, .similar)],
            readings: [own] + readings, remark: Self.tests([gap]))
    }

    /// "p = 0.002 (Wilcoxon)", of several gaps the least and the greatest; nil where there are too few networks for the tests.
    private static func tests(_ gaps: [Gap]) -> String? {
        guard let first = gaps.first, gaps.allSatisfy(\.isTested) else { return nil }
        let ends = [gaps.map(\.p).min()!, gaps.map(\.p).max()!].map(Gap.printed).unique
        return "p = \(ends.joined(separator: " to ")) (\(first.test.rawValue))"
    }

    /// Within a layer the measures point out what matters: lowest first costs less than a random order, highest first more.
    /// - Parameter reversed: the other way round.
    static func indicates(
        _ id: String, _ statement: String, _ source: String, _ curves: Curves, _ measures: [Measure] = Measure.allCases,
        reversed: Bool = false
    ) -> Claim {
        let (low, high): (Rule, Rule) = reversed ? (.under(0), .over(0)) : (.over(0), .under(0))
        func gaps(_ place: Curves.Place) -> [Placed] {
            measures.flatMap { measure in
                [(Order.lowest(measure), low), (.highest(measure), high)].map { ($0.label, curves.gap($0, place), $1) }
            }
        }
        return Claim(
            id, statement, source, overCurve, gaps: gaps(.overCurve),
            readings: [("the gap after \(curves.most) neurons", gaps(.most))])
    }

    /// What gaps to the random order averaged over a curve are called.
    static let overCurve = "gap to random, mean over the curve, in points"
}
