import Datasets
import Files
import Foundation
import Networks
import Results

/// What a run would do, figure by figure.
public struct FigurePlan: Sendable {
    public var id: FigureID
    public var standing: Standing
    /// Networks that would be trained for it, as far as they are known.
    public var missingJobs: Int
    /// Networks that it uses in all, as far as they are known.
    public var jobs: Int
    /// Whether it needs further networks that are known only once its first ones are trained.
    public var hasUnknownJobs: Bool
    /// Seconds of one core expected for what is known, from earlier runs on this machine; nil where they cannot be told.
    public var expectedSeconds: Double?
}

/// Compares what is there with what would be computed.
public struct Planner: Sendable {
    private let project: ProjectFolder
    private let store: Store
    private let library: DataLibrary
    private let keys: StageKeys
    private let isCancelled: @Sendable () -> Bool

    public init(
        project: ProjectFolder, store: Store, library: DataLibrary, keys: StageKeys, isCancelled: @escaping @Sendable () -> Bool
    ) {
        self.project = project
        self.store = store
        self.library = library
        self.keys = keys
        self.isCancelled = isCancelled
    }

    /// How each figure's result stands.
    /// - Throws: a `Fault` where data cannot be identified or a result cannot be read for want of rights.
    public func standings(_ definition: ReportDefinition) throws -> [FigureID: Standing] {
        Dictionary(uniqueKeysWithValues: try definition.entries.map { ($0.id, try standing($0, in: definition)) })
    }

    private func standing(_ entry: ReportDefinition.Entry, in definition: ReportDefinition) throws -> Standing {
        let path = ResultFile.path(of: entry.id, inReport: project.report(definition.name))
        return try ResultFile.read(path).standing(for: try keys.inputs(of: entry))
    }

    /// - Throws: as `standings`; `CancellationError`.
    public func plan(_ definition: ReportDefinition) throws -> [FigurePlan] {
        let costs = store.costs()
        var counted: Set<CacheKey> = []
        return try definition.entries.map { entry in
            let standing = try standing(entry, in: definition)
            var jobs = entry.experiment.needs(entry.settings).jobs
            guard standing != .upToDate else {
                return FigurePlan(
                    id: entry.id, standing: standing, missingJobs: 0, jobs: jobs.count, hasUnknownJobs: false, expectedSeconds: 0)
            }
            let further = try furtherJobs(entry, first: jobs)
            jobs += further ?? []
            // Networks shared with an earlier figure are counted there.
            var missing: [TrainingJob] = []
            for job in jobs {
                let key = CacheKey(try keys.inputs(of: job))
                if !store.contains(key, on: .trajectories), counted.insert(key).inserted { missing.append(job) }
            }
            var known = missing.map { job in costs[job.costName].map { $0 * Double(job.recipe.epochs) } } + [costs[entry.costName]]
            if entry.hasSecondRound { known.append(costs[entry.questionCostName]) }
            let expected = known.contains(nil) ? nil : known.compactMap(\.self).reduce(0, +)
            return FigurePlan(
                id: entry.id, standing: standing, missingJobs: missing.count, jobs: jobs.count, hasUnknownJobs: further == nil,
                expectedSeconds: expected)
        }
    }

    /// The networks of the entry's second round beyond those of the first; nil where they cannot be told yet.
    private func furtherJobs(_ entry: ReportDefinition.Entry, first: [TrainingJob]) throws -> [TrainingJob]? {
        guard entry.hasSecondRound else { return [] }
        guard try first.allSatisfy({ store.contains(CacheKey(try keys.inputs(of: $0)), on: .trajectories) }) else { return nil }
        let inputs = Inputs(
            settings: entry.settings, trajectory: { try stored($0) }, data: { try library.load($0) }, isCancelled: isCancelled)
        do {
            return try entry.furtherJobs(inputs).filter { !first.contains($0) }
        } catch let fault as Fault where fault.status != .cannotWrite {
            // A damaged network, say: the run trains it anew, or tells what is wrong.
            return nil
        }
    }

    private func stored(_ job: TrainingJob) throws -> Trajectory {
        let key = CacheKey(try keys.inputs(of: job))
        guard case .found(let bytes) = try store.load(key, from: .trajectories) else {
            throw Fault("the trained network \(job.name) is damaged or gone", status: .data)
        }
        return try Trajectory(decoding: Data(bytes), path: "trained network \(key.hex.prefix(12))")
    }
}
