import Synchronization

/// What a figure found while it was asked for its rounds of networks, so that it is not looked for again after each.
public final class RoundMemory: Sendable {
    private let known = Mutex<[String: any Sendable]>([:])

    public init() {}

    /// The value of that name: as it was found before, or found now.
    func value<Value: Sendable>(_ name: String, _ find: () throws -> Value) rethrows -> Value {
        // In two steps: cast to an optional value, none that is known would be one that is nil.
        if let found = known.withLock({ $0[name] }), let value = found as? Value { return value }
        let value = try find()
        known.withLock { $0[name] = value }
        return value
    }
}
