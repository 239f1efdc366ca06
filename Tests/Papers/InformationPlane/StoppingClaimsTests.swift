import Experiments
import TestSupport
import Testing

@testable import InformationPlanePaper

/// The rules about early and perfect stopping are fed trainings that meet them and trainings that fail them.
@Suite struct StoppingClaimsTests {
    /// A training of 200 epochs whose output layer turns at epoch `turn` and whose validation loss makes early stopping of patience 1 end
    /// it at `early`; the loss there is `loss`, the least one, 0.1, lies at `perfect`.
    private func training(turn: Int, early: Int, perfect: Int, loss: Double = 0.4, end: Double = 1, accuracy: Double = 0.9)
        -> StoppedTraining
    {
        let epochs = Array(0...200)
        let path = epochs.map { epoch in
            let information =
                epoch <= turn ? 4 * Double(epoch) / Double(turn) : 4 - (4 - end) * Double(epoch - turn) / Double(200 - turn)
            return LayerInformation(withInput: information, withLabel: 0.5, occupiedSymbols: 1)
        }
        // Falling to one step before the stop, up by a hair at it; then flat above, but for the least value.
        var losses = epochs.map { $0 < early ? 2 - Double($0) * (2 - loss) / Double(early) : loss + 1 }
        losses[early - 1] = loss - 1e-4
        losses[early] = loss
        losses[perfect] = 0.1
        let curve = Curve(loss: losses, accuracy: epochs.map { $0 <= early ? accuracy : 0.9 })
        return StoppedTraining(
            plane: InformationPlane(epochs: epochs, layers: [path, path]), limits: (hx: 10, ixy: 1),
            curves: TrainingCurves(epochs: epochs, training: curve, validation: curve), validation: curve, patience: 1, tolerance: 0
        )
    }

    @Test("a training's stops and its turn are found")
    func stops() {
        let one = training(turn: 13, early: 30, perfect: 150)
        #expect(one.early == .init(epoch: 30, loss: 0.4, accuracy: 0.9))
        #expect(one.perfect == .init(epoch: 150, loss: 0.1, accuracy: 0.9))
        #expect(one.turn.epoch == 13)
        #expect(one.compresses)
        #expect(!training(turn: 13, early: 30, perfect: 150, end: 3.95).compresses)
        #expect(one.compressionDone(by: 10) == 0)
        #expect(one.compressionDone(by: 200) == 1)
    }

    @Test("the plane at a stop is that of the last recorded epoch not after it")
    func recorded() {
        let plane = InformationPlane(epochs: [0, 1, 10, 100], layers: [])
        #expect([0, 1, 9, 10, 99, 100, 5000].map(plane.recordedIndex) == [0, 1, 1, 2, 2, 3, 3])
    }

    @Test("how near a stop is to the turn is measured in sides of the plane, against the path's nearer end")
    func nearness() {
        // Out from 0 to 4 bits by epoch 50 and back to 1 by epoch 200, in a plane ten bits wide.
        let one = training(turn: 50, early: 30, perfect: 150)
        #expect(abs(one.distanceToTurn(50)) < 1e-12)
        #expect(abs(one.distanceToTurn(25) - 0.2) < 1e-12 && abs(one.distanceToTurn(200) - 0.3) < 1e-12)
        // Epoch 50 is 0.4 from the beginning and 0.3 from the end; epoch 200 is the end, 0.3 from the turn.
        #expect(abs(one.nearnessToTurn(50) - 0.3) < 1e-12 && abs(one.nearnessToTurn(200) + 0.3) < 1e-12)
    }

    private func claims(_ trainings: [StoppedTraining], of trained: Int? = nil, patience: Int = 1) -> StoppingCondition {
        var trainings = trainings
        for index in trainings.indices { trainings[index].patience = patience }
        return StoppingCondition(
            id: "", name: "", networks: LearnedNetworks(trainings, trained: trained ?? trainings.count))
    }

    private func three(_ training: StoppedTraining) -> [StoppedTraining] { [training, training, training] }

    @Test("a stop at the turn fails near the path's ends, and where the output layer does not turn")
    func earlyAtTurn() {
        func outcome(_ trainings: [StoppedTraining]) -> Outcome { claims(trainings).earlyStopAtTurn("").outcome }
        let (at, late) = (training(turn: 20, early: 30, perfect: 150), training(turn: 20, early: 190, perfect: 195))
        let early = training(turn: 100, early: 5, perfect: 150)
        #expect(outcome([at, at, training(turn: 20, early: 18, perfect: 150)]) == .holds)
        #expect(outcome(three(late)) == .doesNotHold)
        #expect(outcome(three(early)) == .doesNotHold)
        // One far before and one far behind do not make one at the turn.
        #expect(outcome([early, late, early, late]) == .doesNotHold)
        #expect(outcome([at, at, late]).isUndecided)
        #expect(outcome(three(training(turn: 20, early: 20, perfect: 150, end: 4))) == .doesNotHold)
        #expect(outcome([at, at]) == .undecided(networks: 3))
    }

    @Test("the readings of a stop at the turn: other patiences, nearer in the plane, in epochs")
    func readings() {
        let claim = claims(three(training(turn: 40, early: 90, perfect: 150))).earlyStopAtTurn("")
        #expect(
            claim.readings.map(\.name) == [
                "patience 2", "patience 5", "within 0.1 sides of the plane", "within a doubling of the epoch",
                "within a doubling of the epoch, patience 2",
                "within a doubling of the epoch, patience 5",
            ])
        #expect(claim.outcome == .holds)
        // At epoch 90 the path is 0.09375 sides behind the turn, and 1.17 doublings.
        #expect(claim.readings[2].outcome == .holds)
        #expect(claim.readings[3].outcome == .doesNotHold)
        let used = claims(three(training(turn: 40, early: 90, perfect: 150)), patience: 2).earlyStopAtTurn("")
        #expect(used.readings.map(\.name).prefix(2) == ["patience 1", "patience 5"])
        let far = claims(three(training(turn: 40, early: 190, perfect: 195))).earlyStopAwayFromTurn("")
        #expect(far.readings[2].name == "beyond 0.1 sides of the plane")
        #expect(far.readings[2].outcome == .holds && far.readings[3].outcome == .holds)
    }

    @Test("a stop away from the turn fails near it, and is not assessed where no output layer turns")
    func earlyAway() {
        func outcome(_ trainings: [StoppedTraining]) -> Outcome { claims(trainings).earlyStopAwayFromTurn("").outcome }
        let (at, late) = (training(turn: 20, early: 30, perfect: 150), training(turn: 20, early: 190, perfect: 195))
        #expect(outcome(three(late)) == .holds)
        #expect(outcome(three(at)) == .doesNotHold)
        #expect(outcome([late, late, at]).isUndecided)
        let flat = training(turn: 20, early: 30, perfect: 150, end: 4)
        #expect(outcome([flat]) == .notAssessed("no output layer turns"))
        #expect(outcome(three(late) + [flat]) == .holds)
    }

    @Test("a perfect stop away from the turn fails near it")
    func perfectAway() {
        func outcome(_ trainings: [StoppedTraining]) -> Outcome { claims(trainings).perfectStopAwayFromTurn("").outcome }
        let (at, late) = (training(turn: 100, early: 10, perfect: 120), training(turn: 20, early: 10, perfect: 190))
        #expect(outcome(three(late)) == .holds)
        #expect(outcome(three(at)) == .doesNotHold)
        #expect(outcome([late, late, at]).isUndecided)
    }

    @Test("early stopping's lack of guarantee needs networks that stop before their minimum; overshooting it is none")
    func guarantee() {
        func outcome(_ trainings: [StoppedTraining]) -> Outcome { claims(trainings).noGuarantee("").outcome }
        let missed = training(turn: 20, early: 30, perfect: 150)
        let overshot = training(turn: 20, early: 30, perfect: 29)
        let hit = training(turn: 20, early: 30, perfect: 29, loss: 0.1005)
        #expect(outcome([hit, hit, missed]) == .holds)
        #expect(outcome([hit, hit, hit]).isUndecided)
        #expect(outcome(.init(repeating: overshot, count: 100)) == .doesNotHold)
        #expect(claims(three(hit)).noGuarantee("").readings.map(\.outcome) == [.doesNotHold])
    }

    @Test("what is measured says how many networks learned, and how many were stopped at chance")
    func basis() {
        let stuck = training(turn: 20, early: 10, perfect: 150, accuracy: 0.5)
        let claim = claims([stuck], of: 3).earlyStopAtTurn("")
        #expect(claim.measured.contains("1 of 3 networks"))
        #expect(claim.measured.contains("In 1 it ends the training before the network has left chance"))
    }
}
