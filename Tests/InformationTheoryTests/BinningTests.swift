import InformationTheory
import NumericCore
import Testing

@Suite("Bins of one size")
struct BinningTests {
    @Test("values reach as far as the largest of their magnitudes; NaN has none and is told")
    func reach() {
        #expect(Binning.reach(of: []) == (0, false))
        #expect(Binning.reach(of: [-0.0]) == (0, false))
        #expect(Binning.reach(of: [1, -3, 2, 0.5, -2.5]) == (3, false))
        #expect(Binning.reach(of: [1, -.infinity]) == (.infinity, false))
        #expect(Binning.reach(of: [1, .nan, -2]) == (2, true))
        #expect(Binning.reach(of: [.nan]) == (0, true))
        #expect(Binning.reach(of: [.infinity, -.nan]) == (.infinity, true))
        var generator = SeededGenerator(seed: 5, purpose: "values", index: 0)
        let values = (0..<1003).map { _ in Float(generator.uniform()) - 0.5 }
        #expect(Binning.reach(of: values) == (values.map(abs).max() ?? 0, false))
    }
}
