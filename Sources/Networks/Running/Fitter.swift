import NumericCore

/// Fits many small regressions of one shape, each in memory and from its own seed: a plan is worked out once, and a thread's buffers serve
/// one fit after the other.
public final class Fitter: Sendable {
    /// How each is fitted.
    public struct Recipe: Hashable, Sendable {
        public var optimiser: Optimiser
        /// Samples a step.
        public var batchSize: Int
        public var initialisation: Initialisation
        /// Added to the gradient, times the parameter.
        public var l2: Double

        public init(
            optimiser: Optimiser = .adam(learningRate: 1e-3), batchSize: Int = 128, initialisation: Initialisation = .heNormal,
            l2: Double = 0
        ) {
            precondition(batchSize > 0, "a batch of \(batchSize) samples")
            self.optimiser = optimiser
            self.batchSize = batchSize
            self.initialisation = initialisation
            self.l2 = l2
        }
    }

    /// A fit half way: it can be kept, and gone on from with the bits of one that was never stopped.
    public struct State: Hashable, Sendable {
        public internal(set) var weights: Weights
        var velocity: Weights?
        var squares: Weights?
        /// Steps taken.
        public internal(set) var steps: Int
        /// Names the initial weights and the order of samples.
        public let seed: UInt64
    }

    public let architecture: Architecture
    public let recipe: Recipe
    public let kernels: KernelSet
    private let plan: Plan

    public init(_ architecture: Architecture, _ recipe: Recipe = Recipe(), kernels: KernelSet = .best) {
        self.architecture = architecture
        self.recipe = recipe
        self.kernels = kernels
        plan = Plan(architecture)
    }

    /// A fit before its first step.
    public func start(seed: UInt64) -> State {
        State(
            weights: recipe.initialisation.weights(of: architecture, seed: seed), velocity: nil, squares: nil, steps: 0, seed: seed)
    }

    /// A thread's buffers.
    public final class Bench {
        private let fitter: Fitter
        private let machine: Machine
        private let targets: FloatBuffer

        init(_ fitter: Fitter) {
            self.fitter = fitter
            let weights = fitter.recipe.initialisation.weights(of: fitter.architecture, seed: 0)
            machine = Machine(
                fitter.plan, weights, kernels: fitter.kernels,
                capacity: max(fitter.recipe.batchSize, batchCapacity(fitter.architecture)),
                training: .init(memory: fitter.recipe.optimiser.memory))
            targets = FloatBuffer(padded(fitter.architecture.outputs, to: 4) * machine.capacity)
        }

        /// Takes more steps.
        public func step(_ state: inout State, _ count: Int, on samples: RegressionSamples) {
            step(&state, count, on: samples) {}
        }

        /// Takes more steps. The samples are shuffled anew whenever all have passed: the stream ("order of samples", number of the pass
        /// from 1); what is left of a pass and fills no batch is passed over.
        /// - Parameter checkCancellation: called before each step; what it throws ends the work, and the state stays as it was.
        public func step(
            _ state: inout State, _ count: Int, on samples: RegressionSamples, checkCancellation: () throws -> Void
        ) rethrows {
            fitter.check(samples)
            machine.load(state.weights)
            let zeros = state.steps == 0 ? fitter.zeros : nil
            if let values = state.velocity ?? zeros { machine.load(values, into: .velocity) }
            if let values = state.squares ?? zeros { machine.load(values, into: .squares) }
            let size = min(fitter.recipe.batchSize, samples.count)
            let batches = samples.count / size
            var order: [UInt32] = []
            let optimiser = fitter.recipe.optimiser
            for number in state.steps..<state.steps + count {
                try checkCancellation()
                if order.isEmpty || number % batches == 0 {
                    order = sampleOrder(samples.count, pass: number / batches + 1, seed: state.seed)
                }
                let first = number % batches * size
                let settings = optimiser.kernel(learningRate: optimiser.learningRate, l2: fitter.recipe.l2, step: number + 1)
                order.withUnsafeBufferPointer {
                    machine.regress(
                        samples, order: UnsafeBufferPointer(rebasing: $0[first..<first + size]), number: UInt64(number),
                        targets: targets, .followed(settings))
                }
            }
            state.weights = machine.weights
            state.velocity = machine.value(of: .velocity)
            state.squares = machine.value(of: .squares)
            state.steps += count
        }

        /// The squared error of a fit on some samples, averaged over outputs and samples.
        public func error(_ state: State, on samples: RegressionSamples) -> Double {
            fitter.check(samples)
            machine.load(state.weights)
            return machine.squaredError(samples, targets: targets)
        }
    }

    /// Buffers for one thread.
    public func bench() -> Bench { Bench(self) }

    /// Fits several side by side, a thread each at most; the bits are those of one after the other.
    /// - Returns: each fit after `steps` steps, in the order of the seeds.
    /// - Throws: what `checkCancellation` throws.
    public func fit(
        _ samples: RegressionSamples, seeds: [UInt64], steps: Int, threads: Int = 2,
        checkCancellation: @escaping @Sendable () throws -> Void = {}
    ) async throws -> [State] {
        precondition(threads > 0, "\(threads) threads")
        return try await withThrowingTaskGroup(of: [(Int, State)].self) { group in
            for thread in 0..<min(threads, seeds.count) {
                group.addTask {
                    let bench = self.bench()
                    return try stride(from: thread, to: seeds.count, by: threads).map { index in
                        var state = self.start(seed: seeds[index])
                        try bench.step(&state, steps, on: samples, checkCancellation: checkCancellation)
                        return (index, state)
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func check(_ samples: RegressionSamples) {
        precondition(
            samples.width == architecture.inputs && samples.outputs == architecture.outputs && samples.count > 0,
            "\(samples.count) samples of \(samples.width) features and \(samples.outputs) targets for a network of \(architecture)")
    }

    private var zeros: Weights {
        Weights(layout: architecture.layout, values: architecture.layout.entries.map { [Float](repeating: 0, count: $0.count) })
    }
}
