import Experiments

/// A network's accuracy and cross-entropy at its recorded epochs.
struct TrainingCurves {
    struct Curve {
        var accuracy: [Double]
        /// In nats.
        var loss: [Double]

        init(accuracy: [Double], loss: [Double]) {
            self.accuracy = accuracy
            self.loss = loss
        }
    }

    var epochs: [Int]
    var training: Curve
    var validation: Curve

    init(epochs: [Int], training: Curve, validation: Curve) {
        self.epochs = epochs
        self.training = training
        self.validation = validation
    }

    /// The curves of a trajectory whose job keeps a validation set.
    init(_ trajectory: Trajectory) {
        guard let validation = trajectory.validation else { preconditionFailure("\(trajectory.job.name) keeps no validation set") }
        let epochs = trajectory.snapshots.map(\.epoch)
        func recorded(_ curve: Networks.Curve) -> Curve {
            Curve(accuracy: epochs.map { curve.accuracy[$0] }, loss: epochs.map { curve.loss[$0] })
        }
        self.init(epochs: epochs, training: recorded(trajectory.training), validation: recorded(validation))
    }

    /// False for a network that ends where guessing would: with ReLU, one whose units have all died.
    var hasLearned: Bool { (training.accuracy.last ?? 0) > Self.aboveChance }

    /// An accuracy above which a network has left chance, on SZT's two classes as on MNIST-3's three.
    static let aboveChance = 0.6

    /// The first recorded epoch of least validation cross-entropy.
    var leastLossIndex: Int {
        validation.loss.indices.min { validation.loss[$0] < validation.loss[$1] } ?? 0
    }
}
