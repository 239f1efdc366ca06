import Foundation

/// Runs what waits long on a thread of its own.
///
/// Tests share as many threads as there are cores: one that waits for programs for minutes keeps a server from answering, and others from
/// running.
public func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Value, any Error>) in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}
