import Experiments
import Files
import Foundation
import Results
import Synchronization

/// Has the pieces of a run made by a Slurm cluster. One thread gathers what can be begun, packs it into tasks, queues them, and looks after
/// them until each piece has its end; see `TaskKeeper`.
public final class SlurmExecutor: Executor {
    /// What the pieces' making waits for.
    struct Request: Sendable {
        let piece: Piece
        let continuation: CheckedContinuation<Void, any Error>
        let isCancelled: @Sendable () -> Bool
        let report: @Sendable (RunEvent) -> Void
    }

    private struct State {
        var requests: [Request] = []
        /// When the last one came.
        var newest = ContinuousClock.now
        var isAtWork = false
        var remains = Remains()
    }

    /// What stands in the queue once nobody waits for it any more.
    public struct Remains: Sendable, Equatable {
        /// The numbers of the arrays.
        public var jobs: [Int] = []
        public var tasks = 0
        /// Pieces that were not queued yet.
        public var unqueued = 0

        public init() {}
    }

    private let state = Mutex(State())
    private let keeper: TaskKeeper
    private let queue: any JobQueue

    init(keeper: TaskKeeper, queue: any JobQueue) {
        self.keeper = keeper
        self.queue = queue
    }

    /// - Parameters:
    ///   - program: what nodes run, where the settings name none.
    ///   - environment: what the nodes' environment has besides the submitter's.
    public convenience init(
        settings: ClusterSettings, project: String, program: String, environment: [String: String], store: Store, keys: StageKeys
    ) {
        let queue = SlurmQueue(
            settings: settings, project: project, program: settings.program ?? program, environment: environment)
        self.init(keeper: TaskKeeper(settings: settings, store: store, keys: keys, queue: queue), queue: queue)
    }

    public var isOfThisMachine: Bool { false }

    /// What a run that was stopped has left in the queue.
    public var remains: Remains { state.withLock { $0.remains } }

    /// Takes that out of the queue.
    /// - Throws: a `Fault`.
    public func cancelRemains() throws { try queue.cancel(remains.jobs) }

    public func make(
        _ piece: Piece, threads: Int, isCancelled: @escaping @Sendable () -> Bool, report: @escaping @Sendable (RunEvent) -> Void
    ) async throws {
        if isCancelled() { throw CancellationError() }
        try await withCheckedThrowingContinuation { continuation in
            let request = Request(piece: piece, continuation: continuation, isCancelled: isCancelled, report: report)
            let starts = state.withLock { state in
                state.requests.append(request)
                state.newest = .now
                defer { state.isAtWork = true }
                return !state.isAtWork
            }
            guard starts else { return }
            do {
                try WorkThread.start(stack: 8 << 20) { self.work() }
            } catch {
                for request in takeAll() { request.continuation.resume(throwing: error) }
            }
        }
    }

    private func takeAll() -> [Request] {
        state.withLock { state in
            defer { (state.requests, state.isAtWork) = ([], false) }
            return state.requests
        }
    }

    /// What came, once nothing more has come for a while: what is begun together is packed together.
    private func gathered() -> [Request] {
        state.withLock { state in
            guard ContinuousClock.now - state.newest > keeper.timing.gathering else { return [] }
            defer { state.requests = [] }
            return state.requests
        }
    }

    /// Looks after tasks until no piece is waited for.
    private func work() {
        while true {
            do {
                try keeper.turn(gathered())
            } catch {
                // The user's stop, or a store that cannot be written: nobody waits any more.
                let requests = takeAll()
                let remains = keeper.remains(besides: requests.count)
                // Told before anybody hears that the run is over.
                state.withLock { $0.remains = remains }
                keeper.abandon(error)
                for request in requests { request.continuation.resume(throwing: error) }
                return
            }
            let isOver = state.withLock { state in
                guard state.requests.isEmpty, keeper.isIdle else { return false }
                state.isAtWork = false
                return true
            }
            if isOver { return }
            usleep(20_000)
        }
    }
}
