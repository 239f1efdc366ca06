/// A coefficient of correlation with its two-sided p-value from Student's t with n - 2 degrees of freedom.
public struct Correlation: Sendable, Equatable {
    /// In [-1, 1]; NaN where one of the variables is constant.
    public var coefficient: Double
    public var p: Double

    /// Pearson's coefficient: of linear dependence.
    /// - Precondition: as many values of both, at least three.
    public static func pearson(_ x: [Double], _ y: [Double]) -> Correlation {
        precondition(x.count == y.count && x.count > 2, "\(x.count) values are correlated with \(y.count)")
        let (mx, my) = (Statistics.mean(x), Statistics.mean(y))
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for (a, b) in zip(x, y) {
            xx += (a - mx) * (a - mx)
            yy += (b - my) * (b - my)
            xy += (a - mx) * (b - my)
        }
        guard xx > 0, yy > 0 else { return Correlation(coefficient: .nan, p: .nan) }
        let r = min(1, max(-1, xy / (xx * yy).squareRoot()))
        let degrees = Double(x.count - 2)
        // df / (df + t²) = 1 - r² for t = r sqrt(df / (1 - r²)).
        return Correlation(coefficient: r, p: SpecialFunctions.incompleteBeta((1 - r) * (1 + r), degrees / 2, 0.5))
    }

    /// Spearman's coefficient: Pearson's of the midranks.
    /// - Precondition: as many values of both, at least three, none of them NaN.
    public static func spearman(_ x: [Double], _ y: [Double]) -> Correlation {
        pearson(Statistics.midranks(x), Statistics.midranks(y))
    }
}
