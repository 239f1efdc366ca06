import Experiments
import Networks
import Results
import SampleStatistics
import Testing

/// Every rule about single units - figures 6, 7 and A4 - is fed units that meet it and units that fail it.
@Suite struct SingleDirectionsUnitClaimsTests {
    private func unit(_ layer: Int = 0, selectivity: Double? = 0.5, bits: Double = 0.5, cost: Double = 0) -> DirectionUnit {
        DirectionUnit(
            reference: UnitReference(layer: layer, unit: 0), selectivity: selectivity, mutualInformation: bits, lossChange: cost)
    }

    // MARK: Correlations

    @Test("a coefficient and its p belong to a number of pairs that a correlation of so many pairs has")
    func impliedCount() {
        // Student's t: 127 pairs with a coefficient of 0.095 have p = 0.28805, and 256 have p = 0.1295.
        #expect(RankCorrelation.impliedCount(coefficient: 0.095, p: 0.288) == 126...128)
        // The pair of 20 values: r = 0.6 has t = 0.6 sqrt(18 / 0.64) = 3.182, p = 0.0052.
        #expect(RankCorrelation.impliedCount(coefficient: 0.6, p: 0.0052, rounding: 0.00005) == 20...20)
    }

    @Test("what does not vary has a correlation of 0; a bootstrap's interval holds the coefficient")
    func rankCorrelation() {
        #expect(RankCorrelation.of([1, 1, 1], [1, 2, 3]) == RankCorrelation(coefficient: 0, p: 1))
        #expect(RankCorrelation.of([1, 2], [1, 2]).coefficient == 0)
        let (x, y) = ((0..<20).map(Double.init), (0..<20).map { Double(($0 * 7) % 20 + $0) })
        let estimate = RankCorrelation.estimate(x, y)
        #expect(estimate.lower < estimate.value && estimate.value < estimate.upper)
    }

    @Test("dead units count with an index of 0, or not at all")
    func deadUnits() {
        let impacts = UnitImpacts([
            [
                unit(selectivity: nil, cost: 9), unit(selectivity: 0.1, cost: 1), unit(selectivity: 0.2, cost: 2),
                unit(1, selectivity: 0.3, cost: 3),
            ]
        ])
        #expect(impacts.correlations(layer: nil, withDead: false, \.selectivityIndex)[0].coefficient == 1)
        // Ranks 1 2 3 4 against 4 1 2 3.
        #expect(abs(impacts.correlations(layer: nil, \.selectivityIndex)[0].coefficient + 0.2) < 1e-12)
        #expect(impacts.means(layer: 1, \.lossChange) == [3])
    }

    @Test("a poor predictor correlates by less than 0.3 across both layers and within each")
    func poorPredictor() {
        func verdict(_ both: [Double], _ first: [Double], _ second: [Double]) -> Claim.Verdict {
            ImpactClaims.poorPredictor("x", statement: "", source: "", both: both, layers: [first, second]).outcome
        }
        #expect(verdict([0.1, -0.2], [0.2, 0.2], [-0.1, -0.2]) == .holds)
        #expect(verdict([0.1, -0.2], [0.6, 0.5], [-0.1, -0.2]) == .partly)
        #expect(verdict([0.5, 0.6], [0.1, 0.2], [0.2, 0.1]) == .partly)
        #expect(verdict([-0.5, -0.6], [0.1, 0.2], [-0.4, -0.5]) == .doesNotHold)
    }

    // MARK: Figure 7

    @Test("the slight correlation is that of the paper within 0.1, partly within 0.2")
    func slight() {
        func verdict(_ coefficients: [Double]) -> Claim.Verdict {
            SingleDirectionsFigure7.slight(coefficients.map { RankCorrelation(coefficient: $0, p: 0.5) }).outcome
        }
        #expect(verdict([0.05, 0.15]) == .holds)
        #expect(verdict([0.25, 0.28]) == .partly)
        #expect(verdict([-0.2, -0.3]) == .doesNotHold)
    }

    @Test("of the upper quarter by selectivity, those count whose cost is below a tenth of the greatest")
    func minimalShare() {
        // Indices 0.1 to 0.8; the upper quarter is 0.7 and 0.8, the greatest cost 1.
        let units = (1...8).map { unit(selectivity: Double($0) / 10, cost: [1, 0.01, 0.5, 0.3, 0.2, 0.4, 0.05, 0.2][$0 - 1]) }
        #expect(SingleDirectionsFigure7.minimalShare(units, ofSelective: true) == 0.5)
        #expect(abs(SingleDirectionsFigure7.minimalShare(units, ofSelective: false) - 1.0 / 6) < 1e-12)
        #expect(SingleDirectionsFigure7.minimal([0.6, 0.7]).outcome == .holds)
        #expect(SingleDirectionsFigure7.minimal([0.3, 0.4]).outcome == .partly)
        #expect(SingleDirectionsFigure7.minimal([0.1, 0.2]).outcome == .doesNotHold)
    }

    @Test("the earlier layer matters more where its rise and its size of change are larger, partly where one of them is")
    func earlier() {
        func verdict(rises: [Double], sizes: [Double]) -> Claim.Verdict {
            SingleDirectionsFigure7.earlier(
                first: (rises.map { 0.01 + $0 }, sizes.map { 0.02 + $0 }),
                second: (rises.map { _ in 0.01 }, sizes.map { _ in 0.02 })
            ).outcome
        }
        let (larger, doubtful, smaller) = ([0.002, 0.003, 0.004], [0.002, 0.003, -0.001], [-0.002, -0.003, 0.001])
        #expect(verdict(rises: larger, sizes: larger) == .holds)
        #expect(verdict(rises: larger, sizes: smaller) == .partly)
        #expect(verdict(rises: doubtful, sizes: larger) == .partly)
        #expect(verdict(rises: smaller, sizes: doubtful) == .doesNotHold)
        #expect(verdict(rises: [0.002], sizes: [0.002]) == .notAssessed("one network only"))
    }

    // MARK: Figure A4

    @Test("a poor predictor at any number of bins has no mean correlation of 0.3 or more at any")
    func anyBins() {
        #expect(SingleDirectionsFigureA4.anyBins([[0.1, 0.2], [0.1, -0.2]]).outcome == .holds)
        #expect(SingleDirectionsFigureA4.anyBins([[0.1, 0.5], [0.1, 0.4]]).outcome == .partly)
        #expect(SingleDirectionsFigureA4.anyBins([[-0.4, 0.5], [-0.5, 0.4]]).outcome == .doesNotHold)
    }

    // MARK: Figure 6

    private func tuning(_ networks: [[DirectionUnit]]) -> UnitTuning {
        UnitTuning(networks: networks, accuracies: networks.map { _ in 0.9 })
    }

    @Test("the means of a kind of network count dead units with 0, or not at all")
    func tuningMeans() {
        let kind = tuning([[unit(selectivity: nil), unit(selectivity: 0.6), unit(1, selectivity: 0.9)]])
        #expect(abs(kind.means(layer: nil, \.selectivityIndex)[0] - 0.5) < 1e-12)
        #expect(abs(kind.means(layer: nil, withDead: false, \.selectivityIndex)[0] - 0.75) < 1e-12)
        #expect(kind.means(layer: 1, \.selectivityIndex) == [0.9])
        #expect(kind.dead(layer: nil) == [1] && kind.dead(layer: 1) == [0])
        #expect(abs(kind.highShares[0] - 2.0 / 3) < 1e-12)
    }

    @Test("lower selectivity needs 0.1 and the whole interval; higher information the whole interval")
    func batchNormalisation() {
        func lower(_ differences: [Double]) -> Claim.Verdict {
            SingleDirectionsFigure6.lower(
                with: differences.map { 0.5 + $0 }, without: differences.map { _ in 0.5 }, ofFiring: differences
            ).outcome
        }
        #expect(lower([-0.2, -0.15, -0.12]) == .holds)
        #expect(lower([-0.05, -0.02, -0.03]) == .partly)
        #expect(lower([-0.2, 0.3, 0.1]) == .doesNotHold)
        #expect(lower([-0.2]) == .notAssessed("one network only"))
        func higher(_ differences: [Double]) -> Claim.Verdict {
            SingleDirectionsFigure6.higher(with: differences.map { 0.5 + $0 }, without: differences.map { _ in 0.5 }).outcome
        }
        #expect(higher([0.2, 0.15]) == .holds)
        #expect(higher([0.2, -0.1, 0.05]) == .partly)
        #expect(higher([-0.2, -0.1, 0.05]) == .doesNotHold)
        #expect(SingleDirectionsFigure6.high([0.6, 0.7]).outcome == .holds)
        #expect(SingleDirectionsFigure6.high([0.3, 0.4]).outcome == .partly)
        #expect(SingleDirectionsFigure6.high([0.1, 0.2]).outcome == .doesNotHold)
    }
}
