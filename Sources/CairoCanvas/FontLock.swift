import Foundation

/// Lets one thread at a time have to do with fonts.
///
/// Cairo 1.16 holds ten font files open and closes one, chosen by chance, for the eleventh; it looks whether that is in use without the lock
/// that would keep another thread from beginning to use it, which then draws from a face that is gone. So text is laid out, drawn and put
/// into files, and what holds fonts is freed, within the lock; a thread that has it may take it again.
enum FontLock {
    private static let lock = NSRecursiveLock()

    static func hold<Value>(_ body: () throws -> Value) rethrows -> Value {
        lock.lock()
        defer { lock.unlock() }
        return try body()
    }
}
