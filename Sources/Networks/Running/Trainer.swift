import Datasets
import NumericCore

/// Trains networks: a job and its data in, a trajectory out.
///
/// One training runs on the thread that asks for it, and, where it has feature maps, on as many more as it may; trainings side by side
/// share nothing.
public struct Trainer: Sendable {
    public let kernels: KernelSet
    /// Threads that share out a step's feature maps; their number changes no bit.
    public let threads: Int

    public init(kernels: KernelSet = .best, threads: Int = 1) {
        self.kernels = kernels
        self.threads = threads
    }

    /// Runs the job.
    /// - Parameters:
    ///   - start: the weights that the job begins with, where it names some.
    ///   - resume: a checkpoint of the same job, to go on from.
    ///   - progress: asked with the epochs done and the job's epochs, at least every 50 ms or once a batch; false stops the training.
    ///   - checkpointEvery: the least time between two checkpoints.
    ///   - checkpoint: given the state after a step or an epoch, where it is to be kept.
    /// - Throws: `CancellationError` where `progress` said false; a `Fault` where the loss is no longer a number, the checkpoint is
    ///   another job's, the data have other than the network's classes, or a sample cannot be read; what `checkpoint` throws.
    public func train(
        _ job: TrainingJob, on data: SampleSplit<some SampleSource>, start: Weights? = nil, resume: Checkpoint? = nil,
        progress: (_ epochsDone: Int, _ epochs: Int) -> Bool = { _, _ in true },
        checkpointEvery: Duration = .seconds(10), checkpoint: ((Checkpoint) throws -> Void)? = nil
    ) throws -> Trajectory {
        precondition(job.start == start.map(WeightsDigest.init(of:)), "other weights than the job begins with")
        let training = try Training(job, data: data, kernels: kernels, threads: threads, start: start, resume: resume)
        return try training.run(progress: progress, checkpointEvery: checkpointEvery, checkpoint: checkpoint)
    }
}
