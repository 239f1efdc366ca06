import Charts
import Datasets
import Experiments
import Files
import Networks
import Papers
import Results
import Synchronization

/// A figure that trains two small networks, and in each round after that the best of the one before with a unit less. Each time that it says
/// which these are, it tells so.
struct RoundFigure: RoundwiseExperiment {
    let identity: Identity
    let parameters: [Parameter] = []

    /// Called when it has found which its further networks are.
    let asked: @Sendable () throws -> Void
    let rounds: Int
    /// Networks that it wants besides.
    var shared: [TrainingJob] = []

    init(_ name: String, rounds: Int = 2, shared: [TrainingJob] = [], asked: @escaping @Sendable () throws -> Void = {}) {
        identity = Identity(.informationPlane, "Figure", "In rounds", id: name, file: "InformationPlanePaper/\(name).swift")
        self.rounds = rounds
        self.shared = shared
        self.asked = asked
    }

    static func job(_ seed: UInt64, hidden: Int = 3, rate: Double = 0.1) -> TrainingJob {
        TrainingJob(
            architecture: Architecture(inputs: 12, hidden: [.init(hidden, .tanh)], classes: 2),
            recipe: Recipe(optimiser: .sgd(learningRate: rate), batchSize: 256, epochs: 20), data: DataSelection(.szt), seed: seed,
            snapshots: .ends)
    }

    /// The loss is no number within a few steps.
    static func diverging(_ seed: UInt64) -> TrainingJob {
        var job = job(seed)
        job.architecture = Architecture(inputs: 12, hidden: [.init(3, .relu)], classes: 2)
        job.recipe.optimiser = .sgd(learningRate: 1e30)
        return job
    }

    static let first = [job(1), job(2)]

    func needs(_ settings: Settings) -> Needs { Needs(jobs: Self.first) }

    /// Called when it looks for its further networks.
    var looked: @Sendable () -> Void = {}

    /// Those of the round with this index, from 1 on.
    private func further(_ round: Int, _ inputs: Inputs) throws -> [TrainingJob] {
        try inputs.remembered("round \(round)") {
            looked()
            let before = round == 1 ? Self.first : try further(round - 1, inputs)
            let shortened = before.filter { $0.recipe.removed.layers.joined().count == round - 1 }
            let best = try shortened.max {
                try inputs.trajectory($0).training.loss.last! > inputs.trajectory($1).training.loss.last!
            }!
            let removed = best.recipe.removed.layers.flatMap(\.self)
            let parts = (0..<3).filter { !removed.contains($0) }.map { unit in
                var part = best
                part.recipe.removed = UnitSet([removed + [unit]])
                return part
            }
            // One of the round before, and one twice.
            return [best] + parts + [parts[0]] + shared
        }
    }

    func next(_ inputs: Inputs) throws -> Needs? {
        guard inputs.rounds.count < rounds else { return nil }
        let jobs = try further(inputs.rounds.count, inputs)
        try asked()
        return Needs(jobs: jobs)
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let jobs = try Self.first + (1..<rounds).flatMap { try further($0, inputs) }
        let losses = try jobs.map { try inputs.trajectory($0).training.loss.last! }
        return FigureResult(
            id: id, title: title,
            values: losses.enumerated().map {
                NamedValue(id: "loss\($0)", quantity: Quantity("loss", unit: "nat"), value: $1, digits: 3)
            })
    }

    func chart(_ result: FigureResult) -> Chart? { nil }
}

/// A figure that expects so many further networks, all alike.
struct ExpectingFigure: RoundwiseExperiment, CountedExperiment {
    let figure: RoundFigure
    let further: Int

    init(_ name: String, further: Int) {
        figure = RoundFigure(name)
        self.further = further
    }

    var identity: Identity { figure.identity }
    var parameters: [Parameter] { figure.parameters }
    func needs(_ settings: Settings) -> Needs { figure.needs(settings) }
    func next(_ inputs: Inputs) throws -> Needs? { try figure.next(inputs) }
    func compute(_ inputs: Inputs) throws -> FigureResult { try figure.compute(inputs) }
    func chart(_ result: FigureResult) -> Chart? { nil }
    func work(_ settings: Settings) -> WorkCount { WorkCount() }
    func furtherJobsAlike(_ settings: Settings) -> [TrainingJob] { Array(repeating: RoundFigure.job(9), count: further) }
}

extension TemporaryProject {
    /// A project whose sources have figures of these names.
    static func withFigures(_ names: String...) throws -> TemporaryProject {
        let sources = names.map { ("Papers/InformationPlane/\($0)/\($0).swift", SHA256.hex(of: $0)) }
        return try TemporaryProject(sources: Self.sources.merging(sources) { $1 })
    }

    var planner: Planner { Planner(store: store, library: library, keys: keys, isCancelled: { false }) }
}

extension ReportDefinition {
    init(_ figures: any Experiment...) {
        self.init(
            place: ReportPlace(name: "small", in: ProjectFolder(path: "/nowhere")), title: "", about: "",
            entries: figures.map { Entry(experiment: $0, settings: Settings($0.parameters)) })
    }
}

/// Counts, from whatever thread.
final class Counter: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    /// One more.
    /// - Returns: how many that makes.
    @discardableResult func tick() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}

/// A figure of one round.
struct OneRoundFigure: Experiment {
    let identity: Identity
    let parameters: [Parameter] = []
    let jobs: [TrainingJob]
    /// Called when it is asked for its needs.
    let asked: @Sendable () -> Void

    init(_ name: String, jobs: [TrainingJob], asked: @escaping @Sendable () -> Void = {}) {
        identity = Identity(.informationPlane, "Figure", "One round", id: name, file: "InformationPlanePaper/\(name).swift")
        self.jobs = jobs
        self.asked = asked
    }

    func needs(_ settings: Settings) -> Needs {
        asked()
        return Needs(jobs: jobs)
    }

    func compute(_ inputs: Inputs) throws -> FigureResult { FigureResult(id: id, title: title) }

    func chart(_ result: FigureResult) -> Chart? { nil }
}
