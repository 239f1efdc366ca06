import Experiments
import NumericCore
import Results
import Testing

/// The rules of figure 5 are fed networks that behave as the paper says, and others.
@Suite struct SingleDirectionsFigure5ClaimsTests {
    private typealias Figure = SingleDirectionsFigure5

    /// Flat at `start` up to `knee` of 100 units, then straight down to `after`, where it stays until the end.
    private func networks(
        _ dropout: Double, shuffled: Bool, knee: Double, after: Double, start: Double = 1, early: Double = 0.5
    ) -> DroppedNetworks {
        let x = (0...100).map(Double.init)
        let curve = x.map { $0 <= knee ? start : max(after, start - (start - after) * ($0 - knee) / 5) }
        return DroppedNetworks(
            dropout: dropout,
            networks: PerturbedNetworks(
                label: "", corruption: shuffled ? 1 : 0, x: x, accuracies: [[curve, curve], [curve, curve], [curve, curve]]),
            learning: .init(
                repeating: [
                    .init(epoch: 0, accuracy: 0.1), .init(epoch: 25, accuracy: early), .init(epoch: 100, accuracy: start),
                ], count: 3))
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

    @Test("minimal loss up to the dropout: fails where shuffled labels lose before it")
    func minimalLoss() {
        #expect(Figure.minimalLoss(conditions()).outcome == .holds)
        #expect(Figure.minimalLoss(conditions(shuffled: [15, 25, 29.5])).outcome == .partly)
        #expect(Figure.minimalLoss(conditions(shuffled: [15, 25, 20])).outcome == .doesNotHold)
        #expect(Figure.minimalLoss(conditions(true: 5)).outcome == .doesNotHold)
    }

    @Test("drops soon past the dropout: fails where the curves do not care for it")
    func dropsSoon() {
        #expect(Figure.dropsSoon(conditions()).outcome == .holds)
        #expect(Figure.dropsSoon(conditions(shuffled: [15, 25, 60])).outcome == .partly)
        #expect(Figure.dropsSoon(conditions(shuffled: [60, 60, 60])).outcome == .doesNotHold)
        #expect(Figure.dropsSoon(conditions(shuffled: [5, 5, 5])).outcome == .doesNotHold)
    }

    @Test("past the dropout shuffled labels are much more sensitive: fails where true ones are")
    func shuffledAreSensitive() {
        #expect(Figure.shuffledAreSensitive(conditions()).outcome == .holds)
        #expect(Figure.shuffledAreSensitive(conditions(shuffled: [68, 68, 68], after: 0.5)).outcome == .partly)
        #expect(Figure.shuffledAreSensitive(conditions(shuffled: [90, 90, 90])).outcome == .doesNotHold)
    }

    @Test("true labels are alike: fails where the dropouts' areas differ")
    func trueAreAlike() {
        #expect(Figure.trueAreAlike(conditions()).outcome == .holds)
        #expect(Figure.trueAreAlike(conditions(trueAfter: [0.6, 0.5, 0.35])).outcome == .partly)
        #expect(Figure.trueAreAlike(conditions(trueAfter: [0.9, 0.5, 0.2])).outcome == .doesNotHold)
    }

    @Test("more dropout learns slower and ends worse: fails where accuracy rises with dropout or hardly falls")
    func falling() {
        func verdicts(_ accuracies: [Double]) -> [Claim.Verdict] {
            let slow = zip([0.1, 0.2, 0.3], accuracies).map { networks($0, shuffled: true, knee: 40, after: 0.2, early: $1) }
            let bad = zip([0.1, 0.2, 0.3], accuracies).map { networks($0, shuffled: true, knee: 40, after: 0.2, start: $1) }
            return [Figure.learnSlower(slow).outcome, Figure.endWorse(bad).outcome]
        }
        #expect(verdicts([0.99, 0.9, 0.8]) == [.holds, .holds])
        #expect(verdicts([0.99, 0.995, 0.8]) == [.partly, .partly])
        #expect(verdicts([0.999, 0.998, 0.997]) == [.partly, .partly])
        #expect(verdicts([0.9, 0.95, 0.99]) == [.doesNotHold, .doesNotHold])
    }

    @Test("batch normalisation makes robust: fails where it does not, partly where the curves cross or differ by little")
    func normalisation() {
        func verdict(plain: Double, normalised: Double, after: Double = 0.1) -> Claim.Verdict {
            Figure.normalisationClaims(
                plain: networks(0.1, shuffled: false, knee: plain, after: 0.1).networks,
                normalised: networks(0.1, shuffled: false, knee: normalised, after: after).networks)[0].outcome
        }
        #expect(verdict(plain: 40, normalised: 60) == .holds)
        #expect(verdict(plain: 40, normalised: 43) == .partly)
        #expect(verdict(plain: 40, normalised: 60, after: 0.05) == .partly)
        #expect(verdict(plain: 60, normalised: 40) == .doesNotHold)
    }
}
