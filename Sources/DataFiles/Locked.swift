import Foundation

/// A value behind a lock.
final class Locked<Value>: @unchecked Sendable {
    // Safe: the value is touched only while the lock is held.
    private var value: Value
    private let lock = NSLock()

    init(_ value: sending Value) { self.value = value }

    /// Runs the body with the value, alone; others wait.
    func with<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
