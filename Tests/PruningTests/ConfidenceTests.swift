import Testing

@testable import Pruning

@Suite("Confidence and standardising")
struct ConfidenceTests {
    @Test("with three repeats the bar is Student's quantile of two degrees, in closed form")
    func quantiles() {
        for c in [0.75, 0.9, 0.99, 0.999, 0.9999] {
            let a = 2 * c - 1
            let closed = a * (2 / (1 - a * a)).squareRoot()
            #expect(abs(Confidence.quantile(c, degrees: 2) / closed - 1) < 1e-9)
        }
        #expect(Confidence.quantile(0.5, degrees: 2) == 0)
        #expect(abs(Confidence.quantile(0.999, degrees: 2) - 22.327) < 1e-3)
    }

    @Test("rises that agree keep a node, rises that differ do not, and more is asked for with more confidence")
    func sure() {
        #expect(Confidence.isSure([1, 1, 1], of: 0.9999) && !Confidence.isSure([0, 0, 0], of: 0.5))
        #expect(!Confidence.isSure([-1, -1, -1], of: 0.5))
        // Mean 2, deviation 1: t = 2 sqrt 3 = 3.46, which is beyond 1.89 and not beyond 6.96.
        #expect(Confidence.isSure([1, 2, 3], of: 0.9) && !Confidence.isSure([1, 2, 3], of: 0.99))
    }

    @Test("twenty levels near certainty at a decreasing rate")
    func levels() {
        let levels = Confidence.levels
        #expect(levels.count == 20 && levels[0] == 0.5 && abs(levels[1] - 0.7) < 1e-15 && levels[19] > 0.9999 && levels[19] < 1)
        let steps = zip(levels, levels.dropFirst()).map { $1 - $0 }
        #expect(steps.allSatisfy { $0 > 0 } && zip(steps, steps.dropFirst()).allSatisfy { $1 < $0 })
    }
}
