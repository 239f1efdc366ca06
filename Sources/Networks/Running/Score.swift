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
