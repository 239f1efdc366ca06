/// A training half way: all that is needed to go on so that the end is the same, bit for bit.
public struct Checkpoint: Hashable, Sendable {
    /// What has been recorded so far.
    public var trajectory: Trajectory
    /// Epochs done.
    public var epoch: Int
    /// Steps of the next epoch done.
    public var step: Int
    public var weights: Weights
    /// The optimiser's velocities, in the shape of the weights; nil where it has none.
    public var velocity: Weights?
    /// The optimiser's mean squares, in the shape of the weights; nil where it has none.
    public var squares: Weights?

    public init(trajectory: Trajectory, epoch: Int, step: Int = 0, weights: Weights, velocity: Weights?, squares: Weights?) {
        self.trajectory = trajectory
        self.epoch = epoch
        self.step = step
        self.weights = weights
        self.velocity = velocity
        self.squares = squares
    }
}
