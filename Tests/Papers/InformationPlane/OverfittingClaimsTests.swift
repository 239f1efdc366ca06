import Experiments
import Testing

@testable import InformationPlanePaper

/// Figure 17's rules are fed training curves that meet them, that fail them, and that leave them open.
@Suite struct OverfittingClaimsTests {
    private func curves(_ epochs: [Int], loss: [Double], accuracy: [Double]) -> TrainingCurves {
        let curve = Curve(loss: loss, accuracy: accuracy)
        return TrainingCurves(epochs: epochs, training: curve, validation: curve)
    }

    @Test(
        "overfitting fails where cross-entropy falls on after an eighth of the training, and accuracy goes; in part where one does")
    func overfitting() {
        func claim(_ ends: [(early: Double, loss: Double, accuracy: Double)]) -> Claim {
            let networks = ends.map { end in
                curves([0, 400, 1005, 8000], loss: [0.7, 0.1, end.early, end.loss], accuracy: [0.5, 0.96, 0.96, end.accuracy])
            }
            return Figure17.overfitting(Figure17.rows[0], LearnedNetworks(networks, trained: 3))
        }
        let surer = (early: 0.12, loss: 0.3, accuracy: 0.955)
        let level = (early: 0.12, loss: 0.11, accuracy: 0.955)
        let worse = (early: 0.12, loss: 0.3, accuracy: 0.9)
        let poor = (early: 0.12, loss: 0.11, accuracy: 0.9)
        let holding = claim([surer, surer, surer])
        #expect(holding.outcome == .holds)
        #expect(holding.measured.contains("from epoch 1005 to the last"))
        #expect(holding.readings.map(\.outcome) == [.holds])
        #expect(claim([level, level, level]).outcome == .partly)
        #expect(claim([level, level, level]).readings.map(\.outcome) == [.partly])
        #expect(claim([worse, worse, worse]).outcome == .partly)
        #expect(claim([poor, poor, poor]).outcome == .doesNotHold)
        guard case .undecided = claim([surer, level, surer]).outcome else {
            Issue.record("one network of three whose cross-entropy falls on decides")
            return
        }
    }

    @Test("scores fail far from the published ones, are open where networks scatter, and say how many networks died")
    func scores() {
        func claim(_ scores: [Double], of all: Int) -> Claim {
            let networks = scores.map { curves([0, 8], loss: [0.7, 0.1], accuracy: [0.5, $0]) }
            return Figure17.score(Figure17.rows[1], LearnedNetworks(networks, trained: all))
        }
        #expect(claim([0.94, 0.937, 0.936], of: 3).outcome == .holds)
        let better = claim([0.99, 0.988, 0.989], of: 4)
        #expect(better.outcome == .doesNotHold)
        #expect(better.readings.map(\.outcome) == [.doesNotHold])
        #expect(better.measured.contains("3 of 4 networks"))
        #expect(claim([0.955, 0.954, 0.956], of: 3).readings.map(\.outcome) == [.holds])
        #expect(claim([0.94, 0.937], of: 3).outcome == .undecided(networks: 3))
        guard case .undecided = claim([0.9, 0.94, 0.98], of: 3).outcome else {
            Issue.record("scores that scatter decide")
            return
        }
        #expect(!curves([0, 1], loss: [0.7, 0.69], accuracy: [0.5, 0.516]).hasLearned)
        #expect(curves([0, 1], loss: [0.7, 0.1], accuracy: [0.5, 0.94]).hasLearned)
    }
}
