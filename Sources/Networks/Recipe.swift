/// How a network is trained.
public struct Recipe: Codable, Hashable, Sendable {
    public var optimiser: Optimiser
    /// Samples a step; an epoch's last step takes what is left.
    public var batchSize: Int
    public var epochs: Int
    public var initialisation: Initialisation

    public init(
        optimiser: Optimiser, batchSize: Int, epochs: Int, initialisation: Initialisation = .truncatedNormal
    ) {
        precondition(batchSize > 0, "a batch of \(batchSize) samples")
        precondition(epochs >= 0, "\(epochs) epochs")
        self.optimiser = optimiser
        self.batchSize = batchSize
        self.epochs = epochs
        self.initialisation = initialisation
    }
}
