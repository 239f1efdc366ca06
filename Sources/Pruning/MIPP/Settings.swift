import Networks

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

        public init(
            confidence: Double, fitSamples: Int = 5000, heldOutSamples: Int = 1000, estimator: Estimator = .paper(refits: 150)
        ) {
            precondition(confidence >= 0.5 && confidence < 1, "a confidence of \(confidence)")
            precondition(fitSamples > 0 && heldOutSamples > 0, "\(fitSamples) samples to fit, \(heldOutSamples) held out")
            self.confidence = confidence
            self.fitSamples = fitSamples
            self.heldOutSamples = heldOutSamples
            self.estimator = estimator
        }
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
