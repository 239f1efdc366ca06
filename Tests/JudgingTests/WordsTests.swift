import Foundation
import Judging
import Testing

@Suite("Estimates and outcomes in print") struct WordsTests {
    @Test("an estimate says of how many networks it is, and what its ends are")
    func estimates() {
        #expect(Estimate(mean: [1, 2, 3]).printed(digits: 2) == "2.00 (-0.48 to 4.48, n = 3)")
        #expect(Estimate(mean: [1, 2]).printed(digits: 1) == "1.5 (1.0 to 2.0, range of 2)")
        #expect(Estimate(mean: [1]).printed(digits: 1) == "1.0 (one network)")
        #expect(Estimate(exact: 0.25).printed(digits: 2) == "0.25")
        #expect(Sample.holds([true, true, false]).printed(digits: 0) == "2 of 3 networks (0.21 to 0.94)")
        #expect(
            Estimate(mean: [1, 2, 3]).short(digits: 0) == "2 (-0 to 4)"
                || Estimate(mean: [1, 2, 3]).short(digits: 0) == "2 (0 to 4)")
    }

    @Test("what stands in brackets behind a mean is named by the number of networks")
    func means() {
        #expect(
            [1, 2, 3].map { Estimate.meanWords(of: $0) } == [
                "of one network", "mean and range of 2 networks", "mean with its 95 % interval over 3 networks",
            ])
    }

    @Test("a rule's ends are printed without what their sum carries beyond the ninth decimal")
    func ends() {
        #expect(Rule.near(27.375, within: 16.425).words().contains("from 10.95 to 43.8,"))
        #expect(Rule.near(0.97, within: 0.02).words().contains("from 0.95 to 0.99,"))
        #expect(Rule.equivalent(within: 1e-12).words().contains("within 10⁻¹² of 0"))
        #expect(Rule.over(2.5e-7).words().contains("above 2.5 × 10⁻⁷"))
        #expect(Rule.over(1e9).words().contains("above 1000000000.0"))
    }

    @Test(
        "an outcome, a rule and a sample come back from JSON as they were",
        arguments: [
            Outcome.holds, .partly, .doesNotHold, .undecided(networks: nil), .undecided(networks: 12),
            .notAssessed("stand-in data"),
        ])
    func outcomes(_ outcome: Outcome) throws {
        #expect(try JSONDecoder().decode(Outcome.self, from: JSONEncoder().encode(outcome)) == outcome)
    }

    @Test(
        "rules and samples too",
        arguments: [
            (Rule.near(1, within: 0.5), Sample.exact(2)), (.equivalent(within: 2), .networks([1, 2])),
            (.over(0, negligible: 0.5), .groups([1], [2, 3])), (.under(1), .networks([])),
            (.share(over: 0.75), .holds([true, false])),
            (.rising(), .series([[1, 2], [3, 4]])), (.falling(concordance: 0.25), .series([])),
        ])
    func others(_ rule: Rule, _ sample: Sample) throws {
        #expect(try JSONDecoder().decode(Rule.self, from: JSONEncoder().encode(rule)) == rule)
        #expect(try JSONDecoder().decode(Sample.self, from: JSONEncoder().encode(sample)) == sample)
    }

    @Test("a text that is no outcome is named")
    func wrong() {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Outcome.self, from: Data("\"reproduced\"".utf8)) }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Outcome.self, from: Data("\"not assessed (\"".utf8)) }
    }
}
