import Synchronization
import Watching

/// Which files were saved since a report was last brought up to date.
final class SavedFiles: Sendable {
    private struct State {
        var always: FileWatch
        var named = FileWatch([])
        var namedPlaces: [String] = []
        var saved: Set<String> = []
        var asked = ContinuousClock.now
    }

    private let state: Mutex<State>

    init(_ places: [String]) { state = Mutex(State(always: FileWatch(places))) }

    /// Looks at other files too, those that the definition names.
    func name(_ places: [String]) {
        state.withLock { state in
            guard state.namedPlaces != places else { return }
            state.namedPlaces = places
            state.named = FileWatch(places)
        }
    }

    /// Whether any was saved. Cheap enough to be asked at every step: the files are asked every 50 ms at most.
    var areThere: Bool {
        state.withLock { state in
            if state.saved.isEmpty, ContinuousClock.now - state.asked > .milliseconds(50) { Self.look(&state) }
            return !state.saved.isEmpty
        }
    }

    /// Waits until some were saved and then, for a moment, no more: an editor writes, renames and touches in a burst.
    /// - Returns: their paths.
    func next(isCancelled: () -> Bool) async throws -> Set<String> {
        while !areThere {
            if isCancelled() { throw CancellationError() }
            try await Task.sleep(for: .milliseconds(80))
        }
        for _ in 0..<50 {
            try await Task.sleep(for: .milliseconds(40))
            guard state.withLock({ Self.look(&$0) }) else { break }
        }
        return state.withLock { state in
            defer { state.saved = [] }
            return state.saved
        }
    }

    @discardableResult private static func look(_ state: inout State) -> Bool {
        state.asked = .now
        let saved = state.always.changes() + state.named.changes()
        state.saved.formUnion(saved)
        return !saved.isEmpty
    }
}
