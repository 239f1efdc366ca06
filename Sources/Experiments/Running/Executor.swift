import Files
import Results

/// Who makes the pieces of a run. The plan, the figures and the report do not know which it was: a piece has the same bytes whoever makes it.
public protocol Executor: Sendable {
    /// Whether it takes cores of this machine, which figures want too: then a run has so many pieces made at a time as leave cores, else all
    /// that can be begun.
    var isOfThisMachine: Bool { get }

    /// Makes a piece. Once it returns, the piece is in the store.
    /// - Parameters:
    ///   - threads: cores of this machine that nothing else is there for.
    ///   - isCancelled: asked at least every 100 ms.
    ///   - report: told when the piece is begun, how far it is, and that it is finished; not that it failed.
    /// - Throws: `CancellationError` once `isCancelled` answers true; a `Fault`: with the status cannotWrite nothing more can be made, with
    ///   another one this piece cannot.
    func make(
        _ piece: Piece, threads: Int, isCancelled: @escaping @Sendable () -> Bool, report: @escaping @Sendable (RunEvent) -> Void
    ) async throws
}

/// The threads of this process.
struct ThreadExecutor: Executor {
    let maker: PieceMaker

    var isOfThisMachine: Bool { true }

    func make(
        _ piece: Piece, threads: Int, isCancelled: @escaping @Sendable () -> Bool, report: @escaping @Sendable (RunEvent) -> Void
    ) async throws {
        try await onThread {
            if isCancelled() { throw CancellationError() }
            let started = Stopwatch()
            report(.started(piece.task))
            try maker.make(piece, threads: threads)
            report(.finished(piece.task, seconds: started.wallSeconds))
        }
    }
}

/// Runs blocking work on a thread of its own, so that it cannot starve the concurrency runtime's few threads.
/// - Throws: what the work and `WorkThread.start` throw.
func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        do {
            try WorkThread.start(stack: 8 << 20) { continuation.resume(with: Result { try work() }) }
        } catch {
            continuation.resume(throwing: error)
        }
    }
}
