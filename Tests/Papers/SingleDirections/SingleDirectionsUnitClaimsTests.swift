import Experiments
import TestSupport
import Testing

@testable import SingleDirectionsPaper

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

    @Test("what does not vary has a correlation of 0")
    func rankCorrelation() {
        #expect(RankCorrelation.of([1, 1, 1], [1, 2, 3]) == RankCorrelation(coefficient: 0, p: 1))
        #expect(RankCorrelation.of([1, 2], [1, 2]).coefficient == 0)
    }

    @Test("dead units count with an index of 0, or not at all")
    func deadUnits() {
        let impacts = NetworkUnits(networks: [
            [
                unit(selectivity: nil, cost: 9), unit(selectivity: 0.1, cost: 1), unit(selectivity: 0.2, cost: 2),
                unit(1, selectivity: 0.3, cost: 3),
            ]
        ])
        #expect(impacts.correlations(withDead: false, \.selectivityIndex)[0].coefficient == 1)
        // Ranks 1 2 3 4 against 4 1 2 3.
        #expect(abs(impacts.correlations(\.selectivityIndex)[0].coefficient + 0.2) < 1e-12)
        #expect(impacts.means(layer: 1, \.lossChange) == [3])
    }

    private static let (slightly, strongly, anyhow) = ([0.1, 0.15, 0.05], [0.6, 0.55, 0.65], [0.1, 0.6, 0.2])

    @Test(
        "a poor predictor correlates by less than 0.3 across both layers and within each, whichever way",
        arguments: [
            ([slightly, slightly, slightly.map { -$0 }], Found.holds), ([slightly, strongly, slightly], .partly),
            ([strongly, strongly, strongly.map { -$0 }], .fails), ([slightly, anyhow, slightly], .undecided),
            ([[0.1, 0.1], [0.1, 0.1], [0.1, 0.1]], .undecided),
        ])
    func poorPredictor(_ correlations: [[Double]], _ found: Found) {
        let parts = LayerPart.all(of: [0, 1])
        #expect(Found(NetworkUnits.poorPredictor("x", "", "", parts, correlations)) == found)
        let otherwise = NetworkUnits.poorPredictor(
            "x", "", "", parts, [Self.slightly, Self.slightly, Self.slightly], others: [("otherwise", correlations)])
        #expect(Found(otherwise) == .holds)
        #expect((otherwise.readings[0].outcome == .holds) == (found == .holds))
    }

    // MARK: Figure 7

    @Test(
        "the slight correlation is positive and at most twice the paper's; another optimiser is a reading",
        arguments: [
            ([0.08, 0.1, 0.12], Found.holds), ([-0.2, -0.3, -0.25], .fails), ([0.5, 0.52, 0.51], .fails),
            ([-0.1, 0.1, 0.3], .undecided),
        ])
    func slight(_ coefficients: [Double], _ found: Found) {
        func correlations(_ coefficients: [Double]) -> [RankCorrelation] {
            coefficients.map { RankCorrelation(coefficient: $0, p: 0.5) }
        }
        let claim = Figure7.slight(correlations(coefficients), adam: correlations([0.08, 0.09, 0.1]))
        #expect(Found(claim) == found && claim.readings.map(\.outcome) == [.holds])
        #expect(claim.rule.contains("from 0 to 0.19"))
        #expect(claim.measured.contains("p is above 0.05 in 3 of 3 networks"))
    }

    @Test("of the upper quarter by selectivity, those count whose cost is below a tenth of the greatest")
    func minimalShare() {
        // Indices 0.1 to 0.8; the upper quarter is 0.7 and 0.8, the greatest cost 1.
        let units = (1...8).map { unit(selectivity: Double($0) / 10, cost: [1, 0.01, 0.5, 0.3, 0.2, 0.4, 0.05, 0.2][$0 - 1]) }
        #expect(Figure7.minimalShare(units, ofSelective: true) == 0.5)
        #expect(abs(Figure7.minimalShare(units, ofSelective: false) - 1.0 / 6) < 1e-12)
    }

    @Test(
        "many are over a half, or read otherwise over a quarter",
        arguments: [
            ([0.6, 0.7, 0.65], Found.holds, Found.holds), ([0.35, 0.4, 0.38], .fails, .holds), ([0.1, 0.2, 0.15], .fails, .fails),
            ([0.3, 0.9, 0.6], .undecided, .undecided),
        ])
    func minimal(_ shares: [Double], _ found: Found, _ loosely: Found) {
        let claim = Figure7.minimal(shares, adam: [0.6, 0.7, 0.65])
        #expect(Found(claim) == found)
        #expect((claim.readings[0].outcome == .holds) == (loosely == .holds))
        #expect(claim.readings[1].outcome == .holds)
    }

    @Test(
        "the earlier layer matters more where its units raise the loss more; the size of the change is a reading",
        arguments: [
            ([2, 3, 4], Found.holds), ([-2, -3, -4], .fails), ([2, 3, -1], .undecided), ([2], .undecided),
        ])
    func earlier(_ rises: [Double], _ found: Found) {
        let claim = Figure7.earlier(rises, sizes: [1, 1.1, 0.9], adam: [-1, -1.1, -0.9])
        #expect(Found(claim) == found && claim.readings.map(\.outcome) == [.holds, .doesNotHold])
    }

    // MARK: Figure A4

    @Test(
        "a poor predictor at any number of bins is one where the bins make it best",
        arguments: [
            ([[0.1, 0.2], [0.1, 0.15], [-0.1, 0.18]], Found.holds), ([[0.1, 0.5], [0.1, 0.52], [0.2, 0.51]], .fails),
            ([[0.1, 0.5], [0.1, 0.1], [0.2, -0.2]], .undecided),
        ])
    func anyBins(_ correlations: [[Double]], _ found: Found) {
        #expect(Found(FigureA4.anyBins(correlations)) == found)
    }

    // MARK: Figure 6

    @Test("the means of a kind of network count dead units with 0, or not at all")
    func tuningMeans() {
        let kind = NetworkUnits(networks: [[unit(selectivity: nil), unit(selectivity: 0.6), unit(1, selectivity: 0.9)]])
        #expect(abs(kind.means(\.selectivityIndex)[0] - 0.5) < 1e-12)
        #expect(abs(kind.means(withDead: false, \.selectivityIndex)[0] - 0.75) < 1e-12)
        #expect(kind.means(layer: 1, \.selectivityIndex) == [0.9])
        #expect(kind.dead() == [1] && kind.dead(layer: 1) == [0])
        #expect(abs(kind.highShares[0] - 2.0 / 3) < 1e-12)
    }

    @Test("what the paper says of convolutional networks is not assessed on others; what these show is a statement of ours")
    func batchNormalisation() {
        let kinds = [0.3, 0.6].map { index in
            NetworkUnits(
                networks: (0..<3).map { [unit(selectivity: index + 0.01 * Double($0), bits: 0.5 + 0.1 * Double($0) * index)] })
        }
        let claims = Figure6.claims(normalised: kinds[0], plain: kinds[1])
        #expect(
            claims.map(\.id).filter { !$0.hasSuffix("-mlp") } == ["selectivity-lower", "selectivity-high", "information-higher"])
        for claim in claims {
            #expect((claim.outcome == .notAssessed("other architecture")) == claim.origin.isThePapers, "\(claim.id)")
        }
    }

    @Test(
        "lower selectivity, higher information and many selective units each hold, fail and stay open",
        arguments: [
            ([0.2, 0.15, 0.12], Found.fails, Found.holds), ([-0.2, -0.15, -0.12], .holds, .fails),
            ([0.2, -0.1, 0.05], .undecided, .undecided), ([0.2, 0.2], .undecided, .undecided),
        ])
    func normalisedUnits(_ differences: [Double], _ lower: Found, _ higher: Found) {
        #expect(Found(Figure6.lower(differences, ofFiring: differences)) == lower)
        #expect(Found(Figure6.higher(differences)) == higher)
        #expect(Found(Figure6.high(differences.map { 0.5 + $0 })) == higher)
    }
}
