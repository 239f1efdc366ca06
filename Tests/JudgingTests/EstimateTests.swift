import Judging
import Testing

@Suite("Estimates")
struct EstimateTests {
    @Test("an interval's ends do not lie beyond what the quantity can be, and its value stays between them")
    func clamped() {
        let wide = Estimate(mean: [90, 99, 100])
        #expect(wide.upper > 100)
        let possible = wide.clamped(to: .percent)
        #expect(possible.upper == 100 && possible.lower == wide.lower && possible.value == wide.value)
        #expect(possible.networks == 3)
        #expect(wide.clamped(to: .nonnegative) == wide)
        #expect(wide.clamped(to: .none) == wide)
        // A value outside is a fault elsewhere, which a narrower interval must not hide.
        let outside = Estimate(value: 101, lower: 99, upper: 103, networks: 3).clamped(to: .percent)
        #expect(outside.upper == 101 && outside.lower == 99)
    }
}
