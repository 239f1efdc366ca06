import Experiments

/// p-values for people.
enum PrintedP {
    /// "0.93", "0.042", "0.0042", "7.55·10⁻¹⁰", "9·10⁻⁷".
    static func text(_ p: Double) -> String {
        guard p > 0 else { return "0" }
        if p >= 0.1 { return p.fixed(2) }
        var exponent = 0
        var mantissa = p
        while mantissa < 1 {
            mantissa *= 10
            exponent += 1
        }
        if exponent <= 3 { return p.fixed(exponent + 1) }
        // 9.996 is printed as 10.
        if mantissa.fixed(2) == "10.00" {
            mantissa = 1
            exponent -= 1
        }
        var digits = mantissa.fixed(2)
        while digits.hasSuffix("0") || digits.hasSuffix(".") { digits.removeLast() }
        return "\(digits)·10⁻" + "\(exponent)".map { String(superscripts[$0.wholeNumberValue!]) }.joined()
    }

    private static let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
}
