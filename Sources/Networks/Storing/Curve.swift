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
