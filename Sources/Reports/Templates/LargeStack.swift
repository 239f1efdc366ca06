import Files
import Foundation

/// Runs deep recursion on a thread whose stack is known to be large enough: those of the system's own threads may be small.
enum LargeStack {
    /// Runs the work and waits for it.
    /// - Parameter bytes: the stack's size.
    /// - Throws: what the work throws, and `WorkThread.start`.
    static func run<Value>(bytes: Int, _ work: @escaping () throws -> Value) throws -> Value {
        // Safe: the caller waits until the work is done and its outcome set, so that no two threads use them at a time.
        nonisolated(unsafe) let work = work
        nonisolated(unsafe) var outcome: Result<Value, any Error>?
        let isDone = DispatchSemaphore(value: 0)
        try WorkThread.start(stack: bytes) {
            outcome = Result { try work() }
            isDone.signal()
        }
        isDone.wait()
        guard let outcome else { preconditionFailure("the thread ended without an outcome") }
        return try outcome.get()
    }
}
