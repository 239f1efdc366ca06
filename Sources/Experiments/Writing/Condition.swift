import Datasets
import Networks
import Results

/// Networks trained alike, which differ in their seeds alone.
public struct Condition: Hashable, Sendable {
    public var architecture: Architecture
    public var recipe: Recipe
    public var data: DataSelection
    public var seeds: Range<Int>
    public var snapshots: SnapshotSchedule

    public init(
        _ architecture: Architecture, _ recipe: Recipe, _ data: DataSelection, seeds: Range<Int>,
        snapshots: SnapshotSchedule = .ends
    ) {
        self.architecture = architecture
        self.recipe = recipe
        self.data = data
        self.seeds = seeds
        self.snapshots = snapshots
    }

    /// One job a seed.
    public var jobs: [TrainingJob] {
        seeds.map {
            TrainingJob(architecture: architecture, recipe: recipe, data: data, seed: UInt64($0), snapshots: snapshots)
        }
    }
}

extension Settings {
    /// So many seeds as there are networks, from the first on.
    public func seeds(_ networks: Parameter, from first: Parameter = .firstSeed) -> Range<Int> {
        seeds(integer(networks), from: first)
    }

    public func seeds(_ count: Int, from first: Parameter = .firstSeed) -> Range<Int> { integer(first)..<integer(first) + count }
}

extension Inputs {
    /// A network's weights at the end of its training.
    /// - Throws: a `Fault` where they cannot be read.
    public func weights(_ job: TrainingJob) throws -> Weights {
        guard let last = try trajectory(job).snapshots.last else { preconditionFailure("\(job.name) has no snapshot") }
        return last.weights
    }

    /// The samples that train.
    /// - Throws: a `Fault` where they cannot be had.
    public func training(_ selection: DataSelection) throws -> LabelledSamples { try data(selection).split.training }

    public func training(_ job: TrainingJob) throws -> LabelledSamples { try training(job.data) }
}

extension Experiment {
    /// What the figure computes to, under its own id and title.
    public func result(
        panels: [PanelResult] = [], tables: [TableResult] = [], values: [NamedValue] = [], claims: [Claim] = []
    ) -> FigureResult {
        FigureResult(id: id, title: title, panels: panels, tables: tables, values: values, claims: claims)
    }
}
