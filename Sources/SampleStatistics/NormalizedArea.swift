extension Statistics {
    /// The mean height of a curve: its area by the trapezoidal rule, divided by x_last - x_first.
    /// - Precondition: at least two points, x rising.
    public static func normalizedArea(x: [Double], y: [Double]) -> Double {
        precondition(x.count == y.count && x.count > 1, "a curve of \(x.count) x and \(y.count) y")
        precondition(zip(x, x.dropFirst()).allSatisfy { $0 < $1 }, "the curve's x do not rise")
        var area = 0.0
        for i in 1..<x.count { area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2 }
        return area / (x[x.count - 1] - x[0])
    }
}
