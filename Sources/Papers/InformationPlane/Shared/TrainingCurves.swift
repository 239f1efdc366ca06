import Experiments

/// A network's accuracy and cross-entropy at its recorded epochs.
struct TrainingCurves {
    var epochs: [Int]
    var training: Curve
    var validation: Curve

    /// An accuracy above which a network has left chance, on SZT's two classes as on MNIST-3's three.
    static let aboveChance = 0.6

    /// False for a network that ends where guessing would: with ReLU, one whose units have all died.
    var hasLearned: Bool { (training.accuracy.last ?? 0) > Self.aboveChance }

    /// The accuracy on the held-out samples after the last epoch.
    var score: Double { validation.accuracy.last ?? 0 }

    /// The first recorded epoch of least validation cross-entropy.
    var leastLossIndex: Int { validation.epochOfLeastLoss ?? 0 }
}

extension TrainingCurves {
    /// The curves of a trajectory whose job keeps a validation set.
    init(_ trajectory: Trajectory) {
        guard let validation = trajectory.validation else { preconditionFailure("\(trajectory.job.name) keeps no validation set") }
        let epochs = trajectory.snapshots.map(\.epoch)
        func recorded(_ curve: Curve) -> Curve {
            Curve(loss: epochs.map { curve.loss[$0] }, accuracy: epochs.map { curve.accuracy[$0] })
        }
        self.init(epochs: epochs, training: recorded(trajectory.training), validation: recorded(validation))
    }
}
