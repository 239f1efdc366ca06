import Networks
import Results

/// What a run would do, figure by figure.
public struct FigurePlan: Sendable {
    public var id: FigureID
    public var standing: Standing
    /// Networks that would be trained for it.
    public var missingJobs: Int
    /// Networks that it uses in all.
    public var jobs: Int
    /// Seconds of one core expected, from earlier runs on this machine; nil where none is known.
    public var expectedSeconds: Double?
}

/// Compares what is there with what would be computed.
public struct Planner {
    private let project: ProjectFolder
    private let store: Store
    private let keys: StageKeys

    public init(project: ProjectFolder, store: Store, keys: StageKeys) {
        self.project = project
        self.store = store
        self.keys = keys
    }

    /// - Throws: a `Fault` where data cannot be identified or a result cannot be read for want of rights.
    public func plan(_ definition: ReportDefinition) throws -> [FigurePlan] {
        let costs = store.costs()
        var counted: Set<CacheKey> = []
        return try definition.entries.map { entry in
            let inputs = try keys.inputs(of: entry)
            let path = ResultFile.path(of: entry.id, inReport: project.report(definition.name))
            let standing = try ResultFile.read(path).standing(for: inputs)
            let jobs = entry.experiment.needs(entry.settings).jobs
            guard standing != .upToDate else {
                return FigurePlan(id: entry.id, standing: standing, missingJobs: 0, jobs: jobs.count, expectedSeconds: 0)
            }
            // Networks shared with an earlier figure are counted there.
            var missing: [TrainingJob] = []
            for job in jobs {
                let key = CacheKey(try keys.inputs(of: job))
                if !store.contains(key, on: .trajectories), counted.insert(key).inserted { missing.append(job) }
            }
            let known = missing.map { job in costs[job.costName].map { $0 * Double(job.recipe.epochs) } } + [costs["\(entry.id)"]]
            let expected = known.contains(nil) ? nil : known.compactMap(\.self).reduce(0, +)
            return FigurePlan(
                id: entry.id, standing: standing, missingJobs: missing.count, jobs: jobs.count, expectedSeconds: expected)
        }
    }
}
