/// Elementary functions in double precision with the same bits on every machine: IEEE 754 operations only, no library's own exp or log.
///
/// The library's functions are accurate everywhere but rounded differently from one version to the next, which would make two reports
/// differ where nothing changed. Errors against high-precision constants are held by NumericCoreTests.
public enum DeterministicMath {
    // ln 2 in two pieces; the first has 33 significant bits, so its product with an exponent is exact.
    private static let ln2High = 0x1.62e42feep-1
    private static let ln2Low = 0x1.a39ef35793c76p-33
    private static let log2E = 0x1.71547652b82fep+0
    // log2(e) - log2E
    private static let log2ELow = 0x1.777d0ffda0d24p-56

    /// x = 2^exponent (1 + fraction) with 1/sqrt 2 <= 1 + fraction < sqrt 2; x positive and finite.
    private static func reduced(_ x: Double) -> (exponent: Double, fraction: Double) {
        var exponent = Double(x.exponent)
        var significand = x.significand
        if significand > 1.414_213_562_373_095_1 {
            significand /= 2
            exponent += 1
        }
        return (exponent, significand - 1)
    }

    /// s (f^2 / 2 + R) where log(1 + f) = f - f^2 / 2 + s (f^2 / 2 + R), s = f / (2 + f), R = 2 s^2 / 3 + 2 s^4 / 5 + ...
    ///
    /// From log(1 + f) = 2 atanh s = 2 s + s R and 2 s = f - s f. For |f| <= sqrt 2 - 1, s^2 < 0.0295 and ten terms leave 1e-17 of R.
    private static func correction(_ f: Double) -> Double {
        let s = f / (2 + f)
        let z = s * s
        // Written out, so that the quotients are numbers by the time this runs.
        var series = 2.0 / 21
        series = series * z + 2.0 / 19
        series = series * z + 2.0 / 17
        series = series * z + 2.0 / 15
        series = series * z + 2.0 / 13
        series = series * z + 2.0 / 11
        series = series * z + 2.0 / 9
        series = series * z + 2.0 / 7
        series = series * z + 2.0 / 5
        series = series * z + 2.0 / 3
        return s * (0.5 * f * f + series * z)
    }

    /// The natural logarithm; error below 1 ulp. -infinity at 0, NaN below.
    public static func log(_ x: Double) -> Double {
        guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
        let (exponent, f) = reduced(x)
        let half = 0.5 * f * f
        return exponent * ln2High - ((half - (correction(f) + exponent * ln2Low)) - f)
    }

    /// The logarithm to base 2; error below 1 ulp, exact at powers of two. -infinity at 0, NaN below.
    public static func log2(_ x: Double) -> Double {
        guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
        let (exponent, f) = reduced(x)
        // log(1 + f) = high + low, then both times log2(e) = log2E + log2ELow with the rounding errors carried along.
        let half = 0.5 * f * f
        let high = f - half
        let low = ((f - high) - half) + correction(f)
        let product = high * log2E
        let error = (-product).addingProduct(high, log2E)
        let tail = error + (high * log2ELow + low * log2E)
        let sum = exponent + product
        return sum + ((exponent - sum) + product + tail)
    }

    /// e^r - 1 for |r| <= 0.3466, plus r's own rounding error `rest`: Taylor's series to r^13 / 13!, which leaves 5e-18 of r.
    private static func smallExpm1(_ r: Double, rest: Double) -> Double {
        var series = 1.0
        for n in stride(from: 13.0, through: 3, by: -1) { series = 1 + series * r / n }
        return r + (rest + 0.5 * r * r * series)
    }

    /// x = n ln 2 + r + rest.
    private static func split(_ x: Double) -> (n: Double, r: Double, rest: Double) {
        let n = (x * log2E).rounded(.toNearestOrEven)
        let high = x - n * ln2High
        let low = n * ln2Low
        let r = high - low
        return (n, r, (high - r) - low)
    }

    /// 2^n for -1022 <= n <= 1023.
    private static func power(_ n: Double) -> Double { Double(bitPattern: UInt64(Int64(n) + 1023) << 52) }

    /// e^x; error below 1 ulp where the result is normal.
    public static func exp(_ x: Double) -> Double {
        guard x < 709.79 else { return x.isNaN ? x : .infinity }
        guard x > -745.2 else { return x.isNaN ? x : 0 }
        let (n, r, rest) = split(x)
        let value = 1 + smallExpm1(r, rest: rest)
        // Two factors, so that neither overflows nor underflows by itself.
        let first = (n / 2).rounded(.down)
        return value * power(first) * power(n - first)
    }

    /// e^x - 1, accurate near 0 too; error below 2 ulp.
    public static func expm1(_ x: Double) -> Double {
        guard x < 709 else { return exp(x) }
        guard x > -40 else { return x.isNaN ? x : -1 }
        let (n, r, rest) = split(x)
        let value = smallExpm1(r, rest: rest)
        if n == 0 { return value }
        let scale = power(n)
        return scale * value + (scale - 1)
    }

    /// The hyperbolic tangent; error below 3 ulp, exactly odd.
    public static func tanh(_ x: Double) -> Double {
        let magnitude = abs(x)
        guard magnitude < 20 else { return x.isNaN ? x : x < 0 ? -1 : 1 }
        let e = expm1(2 * magnitude)
        let value = e / (e + 2)
        return x.sign == .minus ? -value : value
    }

    /// cos(pi x) for 0 <= x <= 1, to about 1e-15: by the sine's series around the middle.
    public static func cosine(ofHalfTurns x: Double) -> Double {
        precondition(x >= 0 && x <= 1, "the cosine of \(x) half turns")
        // cos(pi x) = sin(pi (1/2 - x)), an odd function of t in -pi/2 ... pi/2.
        let t = (0.5 - x) * Double.pi
        let square = t * t
        // 1 - t^2 / (2 3) (1 - t^2 / (4 5) (1 - ...)), from the inside.
        var series = 1.0
        for term in stride(from: 24, through: 2, by: -2) { series = 1 - square / Double(term * (term + 1)) * series }
        return t * series
    }
}
