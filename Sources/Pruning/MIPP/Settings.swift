extension MIPP {
    /// What a run is told.
    public struct Settings: Codable, Hashable, Sendable {
        /// How sure one must be that a node carries information for it to stay: the higher, the more is pruned.
        public var confidence: Double
        /// Samples that the estimators are fitted to: the first ones. The paper does not say; 5,000 are chosen.
        public var fitSamples: Int
        /// Samples on which losses are taken: those behind. That losses are held out, and on how many, is chosen.
        public var heldOutSamples: Int
        public var estimator: Estimator
        public var reference: Reference
        public var order: Order

        public init(
            confidence: Double, fitSamples: Int = 5000, heldOutSamples: Int = 1000, estimator: Estimator = .paper(refits: 150),
            reference: Reference = .original, order: Order = .leastInformativeFirst
        ) {
            precondition(confidence >= 0.5 && confidence < 1, "a confidence of \(confidence)")
            precondition(fitSamples > 0 && heldOutSamples > 0, "\(fitSamples) samples to fit, \(heldOutSamples) held out")
            self.confidence = confidence
            self.fitSamples = fitSamples
            self.heldOutSamples = heldOutSamples
            self.estimator = estimator
            self.reference = reference
            self.order = order
        }
    }

    /// What the losses without a node are held against.
    public enum Reference: String, Codable, Hashable, Sendable, CaseIterable {
        /// Those of the first fits, which see all nodes: whether the loss "drops back below its original value" (section 4.3).
        case original
        /// Those after the removal before: whether the nodes that are left need this one.
        case current
        /// Those of the same fits after as many further steps with the node. Ours: where the first fits are not at their end, further
        /// steps alone bring the losses below those of before, with the node or without.
        case control
    }

    /// In which order nodes are examined: section 4.2.1 says "descending order of MI", 4.3 descending order of the loss, which is the
    /// opposite; that informative nodes come last is the text's aim.
    public enum Order: String, Codable, Hashable, Sendable, CaseIterable {
        case leastInformativeFirst, mostInformativeFirst
    }

    /// The networks that predict a layer from the one before.
    ///
    /// Chosen: ReLU, He's normal weights, Adam with 1e-3, batches of 128, the squared error averaged over targets and samples.
    public struct Estimator: Codable, Hashable, Sendable {
        /// Networks side by side; three in appendix D.3.2, five in 4.2.2.
        public var repeats: Int
        /// Units of the hidden layers.
        public var hidden: [Int]
        /// Steps with all nodes.
        public var steps: Int
        /// Steps with one node alone, for the order.
        public var stepsAlone: Int
        /// Steps after a node is masked.
        public var refits: Int
        /// After how many of these steps the losses are looked at, whether they have fallen to the reference; nil: only after all.
        public var looksEvery: Int?

        public init(repeats: Int, hidden: [Int], steps: Int, stepsAlone: Int, refits: Int, looksEvery: Int? = nil) {
            precondition(repeats > 1, "\(repeats) repeats leave no deviation")
            precondition(steps >= 0 && stepsAlone >= 0 && refits >= 0 && (looksEvery ?? 1) > 0, "negative steps")
            self.repeats = repeats
            self.hidden = hidden
            self.steps = steps
            self.stepsAlone = stepsAlone
            self.refits = refits
            self.looksEvery = looksEvery
        }

        /// The paper's (appendix D.3.2): three networks of two layers of 256, 1500 steps, 35 alone.
        /// - Parameter refits: 20 for VGG networks, 150 for others there.
        public static func paper(refits: Int) -> Estimator {
            Estimator(repeats: 3, hidden: [256, 256], steps: 1500, stepsAlone: 35, refits: refits)
        }
    }
}
