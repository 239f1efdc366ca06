import Experiments
import TestSupport
import Testing

@testable import SingleDirectionsPaper

/// Every rule about single units - figures 6, 7 and A4 - is fed units that meet it and units that fail it.
@Suite struct SingleDirectionsUnitClaimsTests {
    private func unit(_ layer: Int = 0, selectivity: Double? = 0.5, bits: Double = 0.5, cost: Double = 0) -> DirectionUnit {
        DirectionUnit(
            reference: UnitReference(layer: layer, unit: 0), depth: layer, selectivity: selectivity, mutualInformation: bits,
            lossChange: cost)
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

    @Test("what the paper says is asked of convolutional networks; of others it is a statement of ours")
    func batchNormalisation() {
        let kinds = [0.3, 0.6].map { index in
            NetworkUnits(
                networks: (0..<3).map { [unit(selectivity: index + 0.01 * Double($0), bits: 0.5 + 0.1 * Double($0) * index)] })
        }
        let papers = Figure6.claims(normalised: kinds[0], plain: kinds[1])
        let ours = Figure6.ownClaims(normalised: kinds[0], plain: kinds[1])
        #expect(papers.map(\.id) == ["selectivity-lower", "selectivity-high", "information-higher"])
        #expect(ours.map(\.id) == papers.map { "\($0.id)-mlp" })
        #expect(papers.allSatisfy { $0.origin == .sentence } && ours.allSatisfy { $0.origin == .ours })
        #expect(zip(papers, ours).allSatisfy { $0.estimate == $1.estimate } && Found(papers[0]) == .holds)
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
        #expect(Found(Figure6.lowerInMaps(differences, ofFiring: differences)) == lower)
        #expect(Found(Figure6.higherInMaps(differences)) == higher)
        let binned = Figure6.higherInMaps([1, 1.1, 1.2], byBins: [("2 bins", differences)])
        #expect(Found(binned) == .holds && (binned.readings[0].outcome == .holds) == (higher == .holds))
        #expect(Found(Figure6.highInMaps(differences.map { 0.25 + $0 / 2 })) == higher)
    }

    // MARK: Feature maps

    @Test(
        "the published correlation of maps is negative and at most twice as large; networks without batch normalisation are a reading",
        arguments: [
            ([-0.3, -0.4, -0.35], Found.holds), ([0.2, 0.25, 0.3], .fails), ([-0.9, -0.91, -0.92], .fails),
            ([-0.2, 0.2, 0.0], .undecided),
        ])
    func negative(_ coefficients: [Double], _ found: Found) {
        let claim = Figure7.negative(coefficients, plain: [0.3, 0.31, 0.32])
        #expect(Found(claim) == found && claim.origin == .number && claim.readings.map(\.outcome) == [.doesNotHold])
    }

    @Test("selective maps are no more impactful unless their correlation is medium, across all layers and within them")
    func noMoreImpactful() {
        let (low, high) = ([-0.2, -0.1, -0.15], [0.5, 0.55, 0.6])
        func found(_ all: [Double], _ within: [Double]) -> Found {
            Found(Figure7.noMoreImpactful((all, within), plain: (high, high)))
        }
        #expect(found(low, low) == .holds && found(high, high) == .fails && found(low, high) == .partly)
    }

    @Test("early layers drive the correlation where theirs is negative and the later layers' is none")
    func earlyLayers() {
        let (negative, none) = ([-0.5, -0.4, -0.45], [0.05, -0.05, 0.0])
        func found(_ early: [Double], _ late: [Double]) -> Found { Found(Figure7.earlyLayers((early, late), plain: (none, none))) }
        #expect(found(negative, none) == .holds)
        #expect(found(negative, negative) == .partly)
        #expect(found(negative.map { -$0 }, negative) == .fails)
    }

    @Test("maps of early layers matter more where they raise the loss more")
    func earlierMaps() {
        #expect(Found(Figure7.earlierMaps([2, 3, 4], sizes: [1, 1, 1], plain: [-1, -2, -3])) == .holds)
        #expect(Found(Figure7.earlierMaps([-2, -3, -4], sizes: [1, 1, 1], plain: [1, 2, 3])) == .fails)
    }

    @Test("halves of the layers leave out one in the middle, and means within them are one a network")
    func halves() {
        let network = (0..<5).flatMap { depth in (0..<2).map { unit(depth, cost: Double(10 * depth + $0)) } }
        let units = NetworkUnits(networks: [network, network])
        #expect(units.depth == 5 && units.halves.early == 0..<2 && units.halves.late == 3..<5)
        #expect(units.means(within: units.halves.early, \.lossChange) == [5.5, 5.5])
        #expect(units.meansByLayer(\.lossChange)[1] == [0.5, 10.5, 20.5, 30.5, 40.5])
    }

    @Test("selectivity rises with depth, falls, or does neither")
    func depth() {
        let rising = [[0.1, 0.2, 0.3, 0.4, 0.5], [0.1, 0.3, 0.2, 0.4, 0.5], [0.0, 0.2, 0.3, 0.5, 0.6]]
        #expect(Found(FigureA2.rises(rising, plain: rising)) == .holds)
        #expect(Found(FigureA2.rises(rising.map { $0.reversed() }, plain: rising)) == .fails)
        #expect(Found(FigureA2.rises([[0.1, 0.5, 0.1], [0.5, 0.1, 0.5], [0.1, 0.2, 0.3]], plain: rising)) == .undecided)
    }

    @Test("norms and selectivity are negatively correlated, or unrelated, or neither")
    func norms() {
        let (negative, positive) = ([-0.5, -0.4, -0.45], [0.5, 0.4, 0.45])
        #expect(Found(FigureA3.negative(negative, plain: positive)) == .holds)
        #expect(Found(FigureA3.negative(positive, plain: positive)) == .fails)
        #expect(Found(FigureA3.unrelated(negative, plain: positive)) == .holds)
        #expect(Found(FigureA3.unrelated(positive, plain: positive)) == .fails)
    }

    @Test("information predicts the importance of maps poorly across all layers and in the layer in the middle")
    func poorInMaps() {
        let (none, high) = ([0.1, 0.0, -0.1], [0.6, 0.55, 0.65])
        func found(_ all: [Double], _ median: [Double]) -> Found { Found(FigureA4.poor((all, median), plain: (none, none))) }
        #expect(found(none, none) == .holds && found(none, high) == .partly && found(high, high) == .fails)
    }

    @Test("the line through points is that of least squares, and there is none where nothing varies")
    func line() {
        // Means 1 and 3; slope (1 + 0 + 3) / 2 = 2.
        #expect(FittedLine(x: [0, 1, 2], y: [2, 1, 6])?.y == [1, 5])
        #expect(FittedLine(x: [2, 0, 1], y: [6, 2, 1])?.x == [0, 2])
        #expect(FittedLine(x: [1, 1], y: [0, 1]) == nil && FittedLine(x: [], y: []) == nil)
    }
}
