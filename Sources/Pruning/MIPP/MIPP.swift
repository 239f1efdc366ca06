import Networks
import NumericCore

/// Mutual information preserving pruning (Westphal et al. 2024, section 4 and algorithm 1): layer by layer from the outputs to the inputs
/// the nodes are kept that the kept ones of the next layer can be predicted from.
public struct MIPP: Sendable {
    public let settings: Settings
    public let seed: UInt64
    /// Threads that share out a layer's repeats; their number changes no bit.
    public let threads: Int
    private let kernels: KernelSet

    public init(_ settings: Settings, seed: UInt64, threads: Int = 1, kernels: KernelSet = .best) {
        precondition(threads > 0, "\(threads) threads")
        self.settings = settings
        self.seed = seed
        self.threads = threads
        self.kernels = kernels
    }

    /// What has been done: it can be kept, and gone on from with the bits of a run that was never stopped.
    public struct State: Codable, Hashable, Sendable {
        /// By layer, what was found; nil: not yet. The last is done first.
        public internal(set) var layers: [LayerResult?]
        /// Whether the first layer is that of the inputs.
        public let selectsInputs: Bool

        /// The mask of the network's nodes; nil where some layers are not done.
        public var mask: Mask? {
            let nodes = layers.dropFirst(selectsInputs ? 1 : 0)
            let kept = nodes.compactMap { $0?.kept }
            return kept.count == nodes.count ? Mask(kept: kept) : nil
        }

        /// Whether each input is kept; nil where inputs are not selected, or not yet.
        public var inputs: [Bool]? { selectsInputs ? layers[0]?.kept : nil }
    }

    /// What was found of a layer.
    public struct LayerResult: Codable, Hashable, Sendable {
        /// By node, whether it is kept.
        public let kept: [Bool]
        /// The held-out losses of the fits that see all nodes, repeat by repeat: shares of the targets' variance.
        public let reference: [Double]
        /// The nodes in the order in which they were examined.
        public let order: [Int]
        /// By how much the mean loss was above the reference without each of these and all removed before it.
        public let rises: [Double]
    }

    /// A run before its first layer.
    public func start(_ activations: LayerActivations) -> State {
        State(layers: activations.layers.map { _ in nil }, selectsInputs: activations.selectsInputs)
    }

    /// Runs the layers that are left, from the outputs to the inputs. The answer depends on the activations, the settings and the seed
    /// alone.
    /// - Parameters:
    ///   - keep: given the state after each layer, where it is to be kept.
    ///   - checkCancellation: called at least before every step of a fit, from any of the threads; what it throws ends the work.
    public func run(
        _ activations: LayerActivations, from state: State? = nil, keep: (State) throws -> Void = { _ in },
        checkCancellation: @escaping @Sendable () throws -> Void = {}
    ) throws -> State {
        var state = state ?? start(activations)
        precondition(state.layers.count == activations.layers.count, "a state of \(state.layers.count) layers")
        precondition(
            activations.count >= settings.fitSamples + settings.heldOutSamples,
            "\(activations.count) samples, \(settings.fitSamples) to fit and \(settings.heldOutSamples) to hold out")
        for layer in activations.layers.indices.reversed() where state.layers[layer] == nil {
            let isLast = layer == activations.layers.count - 1
            let target = isLast ? activations.outputs : activations.layers[layer + 1]
            let wanted = isLast ? nil : state.layers[layer + 1]?.kept
            state.layers[layer] = try result(activations.layers[layer], layer: layer, target: target, wanted, checkCancellation)
            try keep(state)
        }
        return state
    }

    private func result(
        _ values: Matrix<Float>, layer: Int, target: Matrix<Float>, _ wanted: [Bool]?,
        _ checkCancellation: @escaping @Sendable () throws -> Void
    ) throws -> LayerResult {
        let (inputs, outputs) = (
            Standardisation(values, fit: settings.fitSamples), Standardisation(target, fit: settings.fitSamples)
        )
        let targets = (0..<target.rows).filter { wanted?[$0] != false && !outputs.isConstant[$0] }
        // Where nothing is to be predicted, nothing is needed.
        guard !targets.isEmpty else {
            return LayerResult(kept: Array(repeating: false, count: values.rows), reference: [], order: [], rises: [])
        }
        func samples(_ range: Range<Int>) -> RegressionSamples {
            RegressionSamples(
                features: inputs.rows(values, nodes: Array(0..<values.rows), samples: range),
                targets: outputs.rows(target, nodes: targets, samples: range), width: values.rows, outputs: targets.count)
        }
        let predictor = MLPPredictor(
            settings.estimator, fit: samples(0..<settings.fitSamples),
            heldOut: samples(settings.fitSamples..<settings.fitSamples + settings.heldOutSamples), seed: seed, layer: layer,
            threads: threads, kernels: kernels, checkCancellation: checkCancellation)
        let constants = Set((0..<values.rows).filter { inputs.isConstant[$0] })
        let found = try TERC(
            of: values.rows, constants: constants, by: predictor, confidence: settings.confidence, against: settings.reference,
            in: settings.order)
        return LayerResult(
            kept: found.kept, reference: found.reference, order: found.examinations.map(\.node),
            rises: found.examinations.map(\.rise))
    }
}
