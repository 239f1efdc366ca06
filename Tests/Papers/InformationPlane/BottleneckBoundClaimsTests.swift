import Experiments
import Testing

@testable import InformationPlanePaper

/// Figure 16's rules are fed data that meet them and data that fail them.
@Suite struct BottleneckBoundClaimsTests {
    private typealias Figure = Figure16

    private func error(_ ends: [(Double, Double)], unmerged: Double = 0) -> Double {
        Figure.Bound.greatestError(targets: [0.3, 0.8, 1.5], ends: ends, labelEntropy: 0.95, unmerged: unmerged)
    }

    @Test("the iterations' rule fails where a point is off the bound, merged or not, or a better encoder may exist")
    func iterations() {
        let exact = [(0.3, 0.3), (0.8, 0.8), (0.95, 0.95)]
        let off = [(0.3, 0.3), (0.8, 0.8), (1.5, 0.95)]
        #expect(Figure.iterations(ownError: error(exact), noisyGap: 1e-8).outcome == .holds)
        #expect(Figure.iterations(ownError: error(off), noisyGap: 0).outcome == .partly)
        #expect(Figure.iterations(ownError: error(exact, unmerged: 0.1), noisyGap: 0).outcome == .partly)
        #expect(Figure.iterations(ownError: error(exact), noisyGap: 0.1).outcome == .partly)
        #expect(Figure.iterations(ownError: error(off), noisyGap: 1e-5).outcome == .doesNotHold)
    }

    @Test("a line with a corner is told from a bent curve, and either in the other's place fails")
    func smooth() {
        let corner: [(Double, Double)] = [(0, 0), (0.5, 0.5), (1, 1), (1 + 1e-9, 1), (12, 1)]
        let bent = (0...20).map { step in
            let x = Double(step) / 20
            return (2 * x, x * (2 - x))
        }
        #expect(Figure.smooth(own: corner, noisy: bent).outcome == .holds)
        #expect(Figure.smooth(own: bent, noisy: bent).outcome == .partly)
        #expect(Figure.smooth(own: corner, noisy: corner).outcome == .partly)
        #expect(Figure.smooth(own: bent, noisy: corner).outcome == .doesNotHold)
    }

    @Test("one layer of one network above the bound fails that kind of labels; by rounding it may be")
    func layers() {
        /// How far two layers lie below the bound; of the last network the second ends at so much of one bit.
        func networks(_ last: Double) -> [[Double]] { [[0.05, 0], [0.05, 0], [0.05, 1 - last]] }
        #expect(Figure.layers(own: networks(1), noisy: networks(1 + 1e-12)).outcome == .holds)
        #expect(Figure.layers(own: networks(1.01), noisy: networks(1)).outcome == .partly)
        #expect(Figure.layers(own: networks(1), noisy: networks(1.01)).outcome == .partly)
        #expect(Figure.layers(own: networks(1.01), noisy: networks(1.01)).outcome == .doesNotHold)
    }
}
