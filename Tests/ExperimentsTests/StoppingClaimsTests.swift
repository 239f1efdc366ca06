import Experiments
import InformationTheory
import Results
import Testing

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
        let curve = TrainingCurves.Curve(accuracy: epochs.map { $0 <= early ? accuracy : 0.9 }, loss: losses)
        return StoppedTraining(
            plane: InformationPlane(epochs: epochs, layers: [path, path]),
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

    private func atTurn(_ trainings: [StoppedTraining]) -> Claim.Verdict {
        StoppingClaims.earlyStopAtTurn(id: "", name: "", source: "", trainings, of: trainings.count).outcome
    }

    @Test("a stop at the turn fails far from it, on either side, and where the output layer does not turn")
    func earlyAtTurn() {
        #expect(atTurn([training(turn: 20, early: 30, perfect: 150), training(turn: 20, early: 15, perfect: 150)]) == .holds)
        #expect(atTurn([training(turn: 20, early: 60, perfect: 150)]) == .partly)
        #expect(atTurn([training(turn: 20, early: 100, perfect: 150)]) == .doesNotHold)
        #expect(atTurn([training(turn: 100, early: 20, perfect: 150)]) == .doesNotHold)
        // One far before and one far behind do not make one at the turn.
        #expect(
            atTurn([training(turn: 20, early: 100, perfect: 150), training(turn: 100, early: 20, perfect: 150)]) == .doesNotHold)
        let flat = training(turn: 20, early: 20, perfect: 150, end: 4)
        #expect(atTurn([flat, flat, training(turn: 20, early: 20, perfect: 150)]) == .doesNotHold)
        #expect(atTurn([flat]) == .doesNotHold)
    }

    @Test("a stop away from the turn fails near it")
    func earlyAway() {
        func verdict(_ training: StoppedTraining) -> Claim.Verdict {
            StoppingClaims.earlyStopAwayFromTurn(id: "", name: "", source: "", [training], of: 1).outcome
        }
        #expect(verdict(training(turn: 20, early: 100, perfect: 150)) == .holds)
        #expect(verdict(training(turn: 20, early: 60, perfect: 150)) == .partly)
        #expect(verdict(training(turn: 20, early: 30, perfect: 150)) == .doesNotHold)
        #expect(verdict(training(turn: 20, early: 30, perfect: 150, end: 4)) == .notAssessed("no output layer turns"))
    }

    @Test("a perfect stop away from the turn fails near it")
    func perfectAway() {
        func verdict(_ training: StoppedTraining) -> Claim.Verdict {
            StoppingClaims.perfectStopAwayFromTurn(id: "", name: "", source: "", [training], of: 1).outcome
        }
        #expect(verdict(training(turn: 20, early: 10, perfect: 150)) == .holds)
        #expect(verdict(training(turn: 50, early: 10, perfect: 150)) == .partly)
        #expect(verdict(training(turn: 100, early: 10, perfect: 150)) == .doesNotHold)
    }

    @Test("early stopping's lack of guarantee needs one network that stops before its minimum; overshooting it is less")
    func guarantee() {
        func verdict(_ trainings: [StoppedTraining]) -> Claim.Verdict {
            StoppingClaims.noGuarantee(id: "", name: "", source: "", trainings, of: trainings.count).outcome
        }
        let missed = training(turn: 20, early: 30, perfect: 150)
        let overshot = training(turn: 20, early: 30, perfect: 29)
        let hit = training(turn: 20, early: 30, perfect: 29, loss: 0.1005)
        #expect(verdict([hit, missed]) == .holds)
        #expect(verdict([hit, overshot]) == .partly)
        #expect(verdict([hit]) == .doesNotHold)
    }

    @Test("what is measured says how many networks learned, and how many were stopped at chance")
    func basis() {
        let stuck = training(turn: 20, early: 10, perfect: 150, accuracy: 0.5)
        let claim = StoppingClaims.earlyStopAtTurn(id: "", name: "", source: "", [stuck], of: 3)
        #expect(claim.measured.contains("1 of 3 networks"))
        #expect(claim.measured.contains("in 1 it ends the training before the network has left chance"))
    }
}
