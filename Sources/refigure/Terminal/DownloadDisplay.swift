import Datasets
import Foundation
import NumericCore
import Synchronization

/// Shows downloads on standard error: one line that is redrawn on a terminal, a line a file elsewhere.
final class DownloadDisplay: Sendable {
    private struct State {
        var file = ""
        var lastDrawn = Date.distantPast
        var isDrawn = false
    }

    private let state = Mutex(State())

    func show(_ progress: DataProgress) {
        state.withLock { state in
            let isNew = state.file != progress.file
            if !Terminal.errorIsTerminal {
                if isNew { Terminal.standardError("\(progress.dataset.rawValue): \(progress.file) from \(progress.source)\n") }
                state.file = progress.file
                return
            }
            guard isNew || Date().timeIntervalSince(state.lastDrawn) > 0.1 else { return }
            if state.isDrawn { Terminal.standardError(isNew ? "\n" : "\r\u{1B}[K") }
            let all = progress.expected.map { " of \(Self.megabytes($0))" } ?? ""
            let line =
                "\(progress.dataset.rawValue): \(progress.file): \(Self.megabytes(progress.received))\(all) from \(progress.source)"
            Terminal.standardError(String(line.prefix(Terminal.columns - 1)))
            state = State(file: progress.file, lastDrawn: Date(), isDrawn: true)
        }
    }

    func close() {
        state.withLock { state in
            if state.isDrawn { Terminal.standardError("\n") }
            state.isDrawn = false
        }
    }

    private static func megabytes(_ bytes: Int) -> String { "\((Double(bytes) / 1e6).fixed(1)) MB" }
}
