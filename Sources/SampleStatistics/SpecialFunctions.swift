import NumericCore

/// Functions of probability with the same bits on every machine, from IEEE 754 operations and `DeterministicMath` only.
public enum SpecialFunctions {
    private static let rootOfPi = 1.772_453_850_905_516
    private static let rootOfTwo = 1.414_213_562_373_095_1
    private static let halfLogTwoPi = 0.918_938_533_204_672_8

    /// The natural logarithm of the gamma function for positive arguments; relative error below 1e-14 (absolute near its zeros 1 and 2).
    ///
    /// Stirling's series from 10 on (Abramowitz and Stegun 6.1.41; its eighth term leaves 3e-17 there); below, Γ(x + 1) = x Γ(x).
    public static func logGamma(_ x: Double) -> Double {
        precondition(x > 0, "the logarithm of gamma was asked for at \(x)")
        var shifted = x
        var product = 1.0
        while shifted < 10 {
            product *= shifted
            shifted += 1
        }
        let inverse = 1 / shifted
        let square = inverse * inverse
        let terms: [(Double, Double)] = [
            (-3617, 122_400), (1, 156), (-691, 360_360), (1, 1188), (-1, 1680), (1, 1260), (-1, 360), (1, 12),
        ]
        var series = 0.0
        for (numerator, denominator) in terms { series = series * square + numerator / denominator }
        return (shifted - 0.5) * DeterministicMath.log(shifted) - shifted + halfLogTwoPi + series * inverse
            - DeterministicMath.log(product)
    }

    /// The digamma function, the derivative of log Γ, for positive arguments; relative error below 1e-14 (absolute near its zero 1.46).
    ///
    /// The asymptotic series from 10 on (Abramowitz and Stegun 6.3.18; its eighth term leaves 3e-18 there); below, ψ(x) = ψ(x + 1) - 1/x.
    public static func digamma(_ x: Double) -> Double {
        precondition(x > 0, "digamma was asked for at \(x)")
        var shifted = x
        var reciprocals = 0.0
        while shifted < 10 {
            reciprocals += 1 / shifted
            shifted += 1
        }
        let inverse = 1 / shifted
        let square = inverse * inverse
        let terms: [(Double, Double)] = [
            (3617, 8160), (-1, 12), (691, 32760), (-1, 132), (1, 240), (-1, 252), (1, 120), (-1, 12),
        ]
        var series = 0.0
        for (numerator, denominator) in terms { series = series * square + numerator / denominator }
        return DeterministicMath.log(shifted) - inverse / 2 + series * square - reciprocals
    }

    /// The complementary error function; relative error below 1e-13 as far as the result is a normal number.
    ///
    /// Up to 2 one minus erf x = 2 / sqrt π e^(-x²) Σ 2^n x^(2n+1) / (2n+1)!! (Abramowitz and Stegun 7.1.6), whose terms are all
    /// positive; beyond, the continued fraction 7.1.14 with 70 terms, of which 45 suffice at 2.
    public static func complementaryError(_ x: Double) -> Double {
        if x.isNaN { return x }
        if x < 0 { return 2 - complementaryError(-x) }
        let square = x * x
        if x < 2 {
            var term = x
            var sum = x
            var n = 0.0
            while term > sum * 1e-18 {
                n += 1
                term *= 2 * square / (2 * n + 1)
                sum += term
            }
            return 1 - 2 / rootOfPi * DeterministicMath.exp(-square) * sum
        }
        var fraction = x
        for n in stride(from: 70.0, through: 1, by: -1) { fraction = x + n / 2 / fraction }
        // The rounding error of x² matters in the exponent.
        let rest = (-square).addingProduct(x, x)
        return DeterministicMath.exp(-square) * (1 - rest) / (rootOfPi * fraction)
    }

    /// The standard normal distribution function Φ.
    public static func normalCDF(_ x: Double) -> Double { complementaryError(-x / rootOfTwo) / 2 }

    /// The standard normal quantile: the x with Φ(x) = p; error below 1e-12 max(1, |x|). ∓infinity at 0 and 1.
    ///
    /// Halley's iteration from Abramowitz and Stegun 26.2.23, whose error is below 4.5e-4.
    public static func normalQuantile(_ p: Double) -> Double {
        precondition(p >= 0 && p <= 1, "\(p) is not a probability")
        if p == 0 { return -.infinity }
        if p == 1 { return .infinity }
        if p > 0.5 { return -normalQuantile(1 - p) }
        let t = (-2 * DeterministicMath.log(p)).squareRoot()
        let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
        var x = numerator / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t
        for _ in 0..<3 {
            // (Φ(x) - p) / φ(x), in the tail without underflow of either.
            let error = (normalCDF(x) - p) * DeterministicMath.exp(x * x / 2 + halfLogTwoPi)
            x -= error / (1 + x * error / 2)
        }
        return x
    }

    /// The regularised incomplete beta function I_x(a, b); relative error below 1e-12 for moderate a and b.
    ///
    /// The continued fraction 26.5.8 of Abramowitz and Stegun by Lentz's method, on the side of the mean where it converges fast.
    public static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        precondition(x >= 0 && x <= 1 && a > 0 && b > 0, "I_x(a, b) was asked for at x = \(x), a = \(a), b = \(b)")
        if x == 0 || x == 1 { return x }
        if x > (a + 1) / (a + b + 2) { return 1 - betaFraction(1 - x, logOther: DeterministicMath.log(x), b, a) }
        return betaFraction(x, logOther: log1m(x), a, b)
    }

    /// log(1 - x), accurate for small x.
    private static func log1m(_ x: Double) -> Double {
        let rest = 1 - x
        return rest == 1 ? -x : DeterministicMath.log(rest) * (x / (1 - rest))
    }

    /// - Parameter logOther: log(1 - x).
    private static func betaFraction(_ x: Double, logOther: Double, _ a: Double, _ b: Double) -> Double {
        let logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * DeterministicMath.log(x) + b * logOther
        let tiny = 1e-300
        var c = 1.0
        var d = 1 - (a + b) * x / (a + 1)
        d = 1 / (abs(d) < tiny ? tiny : d)
        var fraction = d
        for step in 1...10_000 {
            let m = Double(step)
            for numerator in [
                m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
            ] {
                d = 1 + numerator * d
                d = 1 / (abs(d) < tiny ? tiny : d)
                c = 1 + numerator / c
                if abs(c) < tiny { c = tiny }
                fraction *= d * c
            }
            if abs(d * c - 1) < 1e-16 { break }
        }
        return DeterministicMath.exp(logFront) * fraction / a
    }

    /// P(|T| >= |t|) for Student's t.
    /// - Parameter degrees: the degrees of freedom, positive; they need not be whole.
    public static func studentTwoSided(_ t: Double, degrees: Double) -> Double {
        precondition(degrees > 0, "\(degrees) degrees of freedom")
        if t.isInfinite { return 0 }
        return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
    }

    /// P(F >= f) for Fisher's F.
    /// - Parameters:
    ///   - numerator: degrees of freedom of the numerator, positive; they need not be whole.
    ///   - denominator: those of the denominator.
    public static func fisherUpper(_ f: Double, _ numerator: Double, _ denominator: Double) -> Double {
        precondition(f >= 0 && numerator > 0 && denominator > 0, "F = \(f) with \(numerator) and \(denominator) degrees of freedom")
        if f.isInfinite { return 0 }
        return incompleteBeta(denominator / (denominator + numerator * f), denominator / 2, numerator / 2)
    }
}
