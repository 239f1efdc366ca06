import Experiments

/// A full training run beside the two epochs at which it might have been stopped.
struct StoppedTraining {
    /// An epoch with the network's scores after it.
    struct Stop: Equatable {
        var epoch: Int
        /// Validation cross-entropy in nats.
        var loss: Double
        /// Validation accuracy.
        var accuracy: Double
    }

    /// The full run's plane.
    var plane: InformationPlane
    /// H(X) and I(X;Y) in bits: the plane's sides.
    var limits: (hx: Double, ixy: Double)
    /// The full run's scores at the recorded epochs.
    var curves: TrainingCurves
    /// The validation scores of every epoch, from 0 on.
    var validation: Curve
    /// Of early stopping.
    var patience: Int
    var tolerance: Double

    func stop(at epoch: Int) -> Stop { Stop(epoch: epoch, loss: validation.loss[epoch], accuracy: validation.accuracy[epoch]) }

    /// Where early stopping of a patience ends the training.
    func early(patience: Int) -> Stop {
        stop(at: EarlyStop.epoch(validationLosses: validation.loss, patience: patience, tolerance: tolerance))
    }

    /// Where early stopping ends the training.
    var early: Stop { early(patience: patience) }
    /// The epoch of the least validation loss, the first of equals.
    var perfect: Stop { stop(at: validation.epochOfLeastLoss ?? 0) }

    private var output: [LayerInformation] { plane.layers[plane.outputLayer] }

    /// Where the output layer's path turns back: its greatest I(X;T) and the first epoch that has it.
    var turn: (epoch: Int, index: Int) {
        let path = output.map(\.withInput)
        let index = path.indices.min { (-path[$0], $0) < (-path[$1], $1) } ?? 0
        return (plane.epochs[index], index)
    }

    /// How far the output layer goes back: by how many bits its I(X;T) ends below its greatest value.
    var compression: Double { plane.compression(ofLayer: plane.outputLayer) }
    /// Whether it does at all.
    var compresses: Bool { compression > VisibleShift.bits }

    /// The distance of an epoch's place on the output layer's path from the turn, in sides of the plane.
    func distanceToTurn(_ epoch: Int) -> Double { distance(plane.recordedIndex(at: epoch), turn.index) }

    /// By how much that place is nearer to the turn than to the path's nearer end, in sides of the plane; below 0 where it is further.
    func nearnessToTurn(_ epoch: Int) -> Double {
        let index = plane.recordedIndex(at: epoch)
        return min(distance(index, 0), distance(index, plane.epochs.count - 1)) - distanceToTurn(epoch)
    }

    private func distance(_ a: Int, _ b: Int) -> Double { PathDistance.between(output[a], output[b], limits: limits) }

    /// The share of the output layer's compression, from its greatest I(X;T) to its last, that is done by an epoch; 0 before the turn.
    func compressionDone(by epoch: Int) -> Double {
        let (index, turn) = (plane.recordedIndex(at: epoch), turn.index)
        return index > turn && compression > 0 ? (output[turn].withInput - output[index].withInput) / compression : 0
    }

    /// How many times later than the turn an epoch is; below 1 for an earlier one. Epoch 0 counts as 1.
    func ratioToTurn(_ epoch: Int) -> Double { Double(max(epoch, 1)) / Double(max(turn.epoch, 1)) }
}

extension StoppedTraining {
    /// Measures a trajectory on its training samples.
    init(_ trajectory: Trajectory, limits: (hx: Double, ixy: Double), _ inputs: Inputs) throws {
        guard let validation = trajectory.validation else { preconditionFailure("\(trajectory.job.name) keeps no validation set") }
        self.init(
            plane: try ScoredPlane(trajectory, inputs).plane, limits: limits, curves: TrainingCurves(trajectory),
            validation: validation, patience: inputs.settings.integer(EarlyStop.patience),
            tolerance: inputs.settings.number(EarlyStop.tolerance))
    }
}

/// The epochs that figures 7, 10 and 15 mark.
enum StopKind: String, CaseIterable {
    case early = "early-stop"
    case perfect = "perfect-stop"
    /// No stop, but what the early one is held against.
    case turn = "output-turn"

    var label: String {
        switch self {
        case .early: "Early stop"
        case .perfect: "Perfect stop"
        case .turn: "Output layer turns"
        }
    }

    func epoch(_ training: StoppedTraining) -> Int {
        switch self {
        case .early: training.early.epoch
        case .perfect: training.perfect.epoch
        case .turn: training.turn.epoch
        }
    }
}
