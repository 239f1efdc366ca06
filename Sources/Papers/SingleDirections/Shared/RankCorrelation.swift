import Experiments

/// Spearman's correlation with what the figures ask of it.
struct RankCorrelation: Sendable, Equatable {
    /// In [-1, 1].
    let coefficient: Double
    /// Two-sided.
    let p: Double

    /// 0 with p 1 where one of the two does not vary, or there are fewer than three pairs.
    static func of(_ x: [Double], _ y: [Double]) -> RankCorrelation {
        let none = RankCorrelation(coefficient: 0, p: 1)
        guard x.count > 2 else { return none }
        let found = Correlation.spearman(x, y)
        return found.coefficient.isNaN ? none : RankCorrelation(coefficient: found.coefficient, p: found.p)
    }

    /// How many pairs belong to a coefficient and its two-sided p, both rounded to three digits: the least and the greatest number.
    static func impliedCount(coefficient: Double, p: Double, rounding: Double = 0.0005) -> ClosedRange<Int> {
        precondition(coefficient > rounding && p > rounding && p + rounding < 1, "coefficient \(coefficient), p \(p)")
        // p falls as pairs are added.
        func first(_ r: Double, below bound: Double) -> Int {
            var (low, high) = (3, 1 << 24)
            while low < high {
                let middle = (low + high) / 2
                let p = SpecialFunctions.incompleteBeta((1 - r) * (1 + r), Double(middle - 2) / 2, 0.5)
                if p <= bound { high = middle } else { low = middle + 1 }
            }
            return low
        }
        let least = first(coefficient + rounding, below: p + rounding)
        return least...max(least, first(coefficient - rounding, below: p - rounding) - 1)
    }

    /// "p 0.288", "p below 0.001".
    var printedP: String { p < 0.001 ? "p below 0.001" : "p \(p.fixed(3))" }
}
