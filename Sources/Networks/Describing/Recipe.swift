import NumericCore

/// How a network is trained.
public struct Recipe: Codable, Hashable, Sendable {
    public var optimiser: Optimiser
    /// How the learning rate changes from epoch to epoch.
    public var schedule: LearningRateSchedule
    /// Samples a step; an epoch's last step takes what is left.
    public var batchSize: Int
    public var epochs: Int
    public var initialisation: Initialisation
    /// Added to the gradient, times the parameter, for all parameters (PyTorch's weight_decay).
    public var l2: Double
    /// The share of each hidden layer's activations that a training step sets to 0, the rest being scaled up; empty: none.
    public var dropout: [Double]
    /// The share of each hidden layer's maps that a training step sets to 0, each map whole; nil: none.
    public var mapDropout: [Double]?
    /// When the training ends before its last epoch; nil: never.
    public var earlyStopping: EarlyStopping?
    /// Units whose incoming weights and biases keep their initial values.
    public var frozen: UnitSet
    /// Hidden units whose output is 0, from the first epoch on.
    public var removed: UnitSet
    /// How images are varied; nil: not at all.
    public var augmentation: Augmentation?

    public init(
        optimiser: Optimiser, schedule: LearningRateSchedule = .constant, batchSize: Int, epochs: Int,
        initialisation: Initialisation = .truncatedNormal, l2: Double = 0, dropout: [Double] = [],
        mapDropout: [Double]? = nil, earlyStopping: EarlyStopping? = nil,
        frozen: UnitSet = .none, removed: UnitSet = .none, augmentation: Augmentation? = nil
    ) {
        precondition(batchSize > 0, "a batch of \(batchSize) samples")
        precondition(epochs >= 0, "\(epochs) epochs")
        for shares in [dropout, mapDropout ?? []] { precondition(shares.allSatisfy { $0 >= 0 && $0 < 1 }, "dropout of \(shares)") }
        precondition(l2 >= 0, "an L2 factor of \(l2)")
        self.optimiser = optimiser
        self.schedule = schedule
        self.batchSize = batchSize
        self.epochs = epochs
        self.initialisation = initialisation
        self.l2 = l2
        self.dropout = dropout
        self.mapDropout = mapDropout
        self.earlyStopping = earlyStopping
        self.frozen = frozen
        self.removed = removed
        self.augmentation = augmentation
    }
}

/// Ends a training whose validation loss has stopped falling.
public struct EarlyStopping: Codable, Hashable, Sendable {
    /// How many epochs without a new least validation loss end the training.
    public var patience: Int

    public init(patience: Int) {
        precondition(patience > 0, "a patience of \(patience) epochs")
        self.patience = patience
    }
}

/// How the learning rate changes from epoch to epoch.
public enum LearningRateSchedule: Codable, Hashable, Sendable {
    case constant
    /// Multiplied by `factor` after each of these epochs.
    case steps(after: [Int], factor: Double)
    /// Multiplied by `factor` after every epoch.
    case exponential(factor: Double)
    /// Rises in equal parts over the first epochs, then falls as half a cosine, to near 0 in the last of all (Loshchilov and Hutter 2017).
    case cosine(epochs: Int, warmUp: Int)

    /// What the learning rate of epoch 1, 2, ... is multiplied by.
    public func factor(epoch: Int) -> Double {
        switch self {
        case .constant: return 1
        case .steps(let after, let factor): return power(factor, after.count { $0 < epoch })
        case .exponential(let factor): return power(factor, epoch - 1)
        case .cosine(let epochs, let warmUp):
            if epoch <= warmUp { return Double(epoch) / Double(warmUp + 1) }
            let share = Double(epoch - warmUp - 1) / Double(max(epochs - warmUp, 1))
            return (1 + DeterministicMath.cosine(ofHalfTurns: share)) / 2
        }
    }

    private func power(_ factor: Double, _ times: Int) -> Double { (0..<times).reduce(1) { product, _ in product * factor } }
}
