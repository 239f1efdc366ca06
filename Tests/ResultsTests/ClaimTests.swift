import Judging
import Results
import Testing

@Suite("A claim's outcome, rule and words follow from its parts")
struct ClaimTests {
    private func claim(_ parts: [Claim.Part], readings: [Claim.Reading] = [], remark: String? = nil) -> Claim {
        Claim(
            id: "x", statement: "It is so.", source: "Section 1", origin: .sentence, quantity: "points lost", digits: 1,
            parts: parts,
            readings: readings, remark: remark)
    }

    private static let high = Sample.networks([5, 6, 7])
    private static let low = Sample.networks([-5, -6, -7])
    private static let open = Sample.networks([-5, 1, 7])

    @Test("all parts must hold; some that do and some that do not make it partly")
    func parts() {
        func outcome(_ samples: Sample...) -> Outcome {
            claim(samples.enumerated().map { .init("part \($0)", $1, .over(0)) }).outcome
        }
        #expect(outcome(Self.high, Self.high) == .holds)
        #expect(outcome(Self.high, Self.low) == .partly)
        #expect(outcome(Self.low, Self.low) == .doesNotHold)
        #expect(outcome(Self.low, Self.open) == .doesNotHold)
        guard case .undecided(let networks?) = outcome(Self.high, Self.open) else {
            Issue.record("\(outcome(Self.high, Self.open))")
            return
        }
        #expect(networks > 3)
        #expect(outcome(Self.high, .networks([])) == .notAssessed("no networks"))
        #expect(outcome() == .notAssessed("nothing was measured"))
    }

    @Test("what was measured says each part's number, interval and networks, and its outcome where outcomes differ")
    func measured() {
        let one = claim([.init(Self.high, .over(0))])
        #expect(one.measured == "points lost: 6.0 (3.5 to 8.5, n = 3)" && one.estimate?.networks == 3)
        #expect(one.rule == "Holds where the 95 % interval over networks lies above 0, does not hold where it lies below 0.")
        let two = claim([.init("first", Self.high, .over(0)), .init("last", Self.low, .over(0))], remark: "p = 0.25")
        #expect(
            two.measured
                == "points lost: first 6.0 (3.5 to 8.5, n = 3): holds; last -6.0 (-8.5 to -3.5, n = 3): does not hold. p = 0.25")
        #expect(two.estimate == nil && two.rule.hasSuffix("All parts must hold."))
        let mixed = claim([.init("first", Self.high, .over(0)), .init("last", .exact(2), .near(2, within: 1))])
        #expect(
            mixed.rule.hasPrefix("First: holds where the 95 %")
                && mixed.rule.contains("Last: holds where the number lies from 1 to 3"))
    }

    @Test("another reading is told with its outcome and decides nothing")
    func readings() {
        let found = claim(
            [.init(Self.high, .over(0))], readings: [.init("a loss over 8", [.init(Self.high, .over(8, negligible: 2))])])
        #expect(found.outcome == .holds)
        #expect(
            found.measured.hasSuffix(
                ". Read as a loss over 8: 6.0 (3.5 to 8.5, n = 3), does not hold (asked: above 8 and not wholly below 10)"))
    }

    @Test("bounds of a statement are those of its parts and readings, but for a part that has its own")
    func bounds() {
        let sample = Sample.networks([90, 99, 98])
        let found = Claim(
            id: "x", statement: "It is so.", source: "Section 1", origin: .sentence, quantity: "share in %", digits: 0,
            within: .percent,
            parts: [.init(sample, .over(50))],
            readings: [
                .init("twice", [.init(.networks([180, 198, 196]), .over(100), within: Bounds.none)]),
                .init("less", [.init(sample, .over(80))]),
            ])
        #expect(
            found.measured
                == "share in %: 96 (83 to 100, n = 3). Read as twice: 191 (167 to 216, n = 3), holds (asked: above 100). "
                + "Read as less: 96 (83 to 100, n = 3), holds (asked: above 80)"
        )
        #expect(found.estimate?.upper == 100)
    }

    @Test("a statement that cannot be tried says why")
    func notAssessed() {
        let found = Claim(id: "x", statement: "Of images.", source: "Section 1", origin: .number, notAssessed: "other architecture")
        #expect(found.outcome.label == "not assessed (other architecture)" && found.verdict(at: .paper) == found.outcome.label)
    }
}
