import DataFiles
import Files
import Foundation
import Networks
import Results

/// What a run would do, figure by figure.
public struct FigurePlan: Sendable {
    public var id: FigureID
    public var standing: Standing
    /// The result that is wanted, where it is there: in its place where the standing says so, else in the store, from an earlier run.
    public var result: ResultFile?
    /// Networks that would be trained for it, as far as they are known.
    public var missingJobs = 0
    /// Products of networks that would be computed for it, as far as they are known.
    public var missingProducts = 0
    /// Networks that it uses in all, as far as they are known.
    public var jobs: Int
    /// Whether it needs further networks, or may need some, that are known only once those are trained.
    public var hasUnknownJobs = false
    /// How many of those are expected, and counted in the seconds; 0: how many is not known.
    public var expectedFurtherJobs = 0
    /// Seconds of one core expected for what is known: to train, to compute and to draw.
    public var expectedSeconds = 0.0
    /// Whether some of it was never done on this machine, so that its seconds are estimated.
    public var isEstimated = false

    /// What the seconds consist of.
    public var work = PlannedWork()

    /// Whether its result is to be computed.
    public var isDue: Bool { result == nil }
}

/// Compares what is there with what would be computed.
public struct Planner: Sendable {
    private let store: Store
    private let library: DataLibrary
    private let keys: StageKeys
    private let isCancelled: @Sendable () -> Bool

    public init(
        store: Store, library: DataLibrary, keys: StageKeys, isCancelled: @escaping @Sendable () -> Bool
    ) {
        self.store = store
        self.library = library
        self.keys = keys
        self.isCancelled = isCancelled
    }

    /// How each figure's result stands.
    /// - Throws: a `Fault` where data cannot be identified or a result cannot be read; `CancellationError`.
    public func standings(_ definition: ReportDefinition) throws -> [FigureID: Standing] {
        Dictionary(uniqueKeysWithValues: try definition.entries.map { ($0.id, try standing($0, in: definition)) })
    }

    /// The data sets that results of the report were computed from and that are not here, so that they would be computed from stand-ins.
    /// - Throws: as `standings`.
    public func lostData(_ definition: ReportDefinition) throws -> [LostData] {
        let standings = try definition.entries.compactMap { entry -> LostData.Standing? in
            try checkCancellation()
            let wanted = try keys.inputs(of: entry)
            guard case .valid(let file) = try reading(entry, in: definition) else { return .init(wanted: wanted, stored: nil) }
            return .init(wanted: wanted, stored: file.inputs)
        }
        return LostData.all(in: standings, report: definition.folder)
    }

    private func reading(_ entry: ReportDefinition.Entry, in definition: ReportDefinition) throws -> ResultFile.Reading {
        try ResultFile.read(ResultFile.path(of: entry.id, inReport: definition.folder)).of(entry.id)
    }

    private func standing(_ entry: ReportDefinition.Entry, in definition: ReportDefinition) throws -> Standing {
        try checkCancellation()
        return try reading(entry, in: definition).standing(for: try keys.inputs(of: entry))
    }

    private func checkCancellation() throws {
        if isCancelled() { throw CancellationError() }
    }

    /// - Parameter drawing: whether pictures are drawn of what is computed.
    /// - Throws: as `standings`.
    public func plan(_ definition: ReportDefinition, drawing: Bool = true) throws -> [FigurePlan] {
        let costs = store.costs()
        var counted: Set<CacheKey> = []
        var expected: [TrainingJob: Int] = [:]
        return try definition.entries.map { entry in
            try checkCancellation()
            let inputs = try keys.inputs(of: entry)
            let reading = try reading(entry, in: definition)
            let standing = reading.standing(for: inputs)
            var result: ResultFile?
            if case .valid(let file) = reading, standing == .upToDate { result = file }
            result = result ?? store.result(CacheKey(inputs), of: entry.id)
            guard result == nil else {
                return FigurePlan(id: entry.id, standing: standing, result: result, jobs: entry.needs.jobs.count)
            }
            let (known, areAll) = try rounds(entry)
            let jobs = known.flatMap(\.allJobs).unique
            let seconds = WorkSeconds(costs)
            var work = PlannedWork()
            // Networks shared with an earlier figure are counted there.
            let (missing, products) = try missing(jobs, known.flatMap(\.products).unique, &counted, &work, seconds)
            let isPublishedThere = try library.arePublishedThere(entry.needs)
            var parts =
                missing.map { seconds.training($0) } + products.map { seconds.product($0.product) }
                + [seconds.figure(entry, jobs: jobs, isPublishedThere: isPublishedThere)]
            if drawing { parts.append(seconds.picture(entry)) }
            if entry.hasFurtherRounds { parts.append(seconds.question(entry, jobs: jobs, isPublishedThere: isPublishedThere)) }
            // So are those that both expect: as many of a kind as the figure with the most.
            var own: [TrainingJob: Int] = [:]
            let further = areAll ? [] : entry.furtherJobsAlike.dropFirst(jobs.count - entry.needs.jobs.count)
            let alike = further.filter { job in
                own[job, default: 0] += 1
                return own[job]! > expected[job, default: 0]
            }
            expected.merge(own) { max($0, $1) }
            work.computing = parts.dropFirst(missing.count + products.count).reduce(0) { $0 + $1.seconds }
            work.further = alike.map { seconds.training($0).seconds }
            parts += alike.map { seconds.training($0) }
            if !areAll {
                work.furtherProducts = seconds.furtherProducts(entry).seconds
                parts.append(seconds.furtherProducts(entry))
            }
            return FigurePlan(
                id: entry.id, standing: standing, missingJobs: missing.count, missingProducts: products.count, jobs: jobs.count,
                hasUnknownJobs: !areAll, expectedFurtherJobs: alike.count,
                expectedSeconds: parts.reduce(0) { $0 + $1.seconds }, isEstimated: parts.contains(where: \.isEstimated), work: work)
        }
    }

    /// Which of the networks and products are neither there nor counted for an earlier figure.
    private func missing(
        _ jobs: [TrainingJob], _ products: [AnyProduct], _ counted: inout Set<CacheKey>, _ planned: inout PlannedWork,
        _ seconds: WorkSeconds
    ) throws -> (jobs: [TrainingJob], products: [AnyProduct]) {
        func isCounted(_ work: Piece.Work, _ key: CacheKey, on shelf: Store.Shelf, networks: [TrainingJob]) throws -> Bool {
            try checkCancellation()
            guard !store.contains(key, on: shelf) else { return false }
            planned.awaited.append(key)
            guard counted.insert(key).inserted else { return false }
            planned.pieces.append(
                .init(
                    key: key, seconds: seconds.piece(work).seconds, sharesCores: work.sharesCores,
                    networks: try networks.map { try keys.key(of: $0) }))
            return true
        }
        let jobs = try jobs.filter { try isCounted(.training($0), try keys.key(of: $0), on: .trajectories, networks: []) }
        let products = try products.filter {
            let key = CacheKey(try keys.inputs(of: $0))
            return try isCounted(.product($0), key, on: .products, networks: $0.product.networks)
        }
        return (jobs, products)
    }

    /// Seconds of one core expected to draw the figure.
    public func drawingSeconds(_ entry: ReportDefinition.Entry) -> Double { WorkSeconds(store.costs()).picture(entry).seconds }

    /// The keys of all that the report is made of: its networks and their products, as far as they can be told, and its results.
    /// - Throws: as `standings`.
    public func keys(of definition: ReportDefinition) throws -> (pieces: Set<CacheKey>, results: Set<CacheKey>) {
        var pieces: Set<CacheKey> = []
        var results: Set<CacheKey> = []
        for entry in definition.entries {
            try checkCancellation()
            results.insert(CacheKey(try keys.inputs(of: entry)))
            for round in try rounds(entry).known {
                for job in round.allJobs {
                    pieces.insert(try keys.key(of: job))
                    if let start = job.start { pieces.insert(start.key) }
                }
                for product in round.products { pieces.insert(CacheKey(try keys.inputs(of: product))) }
            }
        }
        return (pieces, results)
    }

    /// The networks and products of the figure, those of further rounds as far as what is stored tells them, and whether there are no others.
    /// - Throws: as `standings`.
    package func pieces(
        of entry: ReportDefinition.Entry
    ) throws -> (jobs: [TrainingJob], products: [AnyProduct], areAll: Bool) {
        let (known, areAll) = try rounds(entry)
        return (known.flatMap(\.allJobs).unique, known.flatMap(\.products).unique, areAll)
    }

    /// Seconds of one core expected for the page and the PDF around the figures.
    public func settingSeconds(_ definition: ReportDefinition) -> Double {
        store.costs()[definition.settingCostName] ?? 0.1 + 0.12 * Double(definition.entries.count)
    }

    /// The rounds as far as they can be told, and whether there are no others.
    private func rounds(_ entry: ReportDefinition.Entry) throws -> (known: [Needs], areAll: Bool) {
        guard entry.hasFurtherRounds else { return ([entry.needs], true) }
        let memory = RoundMemory()
        var rounds = [entry.needs]
        while true {
            // A figure may know without them that there is no further round.
            let areThere = try rounds.allSatisfy {
                try $0.jobs.allSatisfy { store.contains(try keys.key(of: $0), on: .trajectories) }
                    && $0.products.allSatisfy { store.contains(CacheKey(try keys.inputs(of: $0)), on: .products) }
            }
            @Sendable func check() throws {
                if !areThere { throw Fault("networks of \(entry.id) are still to be trained", status: .data) }
            }
            let inputs = Inputs(
                settings: entry.settings, rounds: rounds, memory: memory,
                trajectory: { job in
                    try check()
                    return try stored(job)
                },
                data: { selection in
                    try check()
                    return try library.load(selection)
                },
                product: { product in
                    try check()
                    return try stored(product.product, keys.inputs(of: product))
                }, published: library.published, isCancelled: isCancelled)
            do {
                let next = try entry.next(inputs)
                guard !next.isEmpty else { return (rounds, true) }
                rounds.append(Needs(of: next))
            } catch let fault as Fault where fault.status != .cannotWrite {
                // A network that is not there yet, or is damaged: the run trains it, or tells what is wrong.
                return (rounds, false)
            }
        }
    }

    private func stored<P: Product>(_ product: P, _ inputs: [KeyInput]) throws -> any Sendable {
        try checkCancellation()
        let blob = try store.load(CacheKey(inputs), from: .products) {
            try ProductFile<P.Value>($0, path: $1, inputs: inputs).value
        }
        guard case .found(let value) = blob else { throw Fault("\(product.name) is damaged or gone", status: .data) }
        return value
    }

    private func stored(_ job: TrainingJob) throws -> Trajectory {
        try checkCancellation()
        let key = try keys.key(of: job)
        let origin = TrainingOrigin(job: job, key: key.hex)
        let blob = try store.load(key, from: .trajectories) { try Trajectory(decoding: Data($0), path: $1, of: origin) }
        guard case .found(let trajectory) = blob else {
            throw Fault("the trained network \(job.name) is damaged or gone", status: .data)
        }
        return trajectory
    }
}
