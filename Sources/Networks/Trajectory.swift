/// How good a network is on some samples.
public struct Score: Hashable, Sendable {
    /// The mean cross-entropy, in nats.
    public var loss: Double
    /// The share of samples whose label has the largest logit, the first of equals.
    public var accuracy: Double

    public init(loss: Double, accuracy: Double) {
        self.loss = loss
        self.accuracy = accuracy
    }
}

/// A network's scores on some samples, epoch by epoch (`Trajectory.scoredEpochs`).
public struct Curve: Hashable, Sendable {
    /// The mean cross-entropy in nats, from epoch 0 (before training) on.
    public var loss: [Double]
    /// The share classified correctly, of the same epochs.
    public var accuracy: [Double]

    public init(loss: [Double] = [], accuracy: [Double] = []) {
        precondition(loss.count == accuracy.count, "\(loss.count) losses, \(accuracy.count) accuracies")
        self.loss = loss
        self.accuracy = accuracy
    }

    public var count: Int { loss.count }

    /// The place of the first least loss, its epoch where every epoch is scored; nil where there is none.
    public var epochOfLeastLoss: Int? {
        loss.indices.min { (loss[$0], $0) < (loss[$1], $1) }
    }

    mutating func append(_ score: Score) {
        loss.append(score.loss)
        accuracy.append(score.accuracy)
    }
}

/// What a training leaves: weights at the recorded epochs, and the scores of these or of every epoch.
public struct Trajectory: Hashable, Sendable {
    public struct Snapshot: Hashable, Sendable {
        /// Epochs trained so far; 0 for the initial weights.
        public var epoch: Int
        public var weights: Weights

        public init(epoch: Int, weights: Weights) {
            self.epoch = epoch
            self.weights = weights
        }
    }

    public var job: TrainingJob
    /// By epoch, ascending.
    public var snapshots: [Snapshot]
    /// The first epoch of the least validation loss; nil where the schedule does not ask for it, or there are no validation samples.
    public var best: Snapshot?
    public var training: Curve
    /// nil where the job keeps no validation set.
    public var validation: Curve?
    /// nil where the data set has no test set.
    public var test: Curve?

    public init(
        job: TrainingJob, snapshots: [Snapshot], best: Snapshot? = nil, training: Curve, validation: Curve?, test: Curve?
    ) {
        self.job = job
        self.snapshots = snapshots
        self.best = best
        self.training = training
        self.validation = validation
        self.test = test
    }

    /// Epochs trained: the job's, or fewer where it stopped early.
    public var epochs: Int { snapshots.last?.epoch ?? 0 }

    /// The epochs that the curves are of.
    public var scoredEpochs: [Int] { job.snapshots.scoresEveryEpoch ? Array(training.loss.indices) : snapshots.map(\.epoch) }

    /// The weights after `epoch` epochs; nil where they were not recorded.
    public func weights(atEpoch epoch: Int) -> Weights? {
        snapshots.first { $0.epoch == epoch }?.weights
    }
}
