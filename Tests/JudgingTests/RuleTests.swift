import Judging
import Testing

@Suite("Rules by which statements are judged") struct RuleTests {
    private func outcome(_ sample: Sample, _ rule: Rule) -> Outcome { Judgement(sample, by: rule).outcome }

    private static let high = Sample.networks([2, 2.1, 1.9, 2.05])
    private static let low = Sample.networks([-2, -2.1, -1.9, -2.05])
    private static let none = Sample.networks([0.01, -0.01, 0.02, -0.02])
    private static let wide = Sample.networks([-3, 4, 1, -1])

    @Test(
        "a rule holds, fails and is undecided, each on numbers made for it",
        arguments: [
            (Rule.over(0), high, low, wide), (.under(0), low, high, wide), (.near(2, within: 0.5), high, low, wide),
            (.equivalent(within: 0.1), none, high, wide), (.over(0, negligible: 1), high, none, wide),
            (.under(0, negligible: 1), low, none, wide),
            (
                .share(over: 0.5), .holds(Array(repeating: true, count: 8)), .holds(Array(repeating: false, count: 8)),
                .holds([true, true, false])
            ),
            (
                .rising(), .series([[1, 2, 3, 4], [2, 3, 4, 5], [0, 1, 2, 4]]),
                .series([[4, 3, 2, 1], [5, 3, 2, 1], [4, 3, 1, 0]]),
                .series([[1, 2, 3, 4], [4, 3, 2, 1], [1, 3, 2, 4]])
            ),
            (
                .falling(), .series([[4, 3, 2, 1], [5, 3, 2, 1], [4, 3, 1, 0]]),
                .series([[1, 2, 3, 4], [2, 3, 4, 5], [0, 1, 2, 4]]), .series([[1, 2, 3, 4], [4, 3, 2, 1], [1, 3, 2, 4]])
            ),
        ] as [(Rule, Sample, Sample, Sample)])
    func three(_ rule: Rule, holding: Sample, failing: Sample, open: Sample) {
        #expect(outcome(holding, rule) == .holds)
        #expect(outcome(failing, rule) == .doesNotHold)
        guard case .undecided = outcome(open, rule) else {
            Issue.record("\(rule) says \(outcome(open, rule)) of \(open)")
            return
        }
    }

    @Test("of one or two networks nothing is decided, however plain")
    func few() {
        #expect(outcome(.networks([5, 5]), .over(0)) == .undecided(networks: 3))
        #expect(outcome(.networks([5]), .over(0)) == .undecided(networks: 3))
        #expect(outcome(.holds([true, true]), .share(over: 0.5)) != .holds)
        #expect(outcome(.groups([1, 2, 3], [9, 9]), .under(0)) != .doesNotHold)
    }

    @Test("more networks that show the same never turn an outcome against a statement")
    func notStricter() {
        // An effect that nine of ten networks show.
        for count in [10, 20, 50, 200] {
            let flags = (0..<count).map { $0 % 10 != 0 }
            #expect(outcome(.holds(flags), .share(over: 0.5)) == .holds, "\(count) networks")
        }
    }

    @Test("all of three networks are not yet most networks; all of four are")
    func wilson() {
        #expect(outcome(.holds([true, true, true]), .share(over: 0.5)) != .holds)
        #expect(outcome(.holds([true, true, true, true]), .share(over: 0.5)) == .holds)
    }

    @Test("a number that nothing random enters is judged as it is; the border is no effect")
    func exact() {
        #expect(outcome(.exact(0.2), .over(0)) == .holds)
        #expect(outcome(.exact(0), .over(0)) == .doesNotHold)
        #expect(outcome(.exact(1.1), .near(1, within: 0.05)) == .doesNotHold)
        #expect(outcome(.exact(1.05), .near(1, within: 0.0625)) == .holds)
    }

    @Test("two groups are judged by the difference of their means")
    func groups() {
        #expect(outcome(.groups([5, 5.1, 4.9], [1, 1.2, 0.9]), .over(0)) == .holds)
        #expect(outcome(.groups([1, 1.2, 0.9], [5, 5.1, 4.9]), .over(0)) == .doesNotHold)
    }

    @Test("no networks, and what is no number, are not assessed")
    func absent() {
        #expect(outcome(.networks([]), .over(0)) == .notAssessed("no networks"))
        #expect(outcome(.networks([1, .nan, 2]), .over(0)) == .notAssessed("not a number"))
        #expect(outcome(.exact(.infinity), .over(0)) == .notAssessed("not a number"))
    }

    @Test("an effect of the stated sign that is surely negligible is none; one that may be more is")
    func negligible() {
        #expect(outcome(.exact(0.5), .over(0, negligible: 1)) == .doesNotHold)
        #expect(outcome(.exact(-0.5), .under(0, negligible: 1)) == .doesNotHold)
        #expect(outcome(.networks([0.5, 0.51, 0.49]), .over(0, negligible: 1)) == .doesNotHold)
        #expect(outcome(.networks([0.9, 1, 1.1]), .over(0, negligible: 1)) == .holds)
        // The ends of a two-sided region are its own.
        #expect(outcome(.exact(1.5), .near(1, within: 0.5)) == .holds)
    }

    @Test("an interval ends where what was measured does, and is judged as it ends")
    func bounds() {
        let sample = Sample.networks([0.9, 0.99, 0.95])
        let free = Judgement(sample, by: .near(0.9, within: 0.1))
        #expect(free.estimate.map { $0.upper > 1 } == true && free.outcome != .holds)
        let bounded = Judgement(sample, by: .near(0.9, within: 0.125), within: .share)
        #expect(bounded.estimate?.upper == 1 && bounded.estimate?.lower == free.estimate?.lower && bounded.outcome == .holds)
        #expect(sample.printed(digits: 2, within: .share) == "0.95 (0.83 to 1.00, n = 3)")
        #expect(Judgement(.networks([0, 1, 4]), by: .over(0), within: .nonnegative).estimate?.lower == 0)
        #expect(Judgement(.networks([0, 1, 4]), by: .over(0)).estimate.map { $0.lower < 0 } == true)
        // A tendency is a correlation, whoever says so.
        let series = Sample.series([[1, 2, 3], [1, 2, 3], [1, 3, 2]])
        #expect(Judgement(series, by: .rising()).estimate?.upper == 1)
        #expect(series.printed(digits: 2) == "tau 0.78 (-0.18 to 1.00, n = 3)")
    }

    @Test("a rule says in words what it does")
    func words() {
        #expect(
            Rule.over(0, negligible: 0.1).words()
                == "Holds where the 95 % interval over networks lies above 0 and not wholly below 0.1, does not hold where it lies below 0.1."
        )
        #expect(
            Rule.near(1, within: 0.25).words(isExact: true)
                == "Holds where the number lies from 0.75 to 1.25, does not hold where it lies outside.")
        // What is asked ends where the quantity does.
        #expect(Rule.near(0.98, within: 0.1).words(within: .share).contains("lies from 0.88 to 1, "))
        #expect(Rule.near(0.98, within: 0.1).asked == "from 0.88 to 1.08" && Rule.falling().asked == "below -0.5")
        #expect(
            Rule.share(over: 0.5).words()
                == "Holds where Wilson's 95 % interval of the share of networks lies above 0.5, does not hold where it lies below.")
    }
}
