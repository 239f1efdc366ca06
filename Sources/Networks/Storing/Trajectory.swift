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
