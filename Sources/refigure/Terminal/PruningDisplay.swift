import Files
import Foundation
import NumericCore
import PruningFiles
import Synchronization

/// Shows a pruning on standard error: one line that is redrawn on a terminal, a line a method elsewhere.
final class PruningDisplay: Sendable {
    private struct State {
        var method = ""
        var isDrawn = false
        var lastDrawn = Date.distantPast
        /// Once standard error did not take a line; the work goes on.
        var isGivenUp = false
    }

    private let state = Mutex(State())
    private let isQuiet: Bool

    init(quiet: Bool) { isQuiet = quiet }

    func show(_ event: Pruner.Event) {
        guard !isQuiet else { return }
        state.withLock { state in
            switch event {
            case .began(let method):
                state.method = method
                draw("\(method) ...", &state, isOver: false)
            case .resumed(let done, let all):
                draw("\(state.method): goes on from what was kept, \(done) of \(all) layers", &state, isOver: true)
            case .progress(let share):
                guard Date().timeIntervalSince(state.lastDrawn) > 0.1 else { return }
                draw("\(state.method) ... \((100 * share).fixed(0)) %", &state, isOver: false)
            case .ended(let method, let seconds): draw("\(method): \(Terminal.duration(seconds))", &state, isOver: true)
            }
        }
    }

    /// Takes the live line off the terminal.
    func close() {
        state.withLock { state in
            if state.isDrawn { write("\r\u{1B}[K", &state) }
            state.isDrawn = false
        }
    }

    /// - Parameter isOver: whether the line stays; elsewhere than on a terminal only those are written.
    private func draw(_ line: String, _ state: inout State, isOver: Bool) {
        let isTerminal = StandardStream.error.isTerminal
        guard isTerminal || isOver else { return }
        let start = state.isDrawn ? "\r\u{1B}[K" : ""
        let text = isTerminal && !isOver ? String(line.prefix(Terminal.columns - 1)) : line + "\n"
        write(start + text, &state)
        state.isDrawn = isTerminal && !isOver
        state.lastDrawn = Date()
    }

    private func write(_ text: String, _ state: inout State) {
        if !state.isGivenUp { state.isGivenUp = !StandardStream.error.attempt(text, as: .drawing) }
    }
}
