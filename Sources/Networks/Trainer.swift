import CKernels
import Datasets
import Files
import NumericCore

/// Trains networks: a job and its data in, a trajectory out.
///
/// One training runs on the thread that asks for it; trainings side by side share nothing.
public struct Trainer: Sendable {
    public let kernels: KernelSet

    public init(kernels: KernelSet = .best) { self.kernels = kernels }

    /// Runs the job.
    /// - Parameters:
    ///   - resume: a checkpoint of the same job, to go on from.
    ///   - progress: asked with the epochs done and the job's epochs, at least every 50 ms or once a batch; false stops the training.
    ///   - checkpointEvery: the least time between two checkpoints.
    ///   - checkpoint: given the state at the end of an epoch, where it is to be kept.
    /// - Throws: `CancellationError` where `progress` said false; a `Fault` where the loss is no longer a number, or the checkpoint is
    ///   another job's; what `checkpoint` throws.
    public func train(
        _ job: TrainingJob, on data: DataSplit, resume: Checkpoint? = nil,
        progress: (_ epochsDone: Int, _ epochs: Int) -> Bool = { _, _ in true },
        checkpointEvery: Duration = .seconds(10), checkpoint: ((Checkpoint) throws -> Void)? = nil
    ) throws -> Trajectory {
        var training = try Training(job, data: data, kernels: kernels, resume: resume)
        return try training.run(
            checkpointEvery: checkpointEvery, checkpoint: checkpoint, progress: progress)
    }
}

/// The state of one training.
private struct Training {
    let job: TrainingJob
    let data: DataSplit
    let network: Network
    let recorded: Set<Int>
    var trajectory: Trajectory
    var epoch: Int

    init(_ job: TrainingJob, data: DataSplit, kernels: KernelSet, resume: Checkpoint?) throws {
        let architecture = job.architecture
        precondition(data.training.width == architecture.inputs, "\(data.training.width) features for a network of \(architecture)")
        precondition(
            data.training.classes == architecture.classes, "\(data.training.classes) classes for a network of \(architecture)")
        self.job = job
        self.data = data
        recorded = Set(job.snapshots.epochs(upTo: job.recipe.epochs))
        let capacity = max(min(job.recipe.batchSize, data.training.count), batchCapacity(architecture))
        let weights = resume?.weights ?? job.recipe.initialisation.weights(of: architecture, seed: job.seed)
        network = Network(architecture, weights, kernels: kernels, capacity: capacity, memory: job.recipe.optimiser.memory)
        if let resume {
            guard resume.trajectory.job == job else {
                throw Fault(
                    "the checkpoint belongs to another training", remedy: "delete it and train from the start", status: .data)
            }
            for (index, layer) in network.layers.enumerated() {
                if let buffer = layer.velocity, let values = resume.velocity { layer.fill(buffer, values.layers[index]) }
                if let buffer = layer.squares, let values = resume.squares { layer.fill(buffer, values.layers[index]) }
            }
            trajectory = resume.trajectory
            epoch = resume.epoch
        } else {
            trajectory = Trajectory(
                job: job, snapshots: [], training: Curve(), validation: data.validation.map { _ in Curve() },
                test: data.test.map { _ in Curve() })
            epoch = 0
        }
    }

    mutating func run(
        checkpointEvery: Duration, checkpoint: ((Checkpoint) throws -> Void)?, progress: (Int, Int) -> Bool
    ) throws -> Trajectory {
        let epochs = job.recipe.epochs
        let clock = ContinuousClock()
        var asked = clock.now
        var kept = asked
        // A clock's reading costs a small share of the smallest step, a call of `progress` may cost more.
        func beat(_ done: Int) throws {
            let now = clock.now
            if now - asked > .milliseconds(20) {
                asked = now
                if !progress(done, epochs) { throw CancellationError() }
            }
        }
        if trajectory.training.count == 0 { try record { try beat(0) } }
        while epoch < epochs {
            let done = epoch
            try runEpoch { try beat(done) }
            epoch += 1
            try record { try beat(done + 1) }
            if let checkpoint, epoch < epochs, clock.now - kept >= checkpointEvery {
                try checkpoint(state)
                kept = clock.now
            }
        }
        guard progress(epochs, epochs) else { throw CancellationError() }
        return trajectory
    }

    /// One pass over the training samples, in an order of its own: the stream ("order of samples", number of the epoch from 1).
    private func runEpoch(beat: () throws -> Void) throws {
        var generator = SeededGenerator(seed: job.seed, purpose: "order of samples", index: UInt64(epoch + 1))
        let samples = data.training
        let order = generator.permutation(samples.count).map { UInt32($0) }
        let optimiser = job.recipe.optimiser.kernel(learningRate: job.recipe.optimiser.learningRate, l2: 0)
        try order.withUnsafeBufferPointer { order in
            for first in stride(from: 0, to: order.count, by: job.recipe.batchSize) {
                let end = min(first + job.recipe.batchSize, order.count)
                network.step(samples, order: UnsafeBufferPointer(rebasing: order[first..<end]), optimiser: optimiser)
                try beat()
            }
        }
    }

    /// Scores the network, and keeps its weights where the schedule asks for them.
    private mutating func record(beat: () throws -> Void) throws {
        let score = try network.score(data.training, beat: beat)
        guard score.loss.isFinite else {
            throw Fault(
                "the training diverged: the loss after epoch \(epoch) is not a number", at: "\(job.architecture), seed \(job.seed)",
                remedy: "choose a smaller learning rate than \(job.recipe.optimiser.learningRate)", status: .figureFailed)
        }
        trajectory.training.append(score)
        if let samples = data.validation { trajectory.validation?.append(try network.score(samples, beat: beat)) }
        if let samples = data.test { trajectory.test?.append(try network.score(samples, beat: beat)) }
        if recorded.contains(epoch) { trajectory.snapshots.append(.init(epoch: epoch, weights: network.weights)) }
    }

    private var state: Checkpoint {
        func memory(_ block: (LayerParameters) -> FloatBuffer?) -> Weights? {
            let layers = network.layers.compactMap { layer in block(layer).map { layer.value($0) } }
            return layers.isEmpty ? nil : Weights(layers: layers)
        }
        return Checkpoint(
            trajectory: trajectory, epoch: epoch, weights: network.weights, velocity: memory(\.velocity), squares: memory(\.squares)
        )
    }
}
