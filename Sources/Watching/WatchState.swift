import Synchronization

/// What a page that is watched is told beside its content.
package struct WatchState: Codable, Equatable, Sendable {
    /// Counts what may have changed the page.
    package var round = 0
    /// What goes on: "compiling"; empty where nothing does.
    package var work = ""
    /// What is wrong now, each of one or more lines: a mistake in a template and where, what the compiler says, a figure that failed.
    package var faults: [String] = []

    package init() {}
}

/// Where the state of a watch stands for all to read, and who waits for its changes.
package final class WatchBoard: Sendable {
    private struct Content {
        var state = WatchState()
        var readers: [Int: AsyncStream<WatchState>.Continuation] = [:]
        var nextReader = 0
    }

    private let content = Mutex(Content())

    package init() {}

    package var state: WatchState { content.withLock(\.state) }

    package func update(_ change: (inout WatchState) -> Void) {
        content.withLock { content in
            let before = content.state
            change(&content.state)
            if content.state != before { for reader in content.readers.values { reader.yield(content.state) } }
        }
    }

    /// Tells all who wait the state once more, so that a connection whose other end has gone is noticed.
    package func repeatState() {
        content.withLock { content in for reader in content.readers.values { reader.yield(content.state) } }
    }

    /// The state now, and then each that it becomes; one that is overtaken before it is read is left out.
    package func states() -> AsyncStream<WatchState> {
        let (stream, reader) = AsyncStream.makeStream(of: WatchState.self, bufferingPolicy: .bufferingNewest(1))
        let number = content.withLock { content in
            content.nextReader += 1
            content.readers[content.nextReader] = reader
            reader.yield(content.state)
            return content.nextReader
        }
        reader.onTermination = { [weak self] _ in self?.forget(number) }
        return stream
    }

    private func forget(_ reader: Int) { content.withLock { _ = $0.readers.removeValue(forKey: reader) } }
}
