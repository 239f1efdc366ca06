/// The two-sample test of Kolmogorov and Smirnov: do two samples come from one distribution?
public struct KolmogorovSmirnov: Sendable, Equatable {
    /// The greatest distance between the empirical distribution functions.
    public var statistic: Double
    /// Two-sided and exact over orderings (as if no values were tied).
    public var p: Double

    /// Takes time in proportion to the product of the sizes.
    /// - Precondition: both samples have values, none of them NaN.
    public init(_ x: [Double], _ y: [Double]) {
        precondition(!x.isEmpty && !y.isEmpty, "samples of \(x.count) and \(y.count) values")
        precondition(!(x + y).contains { $0.isNaN }, "NaN has no place in a distribution")
        let (a, b) = (x.sorted(), y.sorted())
        // The distance times both sizes, a whole number.
        var greatest = 0
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            let value = min(a[i], b[j])
            while i < a.count, a[i] == value { i += 1 }
            while j < b.count, b[j] == value { j += 1 }
            greatest = max(greatest, abs(i * b.count - j * a.count))
        }
        statistic = Double(greatest) / Double(a.count * b.count)
        p = Self.share(atLeast: greatest, a.count, b.count)
    }

    /// The share of lattice paths from (0, 0) to (m, n) that somewhere have |i n - j m| >= bound (Hodges 1957).
    ///
    /// With a(i, j) the share among the paths to (i, j): 1 where the bound is reached, else the mean of a(i-1, j) and a(i, j-1) weighted
    /// by i and j, since C(i+j-1, j) / C(i+j, i) = i / (i+j). All terms are positive, so small shares keep their relative accuracy.
    private static func share(atLeast bound: Int, _ m: Int, _ n: Int) -> Double {
        guard bound > 0 else { return 1 }
        var row = Array(repeating: 0.0, count: n + 1)
        for i in 0...m {
            for j in 0...n {
                if abs(i * n - j * m) >= bound {
                    row[j] = 1
                } else if i + j > 0 {
                    let left = j > 0 ? row[j - 1] * Double(j) : 0
                    row[j] = (row[j] * Double(i) + left) / Double(i + j)
                }
            }
        }
        return row[n]
    }
}
