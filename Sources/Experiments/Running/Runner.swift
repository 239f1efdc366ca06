import DataFiles
import Datasets
import Files
import Foundation
import Networks
import Results
import Synchronization

/// How a figure came out of a run.
public enum FigureOutcome: Sendable {
    case upToDate(ResultFile)
    /// It was computed before, from the same inputs, and is back in its place.
    case restored(ResultFile)
    case computed(ResultFile, cost: Provenance.FigureCost)
    /// It failed; what a reader of the report is told.
    case failed(Fault)

    /// The result, of a figure that has one.
    public var file: ResultFile? {
        switch self {
        case .upToDate(let file), .restored(let file), .computed(let file, _): file
        case .failed: nil
        }
    }
}

/// Computes the figures of a report: trains what is missing, measures what changed, keeps what is up to date.
public struct Runner: Sendable {
    private let store: Store
    private let library: DataLibrary
    private let keys: StageKeys
    private let jobs: Int
    private let executor: any Executor
    private let maker: PieceMaker
    private let takesStandIns: Bool
    private let isCancelled: @Sendable () -> Bool
    private let report: @Sendable (RunEvent) -> Void

    /// - Parameters:
    ///   - jobs: how many networks and figures are worked on side by side, one core each; where there are fewer, a network of feature
    ///     maps takes the cores that are left.
    ///   - executor: who makes networks and products; nil: threads of this process, among the jobs.
    ///   - takesStandIns: whether a stand-in may replace a data set that the report was computed from before.
    public init(
        store: Store, library: DataLibrary, keys: StageKeys, jobs: Int, executor: (any Executor)? = nil, takesStandIns: Bool,
        isCancelled: @escaping @Sendable () -> Bool, report: @escaping @Sendable (RunEvent) -> Void
    ) {
        precondition(jobs > 0, "\(jobs) jobs")
        self.store = store
        self.library = library
        self.keys = keys
        self.jobs = jobs
        self.takesStandIns = takesStandIns
        let halt = Halt()
        self.halt = halt
        // A run that cannot go on stops all that is under way.
        let stops: @Sendable () -> Bool = { halt.isAsked || isCancelled() }
        self.isCancelled = stops
        self.report = report
        maker = PieceMaker(store: store, library: library, keys: keys, isCancelled: stops, report: report)
        self.executor = executor ?? ThreadExecutor(maker: maker)
    }

    private let halt: Halt

    private final class Halt: Sendable {
        private let asked = Atomic(false)

        var isAsked: Bool { asked.load(ordering: .relaxed) }

        func ask() { asked.store(true, ordering: .relaxed) }
    }

    /// Runs the entries; each ends as an outcome, a failed one too.
    /// - Throws: `CancellationError` where the user stopped the run; a `Fault` where nothing can be written any more (status
    ///   cannotWrite), or a data set is gone that the report was computed from (status data).
    public func run(_ definition: ReportDefinition) async throws -> [FigureID: FigureOutcome] {
        var outcomes: [FigureID: FigureOutcome] = [:]
        var schedule = Schedule()
        var standings: [LostData.Standing] = []
        var kept: [(id: FigureID, file: ResultFile, path: String)] = []
        // What there is takes longest to read, so it is read side by side.
        let found = try concurrently(definition.entries) { entry in
            try checkCancellation()
            let path = ResultFile.path(of: entry.id, inReport: definition.folder)
            return Result { (inputs: try keys.inputs(of: entry), reading: try ResultFile.read(path).of(entry.id)) }
        }
        for (entry, found) in zip(definition.entries, found) {
            let path = ResultFile.path(of: entry.id, inReport: definition.folder)
            do {
                let (inputs, reading) = try found.get()
                if case .valid(let file) = reading, reading.standing(for: inputs) == .upToDate {
                    outcomes[entry.id] = .upToDate(file)
                    continue
                }
                let known = store.result(CacheKey(inputs), of: entry.id)
                if case .damaged(let reason) = reading {
                    let mending = known == nil ? "computed anew" : "taken from the store"
                    report(.notice("\(path): damaged (\(reason)); it is \(mending)"))
                }
                if case .valid(let file) = reading {
                    standings.append(.init(wanted: inputs, stored: file.inputs))
                    // Its place will be another's, and its inputs may come back.
                    try store.keep(file)
                } else {
                    standings.append(.init(wanted: inputs, stored: nil))
                }
                if let known {
                    kept.append((entry.id, known, path))
                    continue
                }
                schedule.add(entry, inputs: inputs, path: path, needing: try needs(entry.needs.work))
            } catch let fault as Fault where fault.status != .cannotWrite {
                outcomes[entry.id] = .failed(fault)
                report(.failed(schedule.task("\(entry.id)"), message: fault.description))
            }
        }
        if schedule.isEmpty, kept.isEmpty { return outcomes }
        if !takesStandIns, let fault = LostData.fault(LostData.all(in: standings, report: definition.folder)) { throw fault }
        for (id, file, path) in kept {
            try checkCancellation()
            try file.write(to: path)
            outcomes[id] = .restored(file)
        }
        if schedule.isEmpty { return outcomes }
        _ = store.costs { report(.notice($0)) }
        report(
            .planned(
                networks: schedule.networkCount, products: schedule.productCount, figures: schedule.figureCount,
                hasFurtherRounds: schedule.hasFurtherRounds))
        var notices: Set<String> = []
        for selection in schedule.data {
            if let notice = try library.notice(for: selection), notices.insert(notice).inserted { report(.notice(notice)) }
        }

        let settled = try await work(&schedule)
        return outcomes.merging(settled) { _, new in new }
    }

    /// Trains the networks and computes the products that the store lacks, with the networks that these need, and no figure.
    /// - Throws: `CancellationError`; a `Fault`: status cannotWrite where nothing can be written any more, figureFailed where some could not
    ///   be made: why, the events say.
    package func make(jobs: [TrainingJob], products: [AnyProduct]) async throws {
        let wanted = try needs(jobs.map { .training($0) } + products.map { .product($0) })
        var schedule = Schedule()
        schedule.add(wanted)
        guard !schedule.isEmpty else { return }
        report(.planned(networks: schedule.networkCount, products: schedule.productCount, figures: 0, hasFurtherRounds: false))
        _ = try await work(&schedule)
        let failed = wanted.filter { !store.contains($0.key, on: $0.work.shelf) }
        guard let first = failed.first else { return }
        let others = failed.count == 1 ? "" : ", and \(failed.count - 1) more"
        throw Fault("could not be made\(others)", at: first.work.name, status: .figureFailed)
    }

    private func checkCancellation() throws {
        if isCancelled() { throw CancellationError() }
    }

    private func needs(_ work: [Piece.Work]) throws -> [Schedule.Need] {
        try work.map { work in
            try checkCancellation()
            switch work {
            case .training(let job):
                let key = try keys.key(of: job)
                return Schedule.Need(work: work, key: key, isStored: store.contains(key, on: .trajectories))
            case .product(let product):
                let key = CacheKey(try keys.inputs(of: product))
                return Schedule.Need(
                    work: work, key: key, isStored: store.contains(key, on: .products),
                    networks: try needs(product.product.networks.map { .training($0) }))
            }
        }
    }

    private func work(_ schedule: inout Schedule) async throws -> [FigureID: FigureOutcome] {
        var outcomes: [FigureID: FigureOutcome] = [:]
        try await withThrowingTaskGroup(of: Finished.self) { group in
            // Of what takes this machine's cores.
            var running = 0
            while true {
                var begun: [Schedule.Item] = []
                while running + begun.count < jobs, let item = executor.isOfThisMachine ? schedule.next() : schedule.nextFigure() {
                    begun.append(item)
                }
                running += begun.count
                // Cores that nothing else is there for.
                let threads = jobs / max(running, 1)
                while !executor.isOfThisMachine, let piece = schedule.nextPiece() { begun.append(.piece(piece)) }
                for item in begun { group.addTask { await perform(item, threads: threads) } }
                guard let finished = try await group.next() else { break }
                if executor.isOfThisMachine || !finished.isOfPiece { running -= 1 }
                switch finished {
                case .stopped(let error):
                    // A full disk or the user's stop ends the run; what is finished is kept.
                    halt.ask()
                    throw error
                case .made(let key, let fault):
                    for (entry, fault) in schedule.settle(key, fault: fault) {
                        report(.failed(entry.task, message: fault.description))
                        outcomes[entry.entry.id] = .failed(fault)
                    }
                case .asked(let figure, let task, let needs):
                    do throws(Fault) {
                        report(.extended(task, pieces: try schedule.extend(figure, by: needs)))
                    } catch {
                        report(.failed(task, message: error.description))
                        outcomes[figure.entry.id] = .failed(error)
                    }
                case .computed(let id, let outcome):
                    outcomes[id] = outcome
                }
            }
        }
        return outcomes
    }

    private enum Finished: Sendable {
        case made(CacheKey, Fault?)
        case asked(Schedule.Figure, RunTask, [Schedule.Need])
        case computed(FigureID, FigureOutcome)
        case stopped(any Error)

        var isOfPiece: Bool { if case .made = self { true } else { false } }
    }

    private func perform(_ item: Schedule.Item, threads: Int) async -> Finished {
        do {
            switch item {
            case .piece(let piece):
                try await executor.make(piece, threads: threads, isCancelled: isCancelled, report: report)
                return .made(piece.key, nil)
            case .question(let figure, let task): return try await onThread { try ask(figure, task: task) }
            case .figure(let figure): return try await onThread { try settle(figure) }
            }
        } catch is CancellationError {
            return .stopped(CancellationError())
        } catch let fault as Fault where fault.status == .cannotWrite {
            return .stopped(fault)
        } catch {
            let fault = error as? Fault ?? Fault("\(error)", status: .figureFailed)
            report(.failed(item.task, message: fault.description))
            switch item {
            case .piece(let piece): return .made(piece.key, fault)
            case .question(let figure, _), .figure(let figure): return .computed(figure.entry.id, .failed(fault))
            }
        }
    }

    /// Asks which networks the figure's next round has.
    private func ask(_ asked: Schedule.Figure, task: RunTask) throws -> Finished {
        try checkCancellation()
        let started = Stopwatch()
        report(.started(task))
        var figure = asked
        let needs = try needs(try figure.entry.next(inputs(figure, task: task)))
        figure.askedSeconds += started.processorSeconds
        try store.record([figure.entry.questionCostName: figure.askedSeconds])
        return .asked(figure, task, needs)
    }

    /// Computes the figure, unless another run has meanwhile.
    private func settle(_ figure: Schedule.Figure) throws -> Finished {
        try checkCancellation()
        let started = Stopwatch()
        report(.started(figure.task))
        // Two runs in one folder compute a figure once: the second waits here, and finds what the first has written.
        let lock = try store.lock(CacheKey(figure.inputs), cancelled: isCancelled)
        defer { withExtendedLifetime(lock) {} }
        if case .valid(let file) = try ResultFile.read(figure.path).of(figure.entry.id), file.key == CacheKey(figure.inputs) {
            report(.finished(figure.task, seconds: started.wallSeconds))
            return .computed(figure.entry.id, .upToDate(file))
        }
        let file = ResultFile(inputs: figure.inputs, result: try compute(figure, task: figure.task))
        try store.keep(file)
        try file.write(to: figure.path)
        let cost = Provenance.FigureCost(
            id: figure.entry.id, wallSeconds: started.wallSeconds, processorSeconds: started.processorSeconds)
        let seconds = cost.processorSeconds
        let estimate = WorkEstimate.figure(
            figure.entry, jobs: figure.entry.needs.jobs, isPublishedThere: try library.arePublishedThere(figure.entry.needs))
        try store.record(
            [figure.entry.costName: seconds, figure.entry.exactCostName: seconds].merging(
                WorkEstimate.Kind.figure.record(taken: seconds, estimated: estimate)
            ) { $1 })
        report(.finished(figure.task, seconds: cost.wallSeconds))
        return .computed(figure.entry.id, .computed(file, cost: cost))
    }

    private func compute(_ figure: Schedule.Figure, task: RunTask) throws -> FigureResult {
        var result = try figure.entry.experiment.compute(inputs(figure, task: task))
        result.id = figure.entry.id
        result.settings = figure.entry.settings.records
        if !(figure.entry.experiment is any FileExperiment) {
            let published = try figure.entry.needs.published.filter { try library.find($0) != nil }.map(\.images)
            result.data = try (figure.entry.needs.allData + published).map(dataRecord).ofEachSet
        }
        func names(_ selections: [DataSelection]) -> Set<String> { Set(selections.map(\.dataset.rawValue)) }
        let images = names(figure.entry.needs.published.map(\.images))
        let all = names(figure.entry.needs.allData).union(images)
        for index in result.claims.indices {
            let selections = figure.entry.experiment.data(of: result.claims[index], figure.entry.settings)
            let identities = try selections.map { try library.identity(of: $0) }
            if identities.contains(where: { $0.standInFor != nil }) { result.claims[index].outcome = .notAssessed("stand-in data") }
            // Without data of the project's own, it rests on networks and images of the user's, where the figure has such.
            let its = selections.isEmpty ? images : names(selections)
            if !its.isEmpty, its != all { result.claims[index].data = its.sorted() }
        }
        return result
    }

    private func inputs(_ figure: Schedule.Figure, task: RunTask) -> Inputs {
        Inputs(
            settings: figure.entry.settings, rounds: figure.rounds, memory: figure.memory,
            trajectory: { job in try maker.train(job, key: try keys.key(of: job), task: task) }, data: { try library.load($0) },
            images: { try library.images($0) },
            product: { try maker.make($0, task: task) }, weights: keep,
            published: library.published, isCancelled: isCancelled)
    }

    /// Puts weights where the trainings find them that begin with them.
    private func keep(_ weights: Weights) throws -> WeightsDigest {
        let digest = WeightsDigest(of: weights)
        if case .found = try store.load(digest.key, from: .weights) { return digest }
        try store.save([UInt8](weights.encoded()), as: digest.key, on: .weights)
        return digest
    }

    private func dataRecord(_ selection: DataSelection) throws -> DataRecord {
        if selection.images != nil {
            let loaded = try library.images(selection)
            return DataRecord(
                name: loaded.identity.name, digest: loaded.identity.digest, samples: loaded.samples,
                passedOver: loaded.passedOver.isEmpty ? nil : loaded.passedOver.count)
        }
        let loaded = try library.load(selection)
        return DataRecord(
            name: loaded.identity.name, standInFor: loaded.identity.standInFor, digest: loaded.identity.digest,
            samples: loaded.samples)
    }
}
