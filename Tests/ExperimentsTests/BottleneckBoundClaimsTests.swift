import Experiments
import Results
import Testing

/// Figure 16's rules are fed data that meet them and data that fail them.
@Suite struct BottleneckBoundClaimsTests {
    private typealias Figure = InformationPlaneFigure16

    private func check(_ ends: [(Double, Double)], unmerged: Double = 0) -> Figure.IterationCheck {
        Figure.IterationCheck(
            targets: [0.3, 0.8, 1.5], ends: ends.map { (withInput: $0.0, withLabel: $0.1) }, labelEntropy: 0.95,
            unmergedDifference: unmerged)
    }

    @Test("the iterations' rule fails where a point is off the bound, merged or not, or a better encoder may exist")
    func iterations() {
        let exact = [(0.3, 0.3), (0.8, 0.8), (0.95, 0.95)]
        #expect(Figure.iterations(own: check(exact), noisyGap: 1e-8).outcome == .holds)
        #expect(Figure.iterations(own: check([(0.3, 0.3), (0.8, 0.795), (0.95, 0.95)]), noisyGap: 0).outcome == .partly)
        #expect(Figure.iterations(own: check([(0.3, 0.3), (0.8, 0.8), (1.5, 0.95)]), noisyGap: 0).outcome == .doesNotHold)
        #expect(Figure.iterations(own: check(exact, unmerged: 0.1), noisyGap: 0).outcome == .doesNotHold)
        #expect(Figure.iterations(own: check(exact), noisyGap: 0.001).outcome == .partly)
        #expect(Figure.iterations(own: check(exact), noisyGap: 0.1).outcome == .doesNotHold)
    }

    @Test("the bent curve fails at a line with a corner")
    func smooth() {
        let corner: [(Double, Double)] = [(0, 0), (0.5, 0.5), (1, 1), (1 + 1e-9, 1), (12, 1)]
        let bent = (0...20).map { step in
            let x = Double(step) / 20
            return (2 * x, x * (2 - x))
        }
        #expect(Figure.smooth(own: bent, noisy: bent).outcome == .holds)
        #expect(Figure.smooth(own: corner, noisy: bent).outcome == .partly)
        #expect(Figure.smooth(own: corner, noisy: corner).outcome == .doesNotHold)
    }

    @Test("a layer above the bound of either kind of labels fails its network")
    func layers() {
        let below = [Figure.Depth(withLabel: 0.9, bound: 0.95), Figure.Depth(withLabel: 1, bound: 1)]
        let above = [Figure.Depth(withLabel: 0.9, bound: 0.95), Figure.Depth(withLabel: 1.01, bound: 1)]
        #expect(Figure.layers(own: [below, below], noisy: [below, below]).outcome == .holds)
        #expect(Figure.layers(own: [below, below, above], noisy: [below, below, below]).outcome == .partly)
        #expect(Figure.layers(own: [below], noisy: [above]).outcome == .doesNotHold)
    }
}
