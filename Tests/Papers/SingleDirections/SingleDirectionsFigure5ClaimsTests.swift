import Experiments
import TestSupport
import Testing

@testable import SingleDirectionsPaper

/// The rules of figure 5 are fed networks that behave as the paper says, and others.
@Suite struct SingleDirectionsFigure5ClaimsTests {
    private typealias Figure = Figure5

    /// Three networks, each flat at its start up to its knee of 100 units, then straight down to `after`, where it stays until the end.
    private func networks(
        _ dropout: Double, shuffled: Bool, knees: [Double], after: Double, starts: [Double] = [1, 1, 1],
        early: [Double] = [0.5, 0.5, 0.5]
    ) -> DroppedNetworks {
        let x = (0...100).map(Double.init)
        let curves = zip(knees, starts).map { knee, start in
            x.map { $0 <= knee ? start : max(after, start - (start - after) * ($0 - knee) / 5) }
        }
        return DroppedNetworks(
            dropout: dropout,
            networks: PerturbedNetworks(
                label: "", corruption: shuffled ? 1 : 0, x: x, accuracies: curves.map { [$0, $0] }),
            learning: zip(early, starts).map { early, start in
                [(epoch: 0, accuracy: 0.1), (epoch: 25, accuracy: early), (epoch: 100, accuracy: start)]
            })
    }

    private func networks(
        _ dropout: Double, shuffled: Bool, knee: Double, after: Double, start: Double = 1, early: Double = 0.5
    ) -> DroppedNetworks {
        func thrice(_ value: Double) -> [Double] { [value, value, value] }
        return networks(
            dropout, shuffled: shuffled, knees: thrice(knee), after: after, starts: thrice(start), early: thrice(early))
    }

    /// For three dropouts true labels with the one knee, and shuffled ones with theirs.
    private func conditions(
        true knee: Double = 70, trueAfter: [Double] = [0.6, 0.6, 0.6], shuffled knees: [Double] = [15, 25, 35], after: Double = 0.2
    ) -> [DroppedNetworks] {
        [0.1, 0.2, 0.3].enumerated().flatMap { index, dropout in
            [
                networks(dropout, shuffled: false, knee: knee, after: trueAfter[index]),
                networks(dropout, shuffled: true, knee: knees[index], after: after),
            ]
        }
    }

    @Test("a network's loss at its dropout, its onset and its early accuracy are read from its curves")
    func reading() {
        let network = networks(0.2, shuffled: true, knee: 15, after: 0.5, early: 0.3)
        #expect(network.units == 20 && network.losses.allSatisfy { abs($0 - 0.5) < 1e-12 })
        #expect(network.onsets.allSatisfy { abs($0 - 0.155) < 1e-12 })
        #expect(network.earlyAccuracies == [0.3, 0.3, 0.3] && network.accuracies == [1, 1, 1])
    }

    /// The shuffled labels' networks of dropout 0.2 do not agree.
    private func disagreeing(_ knees: [Double]) -> [DroppedNetworks] {
        var all = conditions()
        all[3] = networks(0.2, shuffled: true, knees: knees, after: 0.2)
        return all
    }

    @Test("minimal loss up to the dropout: partly where some lose before it, fails where all do")
    func minimalLoss() {
        #expect(Found(Figure.minimalLoss(conditions())) == .holds)
        #expect(Found(Figure.minimalLoss(conditions(shuffled: [15, 25, 20]))) == .partly)
        #expect(Found(Figure.minimalLoss(conditions(true: 5, shuffled: [5, 5, 5]))) == .fails)
        #expect(Found(Figure.minimalLoss(disagreeing([25, 18, 19.8]))) == .undecided)
    }

    @Test("drops soon past the dropout: fails where the curves do not care for it")
    func dropsSoon() {
        #expect(Found(Figure.dropsSoon(conditions())) == .holds)
        #expect(Found(Figure.dropsSoon(conditions(shuffled: [15, 25, 60]))) == .partly)
        #expect(Found(Figure.dropsSoon(conditions(shuffled: [60, 60, 60]))) == .fails)
        #expect(Found(Figure.dropsSoon(conditions(shuffled: [5, 5, 5]))) == .fails)
        #expect(Found(Figure.dropsSoon(disagreeing([22, 60, 30]))) == .undecided)
    }

    @Test("past the dropout shuffled labels are much more sensitive: fails where true ones are, or hardly")
    func shuffledAreSensitive() {
        #expect(Found(Figure.shuffledAreSensitive(conditions())) == .holds)
        #expect(Found(Figure.shuffledAreSensitive(conditions(shuffled: [15, 25, 68], after: 0.5))) == .partly)
        #expect(Found(Figure.shuffledAreSensitive(conditions(shuffled: [68, 68, 68], after: 0.5))) == .fails)
        #expect(Found(Figure.shuffledAreSensitive(conditions(shuffled: [90, 90, 90]))) == .fails)
        #expect(Found(Figure.shuffledAreSensitive(disagreeing([25, 95, 60]))) == .undecided)
    }

    @Test("true labels are alike: fails where the dropouts' areas differ; a wider margin is a reading")
    func trueAreAlike() {
        #expect(Found(Figure.trueAreAlike(conditions())) == .holds)
        let near = Figure.trueAreAlike(conditions(trueAfter: [0.6, 0.5, 0.35]))
        #expect(Found(near) == .fails && near.readings[0].outcome == .holds)
        #expect(Figure.trueAreAlike(conditions(trueAfter: [0.9, 0.5, 0.2])).readings[0].outcome == .doesNotHold)
        var all = conditions()
        all[2] = networks(0.2, shuffled: false, knees: [70, 60, 68], after: 0.6)
        #expect(Found(Figure.trueAreAlike(all)) == .undecided)
    }

    @Test(
        "more dropout learns slower and ends worse: fails where accuracy rises with dropout, open where networks disagree",
        arguments: [
            ([[0.99, 0.9, 0.8], [0.99, 0.9, 0.8], [0.99, 0.9, 0.8]], Found.holds, Found.holds),
            ([[0.999, 0.998, 0.997], [0.999, 0.998, 0.997], [0.999, 0.998, 0.997]], .holds, .fails),
            ([[0.9, 0.95, 0.99], [0.9, 0.95, 0.99], [0.9, 0.95, 0.99]], .fails, .fails),
            ([[0.99, 0.9, 0.8], [0.8, 0.9, 0.99], [0.99, 0.8, 0.9]], .undecided, .undecided),
        ])
    func falling(_ accuracies: [[Double]], _ found: Found, _ by1Point: Found) {
        // [network][dropout]
        func conditions(_ make: (Double, [Double]) -> DroppedNetworks) -> [DroppedNetworks] {
            [0.1, 0.2, 0.3].enumerated().map { place, dropout in make(dropout, accuracies.map { $0[place] }) }
        }
        let slow = conditions { networks($0, shuffled: true, knees: [40, 40, 40], after: 0.2, early: $1) }
        let bad = conditions { networks($0, shuffled: true, knees: [40, 40, 40], after: 0.2, starts: $1) }
        for claim in [Figure.learnSlower(slow), Figure.endWorse(bad)] {
            #expect(Found(claim) == found, "\(claim.id)")
            #expect((claim.readings[0].outcome == .holds) == (by1Point == .holds), "\(claim.id)")
        }
    }

    @Test("normalised networks are more robust by the difference of areas; in parts of where a curve begins it may be another")
    func normalisation() {
        func claim(plain: [Double], normalised: [Double], start: Double = 1) -> Claim {
            let starts = [start, start, start]
            return Figure.robust(
                plain: networks(0.1, shuffled: false, knees: plain, after: 0.1, starts: starts).networks,
                normalised: networks(0.1, shuffled: false, knees: normalised, after: 0.1).networks)
        }
        let (low, high, mixed) = ([40.0, 41, 42], [60.0, 62, 61], [60.0, 20, 61])
        #expect(Found(claim(plain: low, normalised: high)) == .holds)
        #expect(claim(plain: low, normalised: high).readings.map(\.outcome) == [.holds, .holds])
        #expect(Found(claim(plain: high, normalised: low)) == .fails)
        #expect(Found(claim(plain: low, normalised: mixed)) == .undecided)
        // Half as high and as long: what is lower begins lower.
        let slow = claim(plain: high, normalised: low, start: 0.3)
        #expect(Found(slow) == .holds && slow.readings[1].outcome == .doesNotHold)
    }
}
