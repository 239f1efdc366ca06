import Datasets
import Networks

/// The networks of the class selectivity experiments: 128 units a layer, trained on the true labels (Section 3.4, Appendix A.2).
enum SelectivityNetworks {
    static let width = DirectionParameters.width("width", "class selectivity experiments", 128)
    static let epochs = DirectionParameters.epochs("epochs", "class selectivity experiments", 640)
    static let parameters = DirectionParameters.training + [width, epochs]

    static func jobs(_ settings: Settings, isNormalised: Bool = false) -> [TrainingJob] {
        DirectionCondition(
            width: settings.integer(width), epochs: settings.integer(epochs), isNormalised: isNormalised
        ).jobs(settings)
    }

    /// The last weights and the test images of a network.
    static func trained(_ job: TrainingJob, _ inputs: Inputs) throws -> (weights: Weights, test: LabelledSamples, accuracy: Double)
    {
        let trajectory = try inputs.trajectory(job)
        guard let test = try inputs.data(job.data).split.test, let weights = trajectory.snapshots.last?.weights,
            let accuracy = trajectory.test?.accuracy.last
        else { preconditionFailure("a training without weights or test images") }
        return (weights, test, accuracy)
    }
}
