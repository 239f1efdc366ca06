import Experiments

/// How far two ablation curves lie apart at one place, in percentage points of accuracy: the paper's MG (Section V).
struct MeanGap: Sendable {
    /// The test of which the paper gives p-values. They are told and decide nothing: a small one says that there is a gap, not how large it
    /// is, and a large one not that there is none.
    enum Test: Sendable {
        /// Two-sided Wilcoxon signed-rank test: both curves are of the same networks, in pairs.
        case wilcoxon
        /// Two-sample Kolmogorov-Smirnov test: random curves of two layers or conditions.
        case kolmogorovSmirnov

        /// With fewer networks no outcome has p < 0.05.
        var leastNetworks: Int {
            switch self {
            case .wilcoxon: 6
            case .kolmogorovSmirnov: 4
            }
        }

        var label: String {
            switch self {
            case .wilcoxon: "Wilcoxon"
            case .kolmogorovSmirnov: "Kolmogorov-Smirnov"
            }
        }
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

    /// Two curves of the same networks.
    /// - Parameters:
    ///   - ordered: accuracies of the networks along one order.
    ///   - random: accuracies of the same networks along another, mostly the random one.
    static func paired(_ ordered: [Double], _ random: [Double], test: Test = .wilcoxon) -> MeanGap {
        precondition(!ordered.isEmpty && ordered.count == random.count, "\(ordered.count) networks against \(random.count)")
        let gaps = zip(ordered, random).map { 100 * ($0 - $1) }
        let p = test == .wilcoxon ? WilcoxonSignedRank(ordered, random).p : KolmogorovSmirnov(ordered, random).p
        return MeanGap(sample: .networks(gaps), estimate: Estimate(mean: gaps), p: p, test: test)
    }

    /// Curves of two conditions: the first's mean less the second's.
    static func between(_ first: [Double], _ second: [Double]) -> MeanGap {
        let (one, other) = (first.map { 100 * $0 }, second.map { 100 * $0 })
        return MeanGap(
            sample: .groups(one, other), estimate: Estimate(mean: one, less: other), p: KolmogorovSmirnov(first, second).p,
            test: .kolmogorovSmirnov)
    }
}
