import Experiments
import Testing

@testable import InformationPlanePaper

@Suite("Bin histograms")
struct BinHistogramTests {
    @Test(
        "the bins of a bounded activation reach from bound to bound, and none lies beyond",
        arguments: [(0.07, 14), (0.2, 4), (0.01, 99), (0.15, 6), (0.3, 3), (1.0, 0)])
    func ranges(size: Double, highest: Int) {
        #expect(BinRange.unit(size: size).bins == 0...highest)
        #expect(BinRange.symmetric(size: size).bins == (-highest - 1)...highest)
        // The bins of the information plane, but for a bound that is itself an edge.
        let codes = Binning(size: size).codes(of: [-1, 0, 1])
        #expect(codes[0] == -highest - 1 && codes[1] == 0)
        #expect(codes[2] == highest || codes[2] == highest + 1)
    }

    @Test("activations are counted, empty bins are those without any, and an activation of 1 stands in the last bin")
    func counting() {
        let codes = Binning(size: 0.2).codes(of: [0, 0.1, 0.5, 1])
        let histogram = BinHistogram(codes: codes, range: .unit(size: 0.2))
        #expect(histogram.counts == [2, 0, 1, 0, 1])
        #expect(histogram.filledBins == 3 && histogram.emptyShare == 0.4)
        #expect(histogram.endShare == 0.75)
    }

    @Test("of a range with no upper bound, the bin of 0 is the only end")
    func unbounded() {
        let codes = Binning(size: 0.5).codes(of: [0, 0, 0.2, 1.4, 3.1])
        let histogram = BinHistogram(codes: codes, range: BinRange(bins: 0...7, isBoundedAbove: false))
        #expect(histogram.counts == [3, 0, 1, 0, 0, 0, 1, 0])
        #expect(histogram.emptyShare == 0.625 && histogram.endShare == 0.6)
    }
}
