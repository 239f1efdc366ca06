import NumericCore
import Results
import SampleStatistics

/// How far two ablation curves lie apart at one place, in percentage points of accuracy: the paper's MG (Section V).
package struct MeanGap: Sendable {
    package enum Test: Sendable {
        /// Two-sided Wilcoxon signed-rank test: both curves are of the same networks, in pairs.
        case wilcoxon
        /// Two-sample Kolmogorov-Smirnov test.
        case kolmogorovSmirnov

        /// With fewer networks no outcome has p < 0.05.
        package var leastNetworks: Int {
            switch self {
            case .wilcoxon: 6
            case .kolmogorovSmirnov: 4
            }
        }
    }

    /// The mean over networks with its 95 % bootstrap interval; between different networks the mean alone.
    package var estimate: Claim.Estimate
    package var p: Double
    package var networks: Int
    package var test: Test
    /// Whether the first curve lies above the second in every network; between different networks: all of one's above all of the other's.
    package var isAboveInAll: Bool
    package var isBelowInAll: Bool

    package var mean: Double { estimate.value }
    /// Whether the test can decide.
    package var isTested: Bool { networks >= test.leastNetworks }
    package var isSignificant: Bool { p < 0.05 }

    /// - Parameters:
    ///   - ordered: accuracies of the networks along one order.
    ///   - random: accuracies of the same networks along another, mostly the random one.
    package static func paired(_ ordered: [Double], _ random: [Double]) -> MeanGap {
        precondition(!ordered.isEmpty && ordered.count == random.count, "\(ordered.count) networks against \(random.count)")
        let gaps = zip(ordered, random).map { 100 * ($0 - $1) }
        return MeanGap(
            estimate: ClaimRules.mean(gaps), p: WilcoxonSignedRank(ordered, random).p, networks: gaps.count, test: .wilcoxon,
            isAboveInAll: gaps.allSatisfy { $0 > 0 }, isBelowInAll: gaps.allSatisfy { $0 < 0 })
    }

    /// Two random curves, of different layers or conditions: the first's mean less the second's.
    package static func between(_ first: [Double], _ second: [Double]) -> MeanGap {
        let mean = 100 * (Statistics.mean(first) - Statistics.mean(second))
        return MeanGap(
            estimate: Claim.Estimate(value: mean, lower: mean, upper: mean), p: KolmogorovSmirnov(first, second).p,
            networks: min(first.count, second.count), test: .kolmogorovSmirnov, isAboveInAll: first.min()! > second.max()!,
            isBelowInAll: first.max()! < second.min()!)
    }

    /// "-47.4, p = 1.8·10⁻¹⁵".
    package var short: String { isTested ? "\(mean.fixed(1)), p = \(PrintedP.text(p))" : mean.fixed(1) }

    /// "-47.4 (-49.0 to -45.8), p = 1.8·10⁻¹⁵", without the p-value where no test can decide.
    package var printed: String {
        let gap = ClaimRules.print(estimate, digits: 1)
        return isTested ? "\(gap), p = \(PrintedP.text(p))" : "\(gap) (\(networks) networks)"
    }
}
