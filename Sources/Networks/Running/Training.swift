import CKernels
import Datasets
import Files
import NumericCore

/// The state of one training.
final class Training<Samples: SampleSource> {
    private let job: TrainingJob
    private let data: SampleSplit<Samples>
    private let machine: Machine
    private let recorded: Set<Int>
    private var trajectory: Trajectory
    /// Epochs done, and steps of the next.
    private var epoch: Int
    private var step = 0

    init(_ job: TrainingJob, data: SampleSplit<Samples>, kernels: KernelSet, threads: Int, start: Weights?, resume: Checkpoint?)
        throws
    {
        let architecture = job.architecture
        precondition(data.training.width == architecture.inputs, "\(data.training.width) features for a network of \(architecture)")
        guard data.training.classes == architecture.classes else {
            throw Fault(
                "has \(data.training.classes) classes, where the network of \(architecture) tells \(architecture.classes) apart",
                at: "data set \(job.data.name)", remedy: "take data of as many classes as the network has outputs", status: .data)
        }
        if let resume, resume.trajectory.job != job {
            throw Fault("the checkpoint belongs to another training", remedy: "delete it and train from the start", status: .data)
        }
        self.job = job
        self.data = data
        recorded = Set(job.snapshots.epochs(upTo: job.recipe.epochs))
        let capacity = max(min(job.recipe.batchSize, data.training.count), batchCapacity(architecture))
        let weights = resume?.weights ?? start ?? Self.initialWeights(job)
        precondition(weights.fit(architecture), "weights of another network than \(architecture)")
        machine = Machine(
            training: architecture, weights, recipe: job.recipe, seed: job.seed, kernels: kernels, capacity: capacity,
            threads: threads)
        if let resume {
            if let values = resume.velocity { machine.load(values, into: .velocity) }
            if let values = resume.squares { machine.load(values, into: .squares) }
            trajectory = resume.trajectory
            epoch = resume.epoch
            step = resume.step
        } else {
            trajectory = Trajectory(
                job: job, snapshots: [], training: Curve(), validation: data.validation.map { _ in Curve() },
                test: data.test.map { _ in Curve() })
            epoch = 0
        }
    }

    /// The weights from removed units are 0, and stay so because these units' activations are 0 in every step: so whoever reads the
    /// weights need not know which units were removed.
    private static func initialWeights(_ job: TrainingJob) -> Weights {
        var weights = job.recipe.initialisation.weights(of: job.architecture, seed: job.seed)
        let removed = job.recipe.removed
        guard !removed.isEmpty else { return weights }
        var layers = weights.layers
        for layer in job.architecture.hidden.indices {
            for unit in removed[layer] {
                for row in 0..<job.architecture.units(layer + 1) { layers[layer + 1].matrix[row, unit] = 0 }
            }
        }
        weights.layers = layers
        return weights
    }

    func run(
        progress: (Int, Int) -> Bool, checkpointEvery: Duration, checkpoint: ((Checkpoint) throws -> Void)?
    ) throws -> Trajectory {
        let epochs = job.recipe.epochs
        let clock = ContinuousClock()
        var asked = clock.now
        var kept = asked
        func beat(_ done: Int) throws {
            let now = clock.now
            if now - asked > .milliseconds(20) {
                asked = now
                if !progress(done, epochs) { throw CancellationError() }
            }
        }
        if trajectory.snapshots.isEmpty { try record { try beat(0) } }
        while epoch < epochs, !hasStoppedImproving {
            let done = epoch
            func keep() throws {
                guard let checkpoint, epoch < epochs, clock.now - kept >= checkpointEvery else { return }
                try checkpoint(state)
                kept = clock.now
            }
            try runEpoch {
                try beat(done)
                try keep()
            }
            epoch += 1
            step = 0
            try record { try beat(done + 1) }
            try keep()
        }
        if trajectory.snapshots.last?.epoch != epoch { trajectory.snapshots.append(.init(epoch: epoch, weights: machine.weights)) }
        guard progress(epochs, epochs) else { throw CancellationError() }
        return trajectory
    }

    private var hasStoppedImproving: Bool {
        guard let stopping = job.recipe.earlyStopping, let best = trajectory.validation?.epochOfLeastLoss else { return false }
        return epoch - best >= stopping.patience
    }

    /// One pass over the training samples, or what is left of it, in an order of its own.
    private func runEpoch(afterStep: () throws -> Void) throws {
        let recipe = job.recipe
        let count = data.training.count
        let order = sampleOrder(count, pass: epoch + 1, seed: job.seed)
        let rate = recipe.optimiser.learningRate * recipe.schedule.factor(epoch: epoch + 1)
        let steps = (count + recipe.batchSize - 1) / recipe.batchSize
        while step < steps {
            let first = step * recipe.batchSize
            let number = epoch * steps + step
            let optimiser = recipe.optimiser.kernel(learningRate: rate, l2: recipe.l2, step: number + 1)
            let (samples, places) = try data.training.batch(at: order[first..<min(first + recipe.batchSize, count)])
            places.withUnsafeBufferPointer {
                machine.pass(samples, order: $0, number: UInt64(number), .followed(optimiser))
            }
            step += 1
            try afterStep()
        }
    }

    /// Scores the network and keeps its weights, where the schedule asks for it.
    private func record(beat: () throws -> Void) throws {
        guard job.snapshots.scoresEveryEpoch || recorded.contains(epoch) else { return }
        let score = try machine.score(reading: data.training, beat: beat)
        guard score.loss.isFinite else {
            throw Fault(
                "the training diverged: the loss after epoch \(epoch) is not a number", at: "\(job.architecture), seed \(job.seed)",
                remedy: "choose a smaller learning rate than \(job.recipe.optimiser.learningRate)", status: .figureFailed)
        }
        trajectory.training.append(score)
        if let samples = data.validation {
            let score = try machine.score(reading: samples, beat: beat)
            trajectory.validation?.append(score)
            let least = trajectory.best.flatMap { trajectory.validation?.loss[$0.epoch] } ?? .infinity
            if job.snapshots.best, score.loss < least { trajectory.best = .init(epoch: epoch, weights: machine.weights) }
        }
        if let samples = data.test { trajectory.test?.append(try machine.score(reading: samples, beat: beat)) }
        if recorded.contains(epoch) { trajectory.snapshots.append(.init(epoch: epoch, weights: machine.weights)) }
    }

    private var state: Checkpoint {
        return Checkpoint(
            trajectory: trajectory, epoch: epoch, step: step, weights: machine.weights, velocity: machine.value(of: .velocity),
            squares: machine.value(of: .squares))
    }
}
