/// Sample statistics and intervals.
public enum Statistics {
    /// The arithmetic mean of at least one value.
    public static func mean(_ values: [Double]) -> Double {
        precondition(!values.isEmpty, "the mean of no values was asked for")
        return values.reduce(0, +) / Double(values.count)
    }

    /// The unbiased sample variance (divisor n - 1) of at least two values, in two passes.
    public static func sampleVariance(_ values: [Double]) -> Double {
        precondition(values.count > 1, "a sample variance needs two values, not \(values.count)")
        let centre = mean(values)
        return values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count - 1)
    }

    /// The square root of the unbiased sample variance.
    public static func standardDeviation(_ values: [Double]) -> Double { sampleVariance(values).squareRoot() }

    /// The quantile of at least one value by linear interpolation between order statistics (Hyndman and Fan 1996, type 7; the default
    /// of R and numpy).
    /// - Parameter probability: in [0, 1].
    public static func quantile(_ values: [Double], _ probability: Double) -> Double {
        quantile(sorted: values.sorted(), probability)
    }

    /// As `quantile`, of values that are in ascending order already.
    public static func quantile(sorted values: [Double], _ probability: Double) -> Double {
        precondition(!values.isEmpty, "a quantile of no values was asked for")
        precondition(probability >= 0 && probability <= 1, "\(probability) is not a probability")
        let place = probability * Double(values.count - 1)
        let below = Int(place)
        guard below + 1 < values.count else { return values[values.count - 1] }
        return values[below] + (place - Double(below)) * (values[below + 1] - values[below])
    }

    /// Wilson's score interval for a proportion (Wilson 1927).
    /// - Parameter z: the standard normal quantile of the level; the default is that of 95 %.
    public static func wilsonInterval(successes: Int, of trials: Int, z: Double = 1.959_963_984_540_054) -> ClosedRange<Double> {
        precondition(trials > 0 && successes >= 0 && successes <= trials, "\(successes) successes of \(trials)")
        let n = Double(trials)
        let share = Double(successes) / n
        let squared = z * z
        let centre = (share + squared / (2 * n)) / (1 + squared / n)
        let half = z / (1 + squared / n) * (share * (1 - share) / n + squared / (4 * n * n)).squareRoot()
        return max(0, centre - half)...min(1, centre + half)
    }
}
