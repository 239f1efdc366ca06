import Judging
import NumericCore
import SampleStatistics
import Testing

@Suite("How many networks would decide") struct NetworksNeededTests {
    private func needed(_ sample: Sample, _ rule: Rule) -> Int? {
        guard case .undecided(let networks) = Judgement(sample, by: rule).outcome else { return 0 }
        return networks
    }

    @Test("the number has a power of 80 %: that share of samples of so many normal draws decides")
    func power() throws {
        // A mean of 1 with a spread of 2: the sample has them exactly.
        let sample = Sample.networks([-1, 1, 3])
        let count = try #require(needed(sample, .over(0)))
        #expect((30...40).contains(count), "\(count)")
        var generator = SeededGenerator(seed: 1, purpose: "power")
        var decided = 0
        for _ in 0..<2000 {
            let draws = (0..<count).map { _ in 1 + 2 * SpecialFunctions.normalQuantile((generator.uniform()).clamped) }
            if Judgement(.networks(draws), by: .over(0)).outcome == .holds { decided += 1 }
        }
        #expect((0.77...0.84).contains(Double(decided) / 2000), "\(decided) of 2000")
    }

    @Test("shares: as many as give four of five chances, or none where the share stands at the border")
    func shares() throws {
        let count = try #require(needed(.holds([true, true, true]), .share(over: 0.5)))
        #expect((15...30).contains(count), "\(count)")
        #expect(needed(.holds([true, true, false, false]), .share(over: 0.5)) == nil)
    }

    @Test("an effect of nothing, exactly on the border, is decided by no number of networks")
    func never() { #expect(needed(.networks([-1, 0, 1]), .over(0)) == nil) }

    @Test("a difference of nothing is found equivalent with enough networks")
    func equivalence() throws {
        let count = try #require(needed(.networks([-1, 0, 1]), .equivalent(within: 0.5)))
        #expect(count > 20 && count < 60, "\(count)")
    }
}

extension Double {
    fileprivate var clamped: Double { min(max(self, 1e-12), 1 - 1e-12) }
}
