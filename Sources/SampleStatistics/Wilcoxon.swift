/// Wilcoxon's signed-rank test of paired samples (Wilcoxon 1945): are the differences symmetric about zero?
///
/// Pairs without a difference are dropped and ties take midranks. The p-value is two-sided: exact for at most 50 pairs without ties or
/// zeros, else from the normal distribution with the variance corrected for ties and without a continuity correction.
public struct WilcoxonSignedRank: Sendable, Equatable {
    /// The sum of ranks of positive differences.
    public var positive: Double
    public var negative: Double
    /// Pairs that differ.
    public var pairs: Int
    public var p: Double
    /// Whether the p-value is exact.
    public var isExact: Bool

    /// min(W+, W-).
    public var statistic: Double { min(positive, negative) }

    /// - Precondition: no value is NaN, and the samples have as many values.
    public init(_ x: [Double], _ y: [Double]) {
        precondition(x.count == y.count, "\(x.count) values are paired with \(y.count)")
        self.init(differences: zip(x, y).map { $0 - $1 })
    }

    /// - Precondition: no difference is NaN.
    public init(differences: [Double]) {
        let nonzero = differences.filter { $0 != 0 }
        let sizes = nonzero.map(abs)
        let ranks = Statistics.midranks(sizes)
        positive = zip(nonzero, ranks).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
        negative = zip(nonzero, ranks).reduce(0) { $0 + ($1.0 < 0 ? $1.1 : 0) }
        pairs = nonzero.count
        let tied = Statistics.ties(sizes).map(\.count)
        isExact = pairs <= 50 && nonzero.count == differences.count && tied.allSatisfy { $0 == 1 }
        let least = min(positive, negative)
        if pairs == 0 {
            p = 1
        } else if isExact {
            p = min(1, 2 * Self.cumulative(Int(least), pairs: pairs))
        } else {
            let n = Double(pairs)
            let correction = tied.reduce(0) { $0 + ($1 * $1 * $1 - $1) } / 48
            let variance = n * (n + 1) * (2 * n + 1) / 24 - correction
            p = 2 * SpecialFunctions.normalCDF((least - n * (n + 1) / 4) / variance.squareRoot())
        }
    }

    /// P(W <= w) where all signs are equally likely: the share of the subsets of 1...pairs whose sum is at most w. Their number is a
    /// double without rounding for up to 53 pairs.
    private static func cumulative(_ w: Int, pairs: Int) -> Double {
        var subsets = Array(repeating: 0.0, count: w + 1)
        subsets[0] = 1
        for rank in 1...pairs where rank <= w {
            for sum in stride(from: w, through: rank, by: -1) { subsets[sum] += subsets[sum - rank] }
        }
        return subsets.reduce(0, +) / Double(sign: .plus, exponent: pairs, significand: 1)
    }
}
