import Experiments
import Testing

@testable import AblationPaper

/// Gaps between ablation curves and the rules that read them.
@Suite struct AblationGapTests {
    /// Accuracies of networks around a mean, no two alike.
    private func accuracies(_ mean: Double, networks: Int = 10) -> [Double] {
        (0..<networks).map { (network: Int) -> Double in
            let step = Double(network) / 1000
            let jitter = Double(network * network % 7) / 10_000
            return mean + step + jitter
        }
    }

    /// - Parameter wave: by how many points the networks' gaps lie above and below in turn.
    private func gap(_ points: Double, wave: Double = 0, networks: Int = 10) -> Gap {
        let random = accuracies(0.5, networks: networks)
        // Gaps that differ from network to network, so that none are tied.
        let ordered = random.enumerated().map { (network: Int, accuracy: Double) -> Double in
            let factor = 0.9 + 0.02 * Double(network)
            let step = network % 2 == 0 ? wave : -wave
            return accuracy + points / 100 * factor + step / 100
        }
        return .paired(ordered, random)
    }

    @Test("a mean gap is in percentage points, with Student's interval over networks and the exact test's p-value")
    func paired() {
        #expect(abs(Gap.paired(accuracies(0.7), accuracies(0.5)).mean - 20) < 1e-9)
        let uneven = gap(-10)
        #expect(uneven.p == 2.0 / 1024)
        #expect(uneven.isTested && uneven.estimate.isInterval)
        #expect(uneven.estimate.networks == 10)
        let student = Claim.Estimate(mean: (0..<10).map { -10 * (0.9 + 0.02 * Double($0)) })
        #expect(abs(uneven.estimate.lower - student.lower) < 1e-9 && abs(uneven.estimate.upper - student.upper) < 1e-9)
        #expect(gap(0, wave: 2).p > 0.5)
    }

    @Test("two networks have a range and no test, three an interval")
    func few() {
        let (two, three) = (gap(5, networks: 2), gap(5, networks: 3))
        #expect(!two.estimate.isInterval && !two.isTested)
        #expect(three.estimate.isInterval && !three.isTested)
        #expect(three.estimate.upper - three.estimate.lower > 0)
    }

    @Test("between different networks the interval is Welch's and the test Kolmogorov and Smirnov's")
    func between() {
        let gap = Gap.between(accuracies(0.4), accuracies(0.7))
        #expect(abs(gap.mean + 30) < 1e-9)
        #expect(gap.estimate == Claim.Estimate(mean: accuracies(0.4).map { 100 * $0 }, less: accuracies(0.7).map { 100 * $0 }))
        // All of one sample below all of the other: 2 of C(20, 10) orderings.
        #expect(abs(gap.p - 2.0 / 184_756) < 1e-15)
        #expect(!Gap.between(accuracies(0.4, networks: 3), accuracies(0.7, networks: 3)).isTested)
        let layers = Gap.paired(accuracies(0.4), accuracies(0.7), test: .kolmogorovSmirnov)
        #expect(layers.p == gap.p)
        // The same networks: each one's gap is the same but for rounding.
        #expect(layers.estimate.upper - layers.estimate.lower < 1e-9)
    }

    private func stated(_ published: Double, _ p: Double, _ measured: Gap) -> Claim {
        Claim("", "", "", stated: .init(order: .random, count: 80, gap: published, p: p), measured)
    }

    @Test(
        "a stated gap holds at its size, partly with its sign alone, not without it; wide gaps and few networks leave it open",
        arguments: [
            (-50.0, -40.0, 0.0, 10, AblationOutcome.holds), (-50, -10, 0, 10, .partly), (-50, -120, 0, 10, .partly),
            (-50, 40, 0, 10, .fails), (-50, 0, 2, 10, .fails), (-50, -40, 60, 10, .undecided), (-50, -40, 0, 2, .undecided),
            (-50, -40, 0, 3, .holds), (21.9, 20, 1, 10, .holds), (21.9, 5, 1, 10, .partly),
        ])
    func stated(_ published: Double, _ measured: Double, _ wave: Double, _ networks: Int, _ outcome: AblationOutcome) {
        let claim = stated(published, 1e-9, gap(measured, wave: wave, networks: networks))
        #expect(AblationOutcome(claim) == outcome)
        #expect(claim.origin == .number)
        #expect(claim.measured.contains("(Wilcoxon)") == (networks >= 6))
    }

    @Test("the rule of a stated gap says its sign, and its size from half to twice")
    func statedRule() {
        let claim = stated(21.9, 1e-9, gap(20))
        #expect(claim.rule.contains("Sign: holds where the 95 % interval over networks lies above 0"))
        #expect(claim.rule.contains("from 10.95 to 43.8"))
        #expect(AblationOutcome(claim.readings[0]) == .holds)
        let half = stated(21.9, 1e-9, gap(12))
        #expect(AblationOutcome(half) == .holds && AblationOutcome(half.readings[0]) == .fails)
    }

    @Test(
        "a gap stated to be none fails where there is one, and is open where the networks do not agree",
        arguments: [
            (0.0, 0.0, AblationOutcome.holds, AblationOutcome.holds), (1, 0, .holds, .holds), (-4, 0, .fails, .holds),
            (8, 0, .fails, .fails), (0, 5, .undecided, .holds), (0, 20, .undecided, .undecided),
        ])
    func similar(_ points: Double, _ wave: Double, _ outcome: AblationOutcome, _ loosely: AblationOutcome) {
        let claim = stated(0.3, 0.8, gap(points, wave: wave))
        #expect(AblationOutcome(claim) == outcome)
        #expect(AblationOutcome(claim.readings[0]) == loosely)
    }

    @Test("of several gaps all must lie where they are put")
    func placed() {
        func outcome(_ gaps: [Claim.Placed]) -> AblationOutcome? {
            AblationOutcome(Claim("", "", "", "", gaps: gaps))
        }
        #expect(outcome([("", gap(5), .over(0)), ("", gap(-5), .under(0))]) == .holds)
        #expect(outcome([("", gap(5), .over(0)), ("", gap(-5), .over(0))]) == .partly)
        #expect(outcome([("", gap(5), .under(0))]) == .fails)
        #expect(outcome([("", gap(5), .over(0)), ("", gap(0, wave: 5), .under(0))]) == .undecided)
        let claim = Claim(
            "", "", "", "", gaps: [("low", gap(5), .over(0)), ("high", gap(0, wave: 1), .over(0))])
        #expect(claim.measured.hasSuffix(". p = 0.0020 to 1.00 (Wilcoxon)"))
    }
}
