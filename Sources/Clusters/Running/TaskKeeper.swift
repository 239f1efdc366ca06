import Experiments
import Files
import Foundation
import Results

/// Looks after the tasks of a run: packs pieces, queues them, tells how far they are, and queues again what was lost on the way.
///
/// It is one thread's, which calls `turn` again and again.
final class TaskKeeper: @unchecked Sendable {
    // Safe: `SlurmExecutor` calls it from one thread at a time, each of which begins when the one before has ended.

    struct Timing: Sendable {
        /// How long no piece may have come before those that came are packed.
        var gathering = Duration.milliseconds(200)
        /// The shortest and the longest time between two looks at the queue; they grow with the time that the run has taken.
        var looks = (least: Duration.seconds(1), most: Duration.seconds(15))
        /// How long a network's file system may take to show what a node has written.
        var visibility = Duration.seconds(60)
        /// How long the queue may take to show what it has taken.
        var showing = Duration.seconds(5)
        /// How long to wait after the queue has refused tasks.
        var refusal = Duration.seconds(20)

        init() {}
    }

    /// How often a piece is queued again at most.
    static let againAtMost = 3

    let timing: Timing
    private let settings: ClusterSettings
    private let store: Store
    private let keys: StageKeys
    private let queue: any JobQueue

    private var awaited: [CacheKey: AwaitedPiece] = [:]
    /// Of these, what is to be queued, in order.
    private var waiting: [CacheKey] = []
    private var tasks: [LiveTask] = []
    private var begun = ContinuousClock.now
    private var lastLook: ContinuousClock.Instant?
    private var hasAdopted = false
    private var refusals = 0
    private var refusedAt: ContinuousClock.Instant?
    private var unanswered = 0
    private var words = ""

    init(settings: ClusterSettings, store: Store, keys: StageKeys, queue: any JobQueue, timing: Timing = Timing()) {
        self.settings = settings
        self.store = store
        self.keys = keys
        self.queue = queue
        self.timing = timing
    }

    /// Whether no piece is waited for.
    var isIdle: Bool { awaited.isEmpty }

    /// Does what is to be done now.
    /// - Parameter requests: pieces that came.
    /// - Throws: `CancellationError` once somebody has asked to stop; a `Fault` (status cannotWrite) where nothing can be written any more.
    func turn(_ requests: [SlurmExecutor.Request]) throws {
        if awaited.isEmpty, !requests.isEmpty { (begun, lastLook) = (.now, nil) }
        if !requests.isEmpty { accept(requests) }
        if awaited.values.contains(where: { $0.request.isCancelled() }) { throw CancellationError() }
        guard !awaited.isEmpty else { return }
        let isTimeToLook = isTimeToLook
        if isTimeToLook { lastLook = .now }
        if !hasAdopted {
            // Nothing is queued before it is known what is queued already.
            guard isTimeToLook, let queued = queued() else { return }
            hasAdopted = true
            adopt(queued)
        }
        try submit()
        if isTimeToLook {
            try look()
            tell()
        }
    }

    /// What goes on though nobody waits for it any more.
    /// - Parameter others: how many pieces have not come to this keeper yet.
    func remains(besides others: Int) -> SlurmExecutor.Remains {
        var remains = SlurmExecutor.Remains()
        let live = tasks.filter { $0.ended == nil }
        remains.jobs = Set(live.map(\.job)).sorted()
        remains.tasks = live.count
        remains.unqueued = waiting.count + others
        return remains
    }

    /// Lets all pieces end with the error.
    func abandon(_ error: any Error) {
        for piece in awaited.values { piece.request.continuation.resume(throwing: error) }
        (awaited, waiting, tasks) = ([:], [], [])
        hasAdopted = false
    }

    private var isTimeToLook: Bool {
        guard let lastLook else { return true }
        let grown = (ContinuousClock.now - begun) / 20
        return ContinuousClock.now - lastLook >= min(timing.looks.most, max(timing.looks.least, grown))
    }

    private func accept(_ requests: [SlurmExecutor.Request]) {
        let seconds = WorkSeconds(store.costs())
        let queued = Set(tasks.filter { $0.ended == nil }.flatMap(\.keys))
        for request in requests {
            let piece = request.piece
            do {
                let inputs = try keys.inputs(of: piece.work)
                awaited[piece.key] = AwaitedPiece(request, inputs: inputs, seconds: seconds.piece(piece.work).seconds)
                if !queued.contains(piece.key) { waiting.append(piece.key) }
            } catch {
                request.continuation.resume(throwing: error)
            }
        }
    }

    // MARK: Queueing

    /// Takes over what an earlier run has queued and left, and removes what is over.
    private func adopt(_ queued: [QueuedTask]) {
        for folder in TaskFolder.all(inStore: store.folder) {
            let live = queued.filter { $0.name == folder.jobName && $0.phase != .ended }
            if live.isEmpty {
                folder.clear(noting: { try? store.record($0) })
                continue
            }
            for place in live {
                guard let file = try? TaskFile.read(folder.task(place.task)) else { continue }
                let keys = file.pieces.map(\.key)
                tasks.append(
                    LiveTask(folder: folder, job: place.job, number: place.task, keys: keys, attempt: file.attempt, queued: place))
                waiting.removeAll { keys.contains($0) }
                for key in keys { awaited[key]?.lost = file.attempt }
            }
        }
        let pieces = tasks.flatMap(\.keys).count { awaited[$0] != nil }
        if pieces > 0 { note("\(pieces) of these are in the queue already, from an earlier run") }
    }

    /// Queues what waits, as far as the queue is to hold it.
    private func submit() throws {
        if let refusedAt, ContinuousClock.now - refusedAt < timing.refusal { return }
        let room = settings.tasks - tasks.count { $0.ended == nil }
        guard !waiting.isEmpty, room > 0 else { return }
        // What an earlier run had made just now.
        for piece in waiting.compactMap({ awaited[$0] }) where isStored(piece.request.piece) {
            start(piece)
            piece.request.report(.finished(piece.request.piece.task, seconds: 0))
            settle(piece.key, throwing: nil)
        }
        guard !waiting.isEmpty else { return }
        let pieces = waiting.compactMap { awaited[$0] }
        let packing = Packing(target: settings.minutes * 60, cores: settings.cores)
        let packs = packing.packs(pieces.map { .init(seconds: $0.seconds, sharesCores: $0.request.piece.work.sharesCores) })
        // An array's tasks are of one number of cores.
        for (cores, group) in Dictionary(grouping: packs.prefix(room), by: \.cores).sorted(by: { $0.key > $1.key }) {
            guard try submit(group.map { $0.pieces.map { pieces[$0] } }, cores: cores) else { return }
        }
    }

    /// - Returns: whether the queue has taken them.
    private func submit(_ group: [[AwaitedPiece]], cores: Int) throws -> Bool {
        let folder = TaskFolder(path: "\(TaskFolder.folder(inStore: store.folder))/\(TaskFolder.newName())")
        let all = group.joined()
        for (index, pieces) in group.enumerated() {
            let task = TaskFile(
                attempt: pieces.map(\.lost).max() ?? 0, cores: cores, checkpoint: settings.checkpoint,
                pieces: pieces.map { ($0.name, $0.request.piece.work.text, $0.inputs) })
            try task.write(to: folder.task(index + 1))
        }
        try AtomicFile.makeFolder(folder.ends)
        let excluded = all.reduce(into: Set<String>()) { $0.formUnion($1.excluded) }.sorted()
        do {
            let job = try queue.submit(Submission(folder: folder, tasks: group.count, cores: cores, excluded: excluded))
            refusals = 0
            refusedAt = nil
            for (index, pieces) in group.enumerated() {
                tasks.append(
                    LiveTask(
                        folder: folder, job: job, number: index + 1, keys: pieces.map(\.key), attempt: pieces.map(\.lost).max() ?? 0
                    ))
            }
            let queued = Set(all.map(\.key))
            waiting.removeAll { queued.contains($0) }
            return true
        } catch let fault as Fault where fault.status != .cannotWrite {
            folder.remove()
            refused(Array(all), fault, excluded)
            return false
        }
    }

    /// The queue has not taken the pieces. It may later, where it holds some of this run; where no node is left that may have them, it will
    /// not.
    private func refused(_ pieces: [AwaitedPiece], _ fault: Fault, _ excluded: [String]) {
        refusals += 1
        refusedAt = .now
        let isBusy = tasks.contains { $0.ended == nil }
        if excluded.isEmpty, isBusy || refusals <= Self.againAtMost {
            note("\(fault); tried again in \(timing.refusal.components.seconds) s")
            return
        }
        refusedAt = nil
        for piece in pieces {
            settle(
                piece.key,
                throwing: piece.fault
                    ?? Fault(
                        fault.problem, at: fault.place, remedy: "`refigure cluster check` looks into it", status: .figureFailed))
        }
    }

    // MARK: Looking after

    private func look() throws {
        if let queued = queued() {
            let byPlace = Dictionary(queued.map { ([$0.job, $0.task], $0) }) { $1 }
            for index in tasks.indices {
                // One that was queued a moment ago may not be shown yet.
                let isNew = ContinuousClock.now - tasks[index].queuedAt < timing.showing
                let place = byPlace[[tasks[index].job, tasks[index].number]]
                if place == nil, isNew { continue }
                tasks[index].queued = place
                if place?.phase ?? .ended == .ended, tasks[index].ended == nil { tasks[index].ended = .now }
            }
        }
        // A folder is read once for all of its tasks.
        let ended = Dictionary(uniqueKeysWithValues: Set(tasks.map(\.folder)).map { ($0, Set($0.endedKeys)) })
        for index in tasks.indices { try follow(&tasks[index], ended: ended[tasks[index].folder] ?? []) }
        for task in tasks where task.ended != nil { try close(task) }
        tasks.removeAll { task in task.keys.allSatisfy { awaited[$0] == nil || waiting.contains($0) } && task.ended != nil }
    }

    /// What the queue says; nil where it does not answer now.
    private func queued() -> [QueuedTask]? {
        do {
            let queued = try queue.tasks()
            unanswered = 0
            return queued
        } catch {
            unanswered += 1
            if unanswered == 3 { note("\(error); what the nodes write is looked after meanwhile") }
            return nil
        }
    }

    /// Reads what the node has written.
    /// - Parameter ended: the keys of the pieces of its array that have an end.
    private func follow(_ task: inout LiveTask, ended: Set<CacheKey>) throws {
        for key in task.keys where task.ends[key] == nil && ended.contains(key) {
            task.ends[key] = PieceEnd.read(task.folder.end(of: key))
        }
        task.state = TaskStateFile.read(task.folder.state(task.number)) ?? task.state
        for key in task.keys {
            guard let piece = awaited[key], !waiting.contains(key) else { continue }
            if let end = task.ends[key] { try finish(piece, end, task) }
        }
        if let state = task.state, state.phase == .running, let piece = state.piece.flatMap({ awaited[$0] }), task.ended == nil {
            start(piece)
            piece.request.report(.progress(piece.request.piece.task, share: state.share, amount: state.amount))
        }
    }

    private func start(_ piece: AwaitedPiece) {
        guard !piece.isStarted else { return }
        piece.isStarted = true
        piece.request.report(.started(piece.request.piece.task))
    }

    private func finish(_ piece: AwaitedPiece, _ end: PieceEnd, _ task: LiveTask) throws {
        start(piece)
        for notice in end.notices { note("\(end.node): \(notice)") }
        if let failure = end.failure {
            // Beside the fault, which is the same wherever it comes up.
            note("\(piece.name): failed on \(end.node), whose log is \(task.folder.log(task.number))")
            settle(piece.key, throwing: failure.fault)
        } else if isStored(piece.request.piece) {
            if !end.costs.isEmpty { try store.record(end.costs) }
            piece.request.report(.finished(piece.request.piece.task, seconds: end.seconds))
            settle(piece.key, throwing: nil)
        }
    }

    private func isStored(_ piece: Piece) -> Bool {
        switch piece.work {
        case .training: store.contains(piece.key, on: .trajectories)
        case .product: store.contains(piece.key, on: .products)
        }
    }

    private func settle(_ key: CacheKey, throwing fault: Fault?) {
        guard let piece = awaited.removeValue(forKey: key) else { return }
        waiting.removeAll { $0 == key }
        if let fault { piece.request.continuation.resume(throwing: fault) } else { piece.request.continuation.resume() }
    }

    // MARK: What was lost

    /// A task that is out of the queue: what has no end is queued again, or fails where that makes no sense.
    private func close(_ task: LiveTask) throws {
        let open = task.keys.compactMap { key in waiting.contains(key) ? nil : awaited[key] }
        guard !open.isEmpty, let ended = task.ended else { return }
        let lost = lost(task, open)
        let log = task.folder.log(task.number)
        switch TaskLoss(task.state, word: task.queued?.state ?? queue.ending(job: task.job, task: task.number)) {
        case .endsRun(let fault): throw fault
        case .refused(let fault, let node):
            for piece in open {
                piece.fault = Fault(fault.problem, at: fault.place, remedy: fault.remedy, status: .figureFailed)
                piece.excluded.insert(node)
            }
            again(open, of: open, "\(fault)", log)
        case .fails(let problem, let remedy):
            for piece in lost {
                let fault = Fault("\(problem); its log is \(log)", at: piece.name, remedy: remedy, status: .figureFailed)
                settle(piece.key, throwing: fault)
            }
            waiting += open.map(\.key).filter { awaited[$0] != nil }
        case .again(let reason): again(lost, of: open, reason, log)
        case .unclear(let reason):
            if ContinuousClock.now - ended > timing.visibility { again(lost, of: open, reason, log) }
        }
    }

    /// Those that count as lost: the one under way; none where others of the task were done; all where nothing was, since then they may be
    /// what was in the way.
    private func lost(_ task: LiveTask, _ open: [AwaitedPiece]) -> [AwaitedPiece] {
        if let key = task.state?.piece, let piece = open.first(where: { $0.key == key }) { return [piece] }
        return task.ends.isEmpty ? open : []
    }

    /// Puts the open pieces of a task back, but for those that were lost too often.
    private func again(_ lost: [AwaitedPiece], of open: [AwaitedPiece], _ reason: String, _ log: String) {
        for piece in lost { piece.lost += 1 }
        for piece in open {
            if piece.lost <= Self.againAtMost {
                waiting.append(piece.key)
            } else {
                let fault = Fault("\(reason), \(piece.lost) times; its log is \(log)", at: piece.name, status: .figureFailed)
                settle(piece.key, throwing: piece.fault ?? fault)
            }
        }
        let times = lost.map(\.lost).max() ?? 0
        guard times <= Self.againAtMost else { return }
        let names = open.count == 1 ? open[0].name : Self.count(open.count, "piece")
        let which = times == 0 ? "" : " (\(times) of \(Self.againAtMost))"
        note("\(names): \(reason); queued again\(which), from \(open.count == 1 ? "its" : "their") last checkpoint on")
    }

    // MARK: Telling

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    private func note(_ text: String) { awaited.values.first?.request.report(.notice(text)) }

    /// Says how the tasks stand, where that is another than before.
    private func tell() {
        let live = tasks.filter { $0.ended == nil }
        let running = live.count { $0.queued?.phase == .running }
        let waits = live.filter { $0.queued?.phase != .running }
        let reasons = Set(waits.compactMap(\.queued?.reason).filter { !["None", ""].contains($0) }).sorted()
        let why = reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))"
        let unqueued = waiting.isEmpty ? "" : ", \(Self.count(waiting.count, "piece")) not queued yet"
        let words = "\(Self.count(running, "task")) running, \(waits.count) waiting\(why)\(unqueued)"
        guard words != self.words else { return }
        self.words = words
        awaited.values.first?.request.report(.queue(words))
    }
}
