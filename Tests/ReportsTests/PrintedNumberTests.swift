import Testing

@testable import Reports

@Suite struct PrintedNumberTests {
    @Test(
        "numbers are printed with a real minus sign, and nothing is less than nothing",
        arguments: [(0.97073, 3, "0.971"), (-0.5, 1, "−0.5"), (-0.0004, 3, "0.000"), (-0.0, 0, "0"), (1012, 0, "1012")])
    func numbers(value: Double, digits: Int, wanted: String) {
        #expect(value.printed(digits: digits) == wanted)
    }

    @Test("what is not finite is a dash")
    func notFinite() {
        #expect(Double.nan.printed(digits: 2) == "–")
        #expect((-Double.infinity).printedDuration == "–")
    }

    @Test(
        "durations are as exact as they are long",
        arguments: [
            (0.001, "less than 0.01 s"), (0.42, "0.42 s"), (0.996, "1.0 s"), (9.96, "10 s"), (59.6, "1 min"), (125, "2 min 5 s"),
            (3600, "1 h"), (3780, "1 h 3 min"),
        ])
    func durations(seconds: Double, wanted: String) {
        #expect(seconds.printedDuration == wanted)
    }

    @Test(
        "long counts are grouped", arguments: [(4096, "4096"), (60_000, "60\u{202F}000"), (-1_234_567, "−1\u{202F}234\u{202F}567")])
    func counts(value: Int, wanted: String) {
        #expect(value.printed == wanted)
    }

    @Test(
        "a hyphen before a number is a minus sign, one inside a name, a range or a power is not",
        arguments: [
            ("-0.24 (-0.31 to -0.18, n = 5)", "−0.24 (−0.31 to −0.18, n = 5)"), ("[-1, 1]: -.5", "[−1, 1]: −.5"),
            ("784-100-10, layers 2-3, 1e-09", "784-100-10, layers 2-3, 1e-09"), ("a - b, -x, --2, -", "a - b, -x, --2, -"),
            ("", ""),
        ])
    func minusSigns(text: String, wanted: String) {
        #expect(text.withMinusSigns == wanted)
    }
}
