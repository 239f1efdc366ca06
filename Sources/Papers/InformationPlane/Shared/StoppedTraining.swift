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

        init(epoch: Int, loss: Double, accuracy: Double) {
            self.epoch = epoch
            self.loss = loss
            self.accuracy = accuracy
        }
    }

    /// The full run's plane.
    var plane: InformationPlane
    /// The full run's scores at the recorded epochs.
    var curves: TrainingCurves
    /// Where early stopping ends the training.
    var early: Stop
    /// The epoch of the least validation loss, the first of equals.
    var perfect: Stop
    /// The validation scores of every epoch, from 0 on.
    var validation: TrainingCurves.Curve
    /// H(X) and I(X;Y) in bits: the plane's sides.
    private let limits: (hx: Double, ixy: Double)

    /// - Parameters:
    ///   - limits: H(X) and I(X;Y) in bits.
    ///   - validation: the scores of every epoch, from 0 on.
    init(
        plane: InformationPlane, limits: (hx: Double, ixy: Double), curves: TrainingCurves, validation: TrainingCurves.Curve,
        patience: Int, tolerance: Double
    ) {
        self.plane = plane
        self.limits = limits
        self.curves = curves
        self.validation = validation
        let losses = validation.loss
        func stop(_ epoch: Int) -> Stop { Stop(epoch: epoch, loss: losses[epoch], accuracy: validation.accuracy[epoch]) }
        early = stop(EarlyStop.epoch(validationLosses: losses, patience: patience, tolerance: tolerance))
        perfect = stop(losses.indices.min { (losses[$0], $0) < (losses[$1], $1) } ?? 0)
    }

    /// Measures a trajectory on its training samples at one bin size.
    static func measure(
        _ job: TrainingJob, binSize: Double, limits: (hx: Double, ixy: Double), _ inputs: Inputs
    ) throws -> StoppedTraining {
        let trajectory = try inputs.trajectory(job)
        guard let validation = trajectory.validation else { preconditionFailure("\(job.name) keeps no validation set") }
        let plane = try InformationPlane.measure(
            trajectory, on: try inputs.data(job.data).split.training, binSizes: [binSize],
            checkCancellation: inputs.checkCancellation)[0]
        return StoppedTraining(
            plane: plane, limits: limits, curves: TrainingCurves(trajectory),
            validation: .init(accuracy: validation.accuracy, loss: validation.loss),
            patience: inputs.settings.integer(EarlyStop.patience), tolerance: inputs.settings.number(EarlyStop.tolerance))
    }

    /// The scores where early stopping of another patience would have ended the training.
    func early(patience: Int, tolerance: Double) -> Stop {
        let epoch = EarlyStop.epoch(validationLosses: validation.loss, patience: patience, tolerance: tolerance)
        return Stop(epoch: epoch, loss: validation.loss[epoch], accuracy: validation.accuracy[epoch])
    }

    /// Where the output layer's path turns back: its greatest I(X;T) and the first epoch that has it.
    var turn: (epoch: Int, index: Int) {
        let path = outputPath
        let index = path.indices.min { (-path[$0], $0) < (-path[$1], $1) } ?? 0
        return (plane.epochs[index], index)
    }

    /// How far the output layer goes back: by how many bits its I(X;T) ends below its greatest value.
    var compression: Double { outputPath[turn.index] - (outputPath.last ?? 0) }
    /// Whether it does at all.
    var compresses: Bool { compression > VisibleShift.bits }

    /// The distance of an epoch's place on the output layer's path from the turn, in sides of the plane.
    func distanceToTurn(_ epoch: Int) -> Double { distance(plane.recordedIndex(at: epoch), turn.index) }

    /// By how much that place is nearer to the turn than to the path's nearer end, in sides of the plane; below 0 where it is further.
    func nearnessToTurn(_ epoch: Int) -> Double {
        let index = plane.recordedIndex(at: epoch)
        return min(distance(index, 0), distance(index, plane.epochs.count - 1)) - distanceToTurn(epoch)
    }

    private func distance(_ a: Int, _ b: Int) -> Double {
        let path = plane.layers[plane.outputLayer]
        return PathDistance.between(path[a], path[b], limits: limits)
    }

    /// The share of the output layer's compression, from its greatest I(X;T) to its last, that is done by an epoch; 0 before the turn.
    func compressionDone(by epoch: Int) -> Double {
        let (path, turn) = (outputPath, turn.index)
        let index = plane.recordedIndex(at: epoch)
        return index > turn && compression > 0 ? (path[turn] - path[index]) / compression : 0
    }

    private var outputPath: [Double] { plane.layers[plane.outputLayer].map(\.withInput) }

    /// How many times later than the turn an epoch is; below 1 for an earlier one. Epoch 0 counts as 1.
    func ratioToTurn(_ epoch: Int) -> Double { Double(max(epoch, 1)) / Double(max(turn.epoch, 1)) }
}

extension InformationPlane {
    /// The index of the last recorded epoch that is not after the given one.
    func recordedIndex(at epoch: Int) -> Int {
        precondition(epoch >= epochs[0], "epoch \(epoch) of a plane that begins at \(epochs[0])")
        return (epochs.lastIndex { $0 <= epoch }) ?? 0
    }

    /// The plane of the same training, stopped at the epoch: its recorded epochs up to there.
    func stopped(at epoch: Int) -> InformationPlane {
        let end = recordedIndex(at: epoch)
        return InformationPlane(epochs: Array(epochs[...end]), layers: layers.map { Array($0[...end]) })
    }
}
