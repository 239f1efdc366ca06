import DataFiles
import Files
import Foundation
import NumericCore
import Synchronization

/// Shows downloads on standard error: one line that is redrawn on a terminal, a line a file elsewhere.
final class DownloadDisplay: Sendable {
    private struct State {
        var file = ""
        var lastDrawn = Date.distantPast
        var isDrawn = false
        /// Once standard error did not take a line; the download goes on.
        var isGivenUp = false
    }

    private let state = Mutex(State())

    func show(_ progress: DataProgress) {
        state.withLock { state in
            guard !state.isGivenUp else { return }
            let isNew = state.file != progress.file
            if !StandardStream.error.isTerminal {
                if isNew { Self.write(Self.beginning(progress), end: "\n", &state) }
                state.file = progress.file
                return
            }
            guard isNew || Date().timeIntervalSince(state.lastDrawn) > 0.1 else { return }
            let start = state.isDrawn ? (isNew ? "\n" : "\r\u{1B}[K") : ""
            Self.write(Self.line(progress), start: start, &state)
            (state.file, state.lastDrawn, state.isDrawn) = (progress.file, Date(), true)
        }
    }

    func close() {
        state.withLock { state in
            if state.isDrawn, !state.isGivenUp { Self.write("", end: "\n", &state) }
            state.isDrawn = false
        }
    }

    /// A line, cut to the terminal's width where it is drawn anew.
    private static func write(_ line: String, start: String = "", end: String = "", _ state: inout State) {
        let visible = VisibleText.line(line)
        let text = end.isEmpty ? String(visible.prefix(Terminal.columns - 1)) : visible
        state.isGivenUp = !StandardStream.error.attempt(start + text + end, as: .drawing)
    }

    /// That the file is being fetched.
    static func beginning(_ progress: DataProgress) -> String {
        "\(progress.dataset.rawValue): \(progress.file) from \(progress.source)"
    }

    /// How far it has come.
    static func line(_ progress: DataProgress) -> String {
        let all = progress.expected.map { " of \(megabytes($0))" } ?? ""
        return "\(progress.dataset.rawValue): \(progress.file): \(megabytes(progress.received))\(all) from \(progress.source)"
    }

    private static func megabytes(_ bytes: Int) -> String { "\((Double(bytes) / 1e6).fixed(1)) MB" }
}
