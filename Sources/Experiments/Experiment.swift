import Charts
import Datasets
import Networks
import Results

/// One figure: what it needs, how it is computed, how it is drawn. One file a figure, and one line in `Registry`.
public protocol Experiment: Sendable {
    var identity: Identity { get }
    var parameters: [Parameter] { get }

    /// The networks and data that the figure is computed from; of a `RoundwiseExperiment` the networks of the first round.
    func needs(_ settings: Settings) -> Needs

    /// Computes every number that the figure shows, from trained networks and data. A pure function of its inputs.
    func compute(_ inputs: Inputs) throws -> FigureResult

    /// The data that a claim rests on: where they are a stand-in, the claim is not assessed. Without an answer of its own: all.
    func data(of claim: Claim, _ settings: Settings) -> [DataSelection]

    /// The result as a picture; nil for a table. Computes nothing.
    func chart(_ result: FigureResult) -> Chart?
}

extension Experiment {
    public var id: FigureID { identity.id }
    public var label: String { identity.label }
    public var title: String { identity.title }
    public var paper: Paper { identity.paper }

    public func data(of claim: Claim, _ settings: Settings) -> [DataSelection] { needs(settings).allData }
}

/// What a figure is computed from.
public struct Needs: Sendable {
    /// Data used besides the jobs' own.
    public var data: [DataSelection]
    public var jobs: [TrainingJob]
    /// What is computed from networks, these or others, and shared by figures.
    public var products: [AnyProduct] = []
    /// Networks of the user's that are measured too where they are there.
    public var published: [PublishedNetwork]

    public init(jobs: [TrainingJob] = [], data: [DataSelection] = [], published: [PublishedNetwork] = []) {
        self.jobs = jobs
        self.data = data
        self.published = published
    }

    /// Every data selection, those of the jobs and products included, each once, in order.
    public var allData: [DataSelection] { (data + jobs.map(\.data) + products.flatMap(\.product.allData)).unique }
    /// The jobs, and those that the products are computed from.
    var allJobs: [TrainingJob] { (jobs + products.flatMap(\.product.networks)).unique }
}

/// What `Experiment.compute` is given.
public struct Inputs: Sendable {
    public let settings: Settings
    /// The rounds of networks that are there: the figure's needs, and what `RoundwiseExperiment.next` answered so far.
    public let rounds: [Needs]
    private let memory: RoundMemory
    private let trajectoryOf: @Sendable (TrainingJob) throws -> Trajectory
    private let dataOf: @Sendable (DataSelection) throws -> LoadedData
    private let imagesOf: @Sendable (DataSelection) throws -> LoadedImages
    let valueOf: @Sendable (AnyProduct) throws -> any Sendable
    private let storeWeights: @Sendable (Weights) throws -> WeightsDigest
    private let publishedAt: @Sendable (PublishedNetwork) throws -> FoundNetwork?
    private let isCancelled: @Sendable () -> Bool

    public init(
        settings: Settings, rounds: [Needs] = [], memory: RoundMemory = RoundMemory(),
        trajectory: @escaping @Sendable (TrainingJob) throws -> Trajectory,
        data: @escaping @Sendable (DataSelection) throws -> LoadedData,
        images: @escaping @Sendable (DataSelection) throws -> LoadedImages = { preconditionFailure("no images of \($0.name)") },
        product: @escaping @Sendable (AnyProduct) throws -> any Sendable = { _ in preconditionFailure("no products") },
        weights: @escaping @Sendable (Weights) throws -> WeightsDigest = { WeightsDigest(of: $0) },
        published: @escaping @Sendable (PublishedNetwork) throws -> FoundNetwork? = { _ in nil },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.settings = settings
        self.rounds = rounds
        self.memory = memory
        trajectoryOf = trajectory
        dataOf = data
        imagesOf = images
        valueOf = product
        storeWeights = weights
        publishedAt = published
        self.isCancelled = isCancelled
    }

    /// The trained network of one of the needed jobs.
    /// - Throws: a `Fault` where it cannot be read.
    public func trajectory(_ job: TrainingJob) throws -> Trajectory { try trajectoryOf(job) }

    /// One of the needed data selections; not of a folder of images.
    /// - Throws: a `Fault` where it cannot be had.
    public func data(_ selection: DataSelection) throws -> LoadedData { try dataOf(selection) }

    /// One of the needed selections of a folder of images, which are read as they are asked for.
    /// - Throws: a `Fault` where it cannot be had.
    public func images(_ selection: DataSelection) throws -> LoadedImages { try imagesOf(selection) }

    /// The training samples of one of the needed data selections, those of a folder of images read as they are asked for.
    /// - Throws: a `Fault` where they cannot be had.
    package func samples(_ selection: DataSelection) throws -> any SampleSource {
        selection.images == nil ? try data(selection).split.training : try images(selection).split.training
    }

    /// Keeps weights that a training of the next round begins with, for its `TrainingJob.start`.
    /// - Throws: a `Fault` where they cannot be kept.
    public func stored(_ weights: Weights) throws -> WeightsDigest { try storeWeights(weights) }

    /// One of the needed networks of the user's; nil where its file or its images are not there.
    /// - Throws: a `Fault` where one of them is there and cannot be read.
    public func published(_ network: PublishedNetwork) throws -> FoundNetwork? { try publishedAt(network) }

    /// A value that several rounds and `compute` need, found once in a run of the figure.
    /// - Parameters:
    ///   - name: tells it from the figure's other values.
    ///   - find: a pure function of the settings, and of networks and data that are needed.
    public func remembered<Value: Sendable>(_ name: String, _ find: () throws -> Value) rethrows -> Value {
        try memory.value(name, find)
    }

    /// To be called at least every 100 ms of computing.
    /// - Throws: `CancellationError` once the user has asked to stop.
    public func checkCancellation() throws {
        if isCancelled() { throw CancellationError() }
    }
}
