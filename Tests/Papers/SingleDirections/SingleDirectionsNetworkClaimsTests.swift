import Experiments
import TestSupport
import Testing

@testable import SingleDirectionsPaper

/// Every rule about whole networks - figures 3 and 4 - is fed networks that meet it and networks that fail it.
@Suite struct SingleDirectionsNetworkClaimsTests {

    private func network(training: Double = 1, test: Double, area: Double) -> SweptNetwork {
        SweptNetwork(learningRate: 0.1, trainingLoss: 0, trainingAccuracy: training, testAccuracy: test, area: area)
    }

    // MARK: Figure 3

    @Test("the best are those of the least gap between training and test accuracy, at most half of all")
    func extremes() {
        let networks = [0.9, 0.8, 0.95, 0.7].map { network(test: $0, area: $0) }
        let (best, worst) = Figure3.extremes(networks, count: 1)
        #expect(best.map(\.area) == [0.95] && worst.map(\.area) == [0.7])
        #expect(Figure3.extremes(networks, count: 5).best.map(\.area) == [0.95, 0.9])
    }

    @Test(
        "the best are more robust by the difference of the two kinds' means",
        arguments: [
            ([0.8, 0.7, 0.75], [0.6, 0.5, 0.55], Found.holds), ([0.6, 0.5, 0.55], [0.8, 0.7, 0.75], .fails),
            ([0.8, 0.55, 0.6], [0.6, 0.5, 0.7], .undecided),
        ])
    func bestAndWorst(_ best: [Double], _ worst: [Double], _ found: Found) {
        #expect(Found(Figure3.bestAndWorst(best: best, worst: worst)) == found)
    }

    @Test(
        "a relation is negative by the correlations over learning rates, one a seed",
        arguments: [
            ([[0.9, 0.8, 0.7, 0.6], [0.9, 0.7, 0.8, 0.6], [0.9, 0.8, 0.7, 0.6]], Found.holds),
            ([[0.6, 0.7, 0.8, 0.9], [0.6, 0.8, 0.7, 0.9], [0.6, 0.7, 0.8, 0.9]], .fails),
            ([[0.9, 0.8, 0.7, 0.6], [0.6, 0.7, 0.8, 0.9], [0.9, 0.7, 0.8, 0.6]], .undecided),
        ])
    func negative(_ areas: [[Double]], _ found: Found) {
        // [seed][learning rate]; the larger the rate, the worse.
        let groups = (0..<4).map { rate in areas.map { network(test: 0.99 - 0.01 * Double(rate), area: $0[rate]) } }
        let claim = Figure3.negative(groups)
        #expect(Found(claim) == found && (claim.readings[0].outcome == claim.outcome))
    }

    @Test("a wide gap has networks on either side; one stray network makes none")
    func widestGap() {
        #expect(abs(Figure3.widestGap([0, 0.1, 0.2, 0.9, 1]) - 0.7) < 1e-12)
        #expect(abs(Figure3.widestGap((0..<21).map { Double($0) / 20 }) - 0.05) < 1e-12)
        #expect(Figure3.widestGap([0] + (0..<20).map { 0.95 + 0.0025 * Double($0) }) < 0.01)
        #expect(Figure3.widestGap([0.5, 0.5]) == 0)
    }

    @Test("what the paper says of convolutional networks is not assessed on others")
    func counterparts() {
        let groups = (0..<2).map { rate in (0..<3).map { network(test: 0.9 + 0.01 * Double(rate + $0), area: 0.5) } }
        let claims = Figure3.claims(groups, best: groups[0], worst: groups[1])
        #expect(claims.map(\.id) == ["best-and-worst", "best-and-worst-mlp", "negative", "negative-mlp", "regimes"])
        for claim in claims {
            #expect((claim.outcome == .notAssessed("other architecture")) == claim.origin.isThePapers, "\(claim.id)")
        }
    }

    @Test("within learning rates only what networks differ by from the mean at their own rate counts")
    func within() {
        // Across rates areas fall with the gap, within each they rise.
        let groups = [[(0.90, 0.80), (0.89, 0.81)], [(0.80, 0.50), (0.77, 0.53)]].map { $0.map { network(test: $0.0, area: $0.1) } }
        #expect(RankCorrelation.of(groups.joined().map(\.area), groups.joined().map(\.gap)).coefficient < 0)
        #expect(Figure3.within(groups) > 0.99)
    }

    // MARK: Figure 4 (a, b)

    private func course(test: [Double], areas: [Double], training: [Double]? = nil) -> Figure4.Course {
        Figure4.Course(
            epochs: [0, 1, 2, 4, 8, 16], trainingLoss: training ?? [2, 1, 0.5, 0.2, 0.1, 0.05], testLoss: test, areas: areas)
    }

    @Test("losses diverge where the test loss is least and then rises by 2 %, the training loss falling on")
    func divergence() {
        let areas = [0.1, 0.5, 0.6, 0.7, 0.65, 0.6]
        #expect(course(test: [2, 1, 0.6, 0.5, 0.52, 0.55], areas: areas).divergence == 4)
        #expect(course(test: [2, 1, 0.6, 0.5, 0.503, 0.505], areas: areas).divergence == nil)
        #expect(course(test: [2, 1, 0.6, 0.5, 0.4, 0.3], areas: areas).divergence == nil)
        let unstable = [2, 1, 0.5, 0.2, 0.4, 0.6]
        #expect(course(test: [2, 1, 0.6, 0.5, 0.52, 0.55], areas: areas, training: unstable).divergence == nil)
        #expect(course(test: [2, 1, 0.6, 0.5, 0.52, 0.55], areas: areas).drop == 4)
        #expect(course(test: [2, 1, 0.6, 0.5, 0.4, 0.3], areas: [0.1, 0.5, 0.6, 0.7, 0.7, 0.695]).drop == nil)
    }

    @Test("the same point is within a factor of two; it fails where the area falls not at all, and is open where networks disagree")
    func samePoint() {
        let losses = [2, 1, 0.6, 0.5, 0.52, 0.55]
        let same = course(test: losses, areas: [0.1, 0.5, 0.6, 0.7, 0.65, 0.6])
        let early = course(test: losses, areas: [0.1, 0.8, 0.7, 0.65, 0.62, 0.6])
        let never = course(test: losses, areas: [0.1, 0.5, 0.6, 0.7, 0.8, 0.9])
        let steady = course(test: [2, 1, 0.6, 0.5, 0.4, 0.3], areas: [0.1, 0.5, 0.6, 0.7, 0.8, 0.9])
        func claim(_ courses: [Figure4.Course]) -> Claim { Figure4.samePoint(.init(optimiser: .sgd, courses: courses)) }
        #expect(same.turn == 4 && abs(same.fall - 0.1) < 1e-12 && never.turn == 16 && never.fall == 0)
        #expect(Found(claim([same, same, same])) == .holds)
        #expect(Found(claim([early, early, early])) == .partly)
        #expect(Found(claim([never, never, never])) == .fails)
        #expect(Found(claim([same, same, never])) == .undecided)
        #expect(claim([steady, steady, steady]).outcome == .notAssessed("the losses do not diverge"))
        #expect(claim([same, same, same, steady]).measured.contains("The losses diverge in 3 of 4 networks"))
    }

    @Test("the correlation over training leaves the untrained network out")
    func courseCorrelation() {
        let falling = course(test: [9, 1, 0.8, 0.6, 0.4, 0.2], areas: [0.9, 0.1, 0.2, 0.3, 0.4, 0.5])
        #expect(falling.correlation(after: 0) == -1)
        #expect(falling.correlation(after: -1) > -1)
        // Six places, of which the five trained ones count; swapping neighbours weakens the correlation.
        func found(_ areas: [[Double]]) -> Found {
            Found(
                Figure4.negative(
                    .init(
                        optimiser: .rmsProp,
                        courses: areas.map { course(test: [9, 1, 0.8, 0.6, 0.4, 0.2], areas: [0] + $0) })))
        }
        let (rising, nearly, sinking) = ([0.1, 0.2, 0.3, 0.4, 0.5], [0.2, 0.1, 0.4, 0.3, 0.5], [0.5, 0.4, 0.3, 0.2, 0.1])
        #expect(found([rising, nearly, nearly]) == .holds)
        #expect(found([sinking, sinking, sinking]) == .fails)
        #expect(found([rising, sinking, nearly]) == .undecided)
    }

    // MARK: Figure 4 (c)

    @Test("among settings the greatest score is taken, its rank counted among their accuracies, and what it loses")
    func choice() {
        let (scores, accuracies) = ([0.5, 0.9, 0.7, 0.9], [0.95, 0.91, 0.97, 0.99])
        let all = Figure4.Selection.choose(among: [0, 1, 2, 3], scores, accuracies)
        // The first of the two scores of 0.9: the worst accuracy of four.
        #expect(all.rank == 4 && abs(all.loss - 0.08) < 1e-12 && abs(all.lossAtRandom - 0.035) < 1e-12)
        let some = Figure4.Selection.choose(among: [0, 2], scores, accuracies)
        #expect(some.rank == 1 && some.loss == 0)
        let tied = Figure4.Selection.choose(among: [0, 1], [0.1, 0.2], [0.9, 0.9])
        #expect(tied.rank == 1)
    }

    @Test("over random halves, the best score is always among the top one and the reverse of it never")
    func selection() {
        let accuracies = (0..<8).map { 0.9 + 0.01 * Double($0) }
        let best = Figure4.Selection(scores: accuracies, accuracies: accuracies, subset: 4, subsets: 200)
        #expect(best.share(ofTop: 1) == 1 && best.losses.allSatisfy { $0 == 0 })
        let worst = Figure4.Selection(scores: accuracies.map { -$0 }, accuracies: accuracies, subset: 4, subsets: 200)
        #expect(worst.share(ofTop: 3) == 0 && worst.share(ofTop: 4) == 1)
        // A random setting loses the best of 4 of 0...7 (7.2 = 0.8 * 9 of 1...8) less the mean (4.5), in hundredths.
        let random = best.lossesAtRandom.reduce(0, +) / 200
        #expect(abs(random - 0.027) < 0.002)
        // One setting in two: the score's order of two settings is right in 2 of 3 pairs of three settings.
        let pairs = Figure4.Selection(scores: [1, 3, 2], accuracies: [0.1, 0.2, 0.3], subset: 2, subsets: 3000)
        #expect(abs(pairs.share(ofTop: 1) - 2.0 / 3) < 0.05)
    }

    @Test("the published ranks of 48 settings become the same share of fewer, rounded up")
    func ranks() {
        #expect([1, 5, 10].map { Figure4.rank($0, among: 48) } == [1, 5, 10])
        #expect([1, 5, 10].map { Figure4.rank($0, among: 12) } == [1, 2, 3])
    }

    @Test("the paper's numbers of convolutional networks are not assessed; the losses and the area of panel a are")
    func claims() {
        let losses = [2, 1, 0.6, 0.5, 0.52, 0.55]
        let courses = (0..<3).map { _ in course(test: losses, areas: [0.1, 0.5, 0.8, 0.7, 0.65, 0.6]) }
        let claims = Figure4.claims([.init(optimiser: .sgd, courses: courses)])
        let unassessed = claims.filter { $0.outcome == .notAssessed("other architecture") }
        #expect(unassessed.map(\.id) == ["course-spearman", "sweep-spearman", "selection", "selection-loss"])
        #expect(claims.filter { $0.origin == .ours }.map(\.id) == ["course-spearman-sgd-mlp"])
    }
}
