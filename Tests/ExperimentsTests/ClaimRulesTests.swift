import Experiments
import Results
import Testing

@Suite struct ClaimRulesTests {
    @Test("a number is reproduced near the published one, partly further off, and not beyond, however wide its interval")
    func number() {
        func verdict(_ value: Double) -> Claim.Verdict {
            ClaimRules.number(published: 1, measured: .init(value: value, lower: 0, upper: 2), near: 0.01, far: 0.05)
        }
        #expect(verdict(1.005) == .holds)
        #expect(verdict(1.04) == .partly)
        #expect(verdict(0.96) == .partly)
        #expect(verdict(1.2) == .doesNotHold)
        #expect(verdict(0.8) == .doesNotHold)
    }

    @Test("a statement is reproduced where all networks show it, partly where most do, and not where half do")
    func share() {
        #expect(ClaimRules.share(of: [true, true, true]) == .holds)
        #expect(ClaimRules.share(of: [true, true, false]) == .partly)
        #expect(ClaimRules.share(of: [true, false]) == .doesNotHold)
        #expect(ClaimRules.share(of: [false]) == .doesNotHold)
        #expect(ClaimRules.share(of: []) == .notAssessed("no networks"))
    }

    @Test("a mean's interval holds the mean, narrows with more networks, and is the same each time")
    func mean() {
        let few = ClaimRules.mean([0.9, 0.95, 1])
        let many = ClaimRules.mean((0..<60).map { 0.9 + 0.05 * Double($0 % 3) })
        #expect(few.lower <= few.value && few.value <= few.upper && few.lower < few.upper)
        #expect(many.upper - many.lower < few.upper - few.lower)
        #expect(few == ClaimRules.mean([0.9, 0.95, 1]))
        #expect(ClaimRules.mean([0.5]) == Claim.Estimate(value: 0.5, lower: 0.5, upper: 0.5, networks: 1))
        #expect(ClaimRules.print(ClaimRules.mean([0.5]), digits: 2) == "0.50")
    }
}
