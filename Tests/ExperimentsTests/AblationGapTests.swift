import Experiments
import Results
import Testing

/// Gaps between ablation curves and the rules that read them.
@Suite struct AblationGapTests {
    /// Accuracies of ten networks around a mean, no two alike.
    private func accuracies(_ mean: Double, networks: Int = 10) -> [Double] {
        (0..<networks).map { (network: Int) -> Double in
            let step = Double(network) / 1000
            let jitter = Double(network * network % 7) / 10_000
            return mean + step + jitter
        }
    }

    private func gap(_ points: Double, networks: Int = 10) -> MeanGap {
        let random = accuracies(0.5, networks: networks)
        // Gaps that differ from network to network, so that none are tied.
        let ordered = random.enumerated().map { (network: Int, accuracy: Double) -> Double in
            let factor = 0.9 + 0.02 * Double(network)
            return accuracy + points / 100 * factor
        }
        return .paired(ordered, random)
    }

    /// Ten networks, half of them above and half below.
    private var noGap: MeanGap {
        let random = accuracies(0.5)
        let ordered = random.enumerated().map { (network: Int, accuracy: Double) -> Double in
            let size = 0.01 + 0.001 * Double(network)
            return network % 2 == 0 ? accuracy + size : accuracy - size
        }
        return .paired(ordered, random)
    }

    @Test("a mean gap is in percentage points, its p-value that of the exact test")
    func meanGap() {
        let gap = MeanGap.paired(accuracies(0.7), accuracies(0.5))
        #expect(abs(gap.mean - 20) < 1e-9)
        let uneven = self.gap(-10)
        #expect(uneven.p == 2.0 / 1024)
        #expect(uneven.isBelowInAll && !uneven.isAboveInAll)
        #expect(noGap.p > 0.5)
        #expect(!noGap.isBelowInAll && !noGap.isAboveInAll)
    }

    @Test("between different networks the test is Kolmogorov and Smirnov's")
    func between() {
        let gap = MeanGap.between(accuracies(0.4), accuracies(0.7))
        #expect(abs(gap.mean + 30) < 1e-9)
        // All of one sample below all of the other: 2 of C(20, 10) orderings.
        #expect(abs(gap.p - 2.0 / 184_756) < 1e-15)
        #expect(gap.isBelowInAll)
        #expect(MeanGap.between(accuracies(0.4, networks: 3), accuracies(0.7, networks: 3)).isTested == false)
    }

    @Test("a stated gap is reproduced at its size, partly with its sign, not without it, and not assessed with too few networks")
    func stated() {
        #expect(GapClaims.verdict(gap: -50, p: 1e-9, gap(-40)) == .holds)
        #expect(GapClaims.verdict(gap: -50, p: 1e-9, gap(-10)) == .partly)
        #expect(GapClaims.verdict(gap: -10, p: 1e-9, gap(-50)) == .partly)
        #expect(GapClaims.verdict(gap: -50, p: 1e-9, gap(40)) == .doesNotHold)
        #expect(GapClaims.verdict(gap: -50, p: 1e-9, noGap) == .doesNotHold)
        #expect(GapClaims.verdict(gap: -50, p: 1e-9, gap(-40, networks: 3)) == .notAssessed("3 networks; the test needs 6"))
    }

    @Test("a gap stated to be none is not reproduced where there is one")
    func similar() {
        #expect(GapClaims.verdict(gap: 0.3, p: 0.8, noGap) == .holds)
        #expect(GapClaims.verdict(gap: 0.3, p: 0.8, gap(1)) == .holds)
        #expect(GapClaims.verdict(gap: 0.3, p: 0.8, gap(-4)) == .partly)
        #expect(GapClaims.verdict(gap: 0.3, p: 0.8, gap(8)) == .doesNotHold)
        #expect(GapClaims.verdict(similar: [noGap, gap(1)]) == .holds)
        #expect(GapClaims.verdict(similar: [noGap, gap(4)]) == .partly)
        #expect(GapClaims.verdict(similar: [noGap, gap(-20)]) == .doesNotHold)
        #expect(GapClaims.verdict(similar: [gap(0, networks: 2)]) == .notAssessed("2 networks; the test needs 6"))
    }

    @Test("sides need the sign and the test; with few networks, every network")
    func sides() {
        #expect(GapClaims.verdict([(gap(5), .above), (gap(-5), .below)]) == .holds)
        #expect(GapClaims.verdict([(gap(5, networks: 3), .above)]) == .holds)
        #expect(GapClaims.verdict([(gap(5), .above), (gap(5), .above), (gap(-5), .above)]) == .partly)
        #expect(GapClaims.verdict([(gap(5), .below)]) == .doesNotHold)
        #expect(GapClaims.verdict([(gap(5), .above), (noGap, noGap.mean > 0 ? .below : .above)]) == .doesNotHold)
        #expect(GapClaims.verdict([(noGap, noGap.mean > 0 ? .above : .below)]) == .partly)
    }
}
