import DataFiles
import Datasets
import Files
import Foundation
import Networks
import Results

/// Makes networks and products: from the store where they are there, else trained or computed now, and stored.
package struct PieceMaker: Sendable {
    private let store: Store
    private let library: DataLibrary
    private let keys: StageKeys
    private let checkpointEvery: Duration
    private let isCancelled: @Sendable () -> Bool
    private let record: @Sendable ([String: Double]) throws -> Void
    private let report: @Sendable (RunEvent) -> Void
    private let recent = RecentTrajectories()

    /// - Parameters:
    ///   - checkpointEvery: the least time between two checkpoints of a training.
    ///   - record: told what work took, in seconds of one core by the work's names; nil: the store is.
    package init(
        store: Store, library: DataLibrary, keys: StageKeys, checkpointEvery: Duration = .seconds(10),
        isCancelled: @escaping @Sendable () -> Bool, record: (@Sendable ([String: Double]) throws -> Void)? = nil,
        report: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.store = store
        self.library = library
        self.keys = keys
        self.checkpointEvery = checkpointEvery
        self.isCancelled = isCancelled
        self.record = record ?? { try store.record($0) }
        self.report = report
    }

    /// Makes the piece; once it returns, the piece is in the store.
    /// - Throws: `CancellationError`; a `Fault`.
    package func make(_ piece: Piece, threads: Int) throws {
        switch piece.work {
        case .training(let job): _ = try train(job, key: piece.key, task: piece.task, threads: threads)
        case .product(let product): _ = try make(product, task: piece.task, threads: threads)
        }
    }

    /// A product: from the store, or computed now.
    func make(_ product: AnyProduct, task: RunTask, threads: Int = 1) throws -> any Sendable {
        try make(product.product, text: product, task: task, threads: threads)
    }

    private func make<P: Product>(_ product: P, text: AnyProduct, task: RunTask, threads: Int) throws -> any Sendable {
        let inputs = try keys.inputs(of: text)
        let key = CacheKey(inputs)
        func damaged(_ path: String, _ reason: String) {
            report(.notice("\(path): damaged (\(reason)); \(product.name) is computed anew"))
        }
        return try store.obtain(
            key, on: .products, cancelled: isCancelled, damaged: damaged,
            decode: { try ProductFile<P.Value>($0, path: $1, inputs: inputs).value },
            compute: {
                let started = Stopwatch()
                let state: [UInt8]? = if case .found(let state) = try store.load(key, from: .progress) { state } else { nil }
                let value = try product.compute(
                    ProductInputs(
                        threads: threads, trajectory: { try train($0, key: try keys.key(of: $0), task: task) },
                        data: { try library.load($0) }, images: { try library.images($0) }, kept: state,
                        keep: { try store.save($0, as: key, on: .progress) },
                        progress: { report(.progress(task, share: $0, amount: $1)) }, isCancelled: isCancelled))
                if state == nil {
                    try record(
                        [product.costName: started.processorSeconds].merging(
                            WorkEstimate.Kind.product.record(taken: started.processorSeconds, estimated: product.work.seconds)
                        ) { $1 })
                }
                return (value, ProductFile(value, inputs: inputs).bytes)
            })
    }

    /// The job's trajectory: from the store, or trained now.
    func train(_ job: TrainingJob, key: CacheKey, task: RunTask, threads: Int = 1) throws -> Trajectory {
        if let known = recent[key] { return known }
        let origin = TrainingOrigin(job: job, key: key.hex)
        func damaged(_ path: String, _ reason: String) {
            report(.notice("\(path): damaged (\(reason)); the network is trained anew"))
        }
        let trajectory = try store.obtain(
            key, on: .trajectories, cancelled: isCancelled, damaged: damaged,
            decode: { try Trajectory(decoding: Data($0), path: $1, of: origin) },
            compute: {
                let earlier = try checkpoint(of: origin, key: key, damaged: damaged)
                let trajectory =
                    job.data.images == nil
                    ? try train(job, on: library.load(job.data).split, from: earlier, key: key, task: task, threads: threads)
                    : try train(job, on: images(job.data), from: earlier, key: key, task: task, threads: threads)
                return (trajectory, [UInt8](trajectory.encoded(key: key.hex)))
            })
        recent.keep(trajectory, as: key)
        return trajectory
    }

    /// Trains on data that are at hand, and notes what that took.
    private func train(
        _ job: TrainingJob, on split: SampleSplit<some SampleSource>, from earlier: Checkpoint?, key: CacheKey, task: RunTask,
        threads: Int
    ) throws -> Trajectory {
        let started = Stopwatch()
        let trajectory = try Trainer(threads: threads).train(
            job, on: split, start: try start(of: job), resume: earlier,
            progress: { done, all in
                report(.progress(task, share: Double(done) / Double(all), amount: "epoch \(done) of \(all)"))
                return !isCancelled()
            },
            checkpointEvery: checkpointEvery,
            checkpoint: { try store.save([UInt8]($0.encoded(key: key.hex)), as: key, on: .checkpoints) })
        try record(started.processorSeconds, of: job, resumedAt: earlier?.epoch ?? 0)
        return trajectory
    }

    private func start(of job: TrainingJob) throws -> Weights? {
        guard let digest = job.start else { return nil }
        let blob = try store.load(digest.key, from: .weights) { bytes, path in
            try Weights(decoding: Data(bytes), path: path, of: job.architecture, digest: digest)
        }
        guard case .found(let weights) = blob else {
            throw Fault("the weights that it begins with are gone", at: job.name, remedy: "run the report again", status: .data)
        }
        return weights
    }

    private func images(_ selection: DataSelection) throws -> SampleSplit<ImageSamples> {
        let loaded = try library.images(selection)
        if let notice = loaded.notice { report(.notice(notice)) }
        return loaded.split
    }

    /// Notes what the training took, for its epochs and for later estimates.
    private func record(_ seconds: Double, of job: TrainingJob, resumedAt epoch: Int) throws {
        let share = 1 - Double(epoch) / Double(max(job.expectedEpochs, 1))
        // One that outlasts what was expected tells nothing of the epochs before it was resumed.
        guard share > 0, job.expectedEpochs > 0 else { return }
        let whole = seconds / share
        try record(
            [job.costName: whole / Double(job.expectedEpochs)].merging(
                WorkEstimate.Kind.training.record(taken: whole, estimated: job.work.seconds)
            ) { $1 })
    }

    private func checkpoint(
        of origin: TrainingOrigin, key: CacheKey, damaged: (_ path: String, _ reason: String) -> Void
    ) throws -> Checkpoint? {
        switch try store.load(
            key, from: .checkpoints, decode: { try Checkpoint(decoding: Data($0), path: $1, of: origin) })
        {
        case .missing: return nil
        case .damaged(let path, let reason):
            damaged(path, reason)
            return nil
        case .found(let checkpoint): return checkpoint
        }
    }
}
