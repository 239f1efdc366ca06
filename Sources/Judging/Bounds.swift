/// Between which numbers a quantity lies, whatever is measured: a correlation within -1 and 1, a share within 0 and 100 %.
///
/// Student's interval knows nothing of them: of three correlations near 1 it reaches above 1. An estimate's ends stop there.
public struct Bounds: Codable, Sendable, Equatable {
    /// Nil where it may be as low as it likes.
    public var lowest: Double?
    /// Nil where it may be as high as it likes.
    public var highest: Double?

    /// - Precondition: lowest <= highest where both are given.
    public init(from lowest: Double? = nil, to highest: Double? = nil) {
        precondition((lowest ?? -.infinity) <= (highest ?? .infinity), "\(lowest ?? 0) lies above \(highest ?? 0)")
        self.lowest = lowest
        self.highest = highest
    }

    /// Any number.
    public static let none = Bounds()
    /// Kendall's and Spearman's coefficients.
    public static let correlation = Bounds(from: -1, to: 1)
    /// A share of 1, an accuracy.
    public static let share = Bounds(from: 0, to: 1)
    /// A share or an accuracy in per cent.
    public static let percent = Bounds(from: 0, to: 100)
    /// The difference of two such, in percentage points.
    public static let points = Bounds(from: -100, to: 100)
    /// A count, a distance, an entropy, a ratio of such.
    public static let nonnegative = Bounds(from: 0)
}

extension Estimate {
    /// The same with ends that do not lie beyond what the quantity can be; the value is as it was measured.
    public func clamped(to bounds: Bounds) -> Estimate {
        var copy = self
        copy.lower = min(max(lower, bounds.lowest ?? lower), value)
        copy.upper = max(min(upper, bounds.highest ?? upper), value)
        return copy
    }
}
