import Datasets
import Files
import Networks
import Results

/// What `Product.compute` is given.
package struct ProductInputs: Sendable {
    /// As many as it may use side by side; their number changes no bit.
    package let threads: Int
    private let trajectoryOf: @Sendable (TrainingJob) throws -> Trajectory
    private let dataOf: @Sendable (DataSelection) throws -> LoadedData
    private let imagesOf: @Sendable (DataSelection) throws -> LoadedImages
    private let kept: [UInt8]?
    private let keepState: @Sendable ([UInt8]) throws -> Void
    private let tell: @Sendable (Double, String) -> Void
    private let isCancelled: @Sendable () -> Bool

    /// - Parameters:
    ///   - kept: the state that a run before left.
    ///   - keep: puts a state where the next run finds it.
    ///   - progress: told a share in 0 ... 1, and it in words.
    package init(
        threads: Int = 1, trajectory: @escaping @Sendable (TrainingJob) throws -> Trajectory,
        data: @escaping @Sendable (DataSelection) throws -> LoadedData,
        images: @escaping @Sendable (DataSelection) throws -> LoadedImages = { preconditionFailure("no images of \($0.name)") },
        kept: [UInt8]? = nil,
        keep: @escaping @Sendable ([UInt8]) throws -> Void = { _ in },
        progress: @escaping @Sendable (Double, String) -> Void = { _, _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.threads = threads
        trajectoryOf = trajectory
        dataOf = data
        imagesOf = images
        self.kept = kept
        keepState = keep
        tell = progress
        self.isCancelled = isCancelled
    }

    /// One of the product's networks after training.
    /// - Throws: a `Fault` where it cannot be read.
    package func trajectory(_ job: TrainingJob) throws -> Trajectory { try trajectoryOf(job) }

    /// Its weights at the end.
    /// - Throws: as `trajectory`.
    package func weights(_ job: TrainingJob) throws -> Weights {
        guard let last = try trajectory(job).snapshots.last else { preconditionFailure("a training without snapshots") }
        return last.weights
    }

    /// The training samples of one of its data selections; not of a folder of images.
    /// - Throws: a `Fault` where they cannot be had.
    package func training(_ selection: DataSelection) throws -> LabelledSamples { try dataOf(selection).split.training }

    /// The training samples of one of its data selections, those of a folder of images read as they are asked for.
    /// - Throws: a `Fault` where they cannot be had.
    package func samples(_ selection: DataSelection) throws -> any SampleSource {
        selection.images == nil ? try training(selection) : try imagesOf(selection).split.training
    }

    /// The state that a run before left; nil where there is none that can be read.
    package func state<State: Decodable>(_ type: State.Type) -> State? {
        kept.flatMap { try? CanonicalJSON.decode(type, from: $0) }
    }

    /// Keeps a state to go on from.
    /// - Throws: a `Fault` (status cannotWrite).
    package func keep(_ state: some Encodable) throws {
        guard let text = try? CanonicalJSON.text(state) else { preconditionFailure("a state that is no JSON") }
        try keepState(text)
    }

    /// - Parameter words: "layer 2 of 4".
    package func progress(_ share: Double, _ words: String) { tell(share, words) }

    /// To be called at least every 100 ms of computing.
    /// - Throws: `CancellationError` once the user has asked to stop.
    package func checkCancellation() throws {
        if isCancelled() { throw CancellationError() }
    }
}
