import Experiments

/// The networks of the class selectivity experiments: 128 units a layer, trained on the true labels (Section 3.4, Appendix A.2).
enum SelectivityNetworks {
    static let width = DirectionParameters.width("width", "class selectivity experiments", 128)
    static let epochs = DirectionParameters.epochs("epochs", "class selectivity experiments", 640)
    static let moments = Parameter.chosen(
        "recordedEpochs", "epochs at which networks are recorded, with the first and the last", .integer(8),
        because: "the paper measures trained networks only; these show what the length of training does",
        allowed: .integers(3...100))
    static let parameters = DirectionParameters.training + [width, epochs, moments]

    static func condition(
        _ settings: Settings, isNormalised: Bool = false, optimiser: Optimiser? = nil
    ) -> DirectionCondition {
        DirectionCondition(
            width: settings.integer(width), epochs: settings.integer(epochs), isNormalised: isNormalised, optimiser: optimiser,
            snapshots: SnapshotSchedule(everyEpochUpTo: 1, count: settings.integer(moments), scoresEveryEpoch: false))
    }

    /// A network while it is trained.
    struct Course {
        /// From epoch 1 on.
        let snapshots: [Trajectory.Snapshot]
        let test: LabelledSamples
        /// In the end, on the test images.
        let accuracy: Double
    }

    static func course(_ job: TrainingJob, _ inputs: Inputs) throws -> Course {
        let trajectory = try inputs.trajectory(job)
        guard let test = try inputs.data(job.data).split.test, let accuracy = trajectory.test?.accuracy.last else {
            preconditionFailure("a training without test images")
        }
        return Course(snapshots: trajectory.snapshots.filter { $0.epoch > 0 }, test: test, accuracy: accuracy)
    }
}
