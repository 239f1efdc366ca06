import NumericCore

extension SpecialFunctions {
    /// The t with P(|T| >= t) = 1 - level for Student's t: 4.303 for 0.95 and two degrees of freedom. Relative error below 1e-12.
    ///
    /// By bisection of `studentTwoSided`, whose bits are the same everywhere.
    /// - Parameters:
    ///   - level: the share between -t and t, in (0, 1).
    ///   - degrees: the degrees of freedom, positive; they need not be whole.
    public static func studentQuantile(level: Double, degrees: Double) -> Double {
        precondition(level > 0 && level < 1 && degrees > 0, "level \(level), \(degrees) degrees of freedom")
        let tails = 1 - level
        var low = 0.0
        var high = 1.0
        while studentTwoSided(high, degrees: degrees) > tails { (low, high) = (high, 2 * high) }
        while true {
            let middle = low + (high - low) / 2
            guard high - low > 1e-13 * high, middle > low, middle < high else { return middle }
            if studentTwoSided(middle, degrees: degrees) > tails { low = middle } else { high = middle }
        }
    }
}

extension Statistics {
    /// Student's interval for the mean of normal draws (Student 1908), of at least two values.
    ///
    /// Where the draws are not normal it still holds roughly: SampleStatisticsTests simulate the share of intervals of 95 % that hold the
    /// mean, for normal, skewed and two-valued draws of 3 to 20.
    public static func studentInterval(_ values: [Double], level: Double = 0.95) -> ClosedRange<Double> {
        let centre = mean(values)
        let n = Double(values.count)
        let half = SpecialFunctions.studentQuantile(level: level, degrees: n - 1) * (sampleVariance(values) / n).squareRoot()
        return (centre - half)...(centre + half)
    }

    /// Welch's interval for the difference of two means of independent normal draws, first less second (Welch 1947), of at least two
    /// values each.
    public static func welchInterval(_ first: [Double], _ second: [Double], level: Double = 0.95) -> ClosedRange<Double> {
        let difference = mean(first) - mean(second)
        let parts = [first, second].map { sampleVariance($0) / Double($0.count) }
        let variance = parts[0] + parts[1]
        guard variance > 0 else { return difference...difference }
        let degrees =
            variance * variance
            / (parts[0] * parts[0] / Double(first.count - 1) + parts[1] * parts[1] / Double(second.count - 1))
        let half = SpecialFunctions.studentQuantile(level: level, degrees: degrees) * variance.squareRoot()
        return (difference - half)...(difference + half)
    }

    /// Kendall's tau-b of a series and its places (Kendall 1945): 1 where it rises throughout, -1 where it falls, 0 where it is constant.
    public static func tendency(_ values: [Double]) -> Double {
        var score = 0
        var untied = 0
        for late in values.indices {
            for early in 0..<late where values[late] != values[early] {
                untied += 1
                score += values[late] > values[early] ? 1 : -1
            }
        }
        guard untied > 0 else { return 0 }
        let pairs = Double(values.count * (values.count - 1) / 2)
        return Double(score) / (pairs * Double(untied)).squareRoot()
    }
}
