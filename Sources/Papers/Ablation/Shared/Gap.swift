import Experiments

/// How far two ablation curves lie apart at one place, in percentage points of accuracy: the paper's MG (Section V).
struct Gap: Sendable {
    /// The test of which the paper gives p-values. They are told and decide nothing: a small one says that there is a gap, not how large it
    /// is, and a large one not that there is none.
    enum Test: String, Sendable {
        /// Two-sided signed-rank test: both curves are of the same networks, in pairs.
        case wilcoxon = "Wilcoxon"
        /// Two-sample test: random curves of two layers or conditions.
        case kolmogorovSmirnov = "Kolmogorov-Smirnov"

        /// With fewer networks no outcome has p < 0.05.
        fileprivate var leastNetworks: Int { self == .wilcoxon ? 6 : 4 }
    }

    /// A gap a network, or the accuracies of two kinds of networks, in percentage points.
    let sample: Sample
    /// The mean gap with its 95 % interval over networks: Student's, between kinds of networks Welch's.
    let estimate: Estimate
    let p: Double
    let test: Test

    var mean: Double { estimate.value }
    /// Whether the test can come to p < 0.05.
    var isTested: Bool { sample.networkCount >= test.leastNetworks }

    /// Two curves of the same networks: accuracies along one order and along another, mostly the random one.
    static func paired(_ ordered: [Double], _ random: [Double], test: Test = .wilcoxon) -> Gap {
        precondition(!ordered.isEmpty && ordered.count == random.count, "\(ordered.count) networks against \(random.count)")
        let gaps = zip(ordered, random).map { 100 * ($0 - $1) }
        let p = test == .wilcoxon ? WilcoxonSignedRank(ordered, random).p : KolmogorovSmirnov(ordered, random).p
        return Gap(sample: .networks(gaps), estimate: Estimate(mean: gaps), p: p, test: test)
    }

    /// Curves of two conditions: the first's mean less the second's.
    static func between(_ first: [Double], _ second: [Double]) -> Gap {
        let (one, other) = (first.map { 100 * $0 }, second.map { 100 * $0 })
        return Gap(
            sample: .groups(one, other), estimate: Estimate(mean: one, less: other), p: KolmogorovSmirnov(first, second).p,
            test: .kolmogorovSmirnov)
    }

    /// A p-value in print: "0.93", "0.042", "0.0042", "7.55·10⁻¹⁰", "9·10⁻⁷".
    static func printed(_ p: Double) -> String {
        guard p > 0 else { return "0" }
        if p >= 0.1 { return p.fixed(2) }
        var (mantissa, exponent) = (p, 0)
        while mantissa < 1 {
            mantissa *= 10
            exponent += 1
        }
        if exponent <= 3 { return p.fixed(exponent + 1) }
        // 9.996 is printed as 10.
        if mantissa.fixed(2) == "10.00" { (mantissa, exponent) = (1, exponent - 1) }
        var digits = mantissa.fixed(2)
        while digits.hasSuffix("0") || digits.hasSuffix(".") { digits.removeLast() }
        return "\(digits)·10\((-exponent).raised)"
    }
}
