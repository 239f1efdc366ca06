import DataFiles
import Experiments
import Files
import Foundation
import NumericCore
import Synchronization

/// Shows a run on standard error: on a terminal a line a task with a bar, its rate and the time left; elsewhere plain lines.
final class ProgressDisplay: Sendable {
    private struct Active {
        var task: RunTask
        var share = 0.0
        var amount = ""
        let started = Date()
    }

    private struct State {
        var active: [Active] = []
        /// The file that is being fetched.
        var download: DataProgress?
        /// How the queue of a cluster stands.
        var queue = ""
        /// What was last said of such a file.
        var announced = ""
        var drawnLines = 0
        var lastDrawn = Date.distantPast
        var finished = 0
        var planned = 0
        /// Once standard error did not take a line; the run goes on.
        var isGivenUp = false
    }

    private let state = Mutex(State())
    private let isQuiet: Bool
    private let isTerminal: Bool

    init(quiet: Bool) {
        isQuiet = quiet
        isTerminal = StandardStream.error.isTerminal && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Shows a file that is being fetched, until the run goes on.
    func show(_ progress: DataProgress) {
        guard !isQuiet else { return }
        state.withLock { state in
            let words = DownloadDisplay.beginning(progress)
            let isNew = state.announced != words
            state.download = progress
            state.announced = words
            if isNew, !isTerminal { say(words, &state) }
            redraw(&state, force: isNew)
        }
    }

    func note(_ text: String) { show(.notice(text)) }

    func show(_ event: RunEvent) {
        state.withLock { state in
            guard !state.isGivenUp else { return }
            state.download = nil
            switch event {
            case .queue(let words):
                state.queue = words
                if !isQuiet, !isTerminal { say(words, &state) }
            case .notice(let text):
                say("note: \(text)", &state)
            case .failed(let task, let message):
                end(task, &state)
                // What failed may be the place that the message names.
                let words = message.hasPrefix("\(task.name): ") ? message : "\(task.name): \(message)"
                say("failed: \(words)", &state)
            case .planned(let networks, let products, let figures, let hasFurtherRounds):
                state.planned += networks + products + figures
                guard !isQuiet else { return }
                let further = hasFurtherRounds ? ", then further ones" : ""
                let masks = products > 0 ? "\(counted(products, "product")) of them and " : ""
                say(
                    "\(counted(networks, "network")) to train\(further), \(masks)\(counted(figures, "figure")) to compute", &state)
            case .extended(let task, let pieces):
                end(task, &state)
                state.planned += pieces
                if !isQuiet, pieces > 0 { say("\(task.name): \(pieces)", &state) }
            case .started(let task):
                state.active.append(Active(task: task))
                if !isQuiet, !isTerminal { say("\(task.name): begun", &state) }
            case .progress(let task, let share, let amount):
                guard let index = state.active.firstIndex(where: { $0.task == task }) else { return }
                state.active[index].share = share
                state.active[index].amount = amount
            case .finished(let task, let seconds):
                end(task, &state)
                state.finished += 1
                guard !isQuiet else { return }
                let count = "[\(state.finished)/\(state.planned)]"
                say("\(count) \(task.name): \(Terminal.duration(seconds))", &state)
            }
            redraw(&state, force: false)
        }
    }

    private static let shownTasks = 16

    /// Takes the live lines off the terminal.
    func close() {
        state.withLock { state in
            guard !state.isGivenUp else { return }
            state.active = []
            state.queue = ""
            state.download = nil
            redraw(&state, force: true)
        }
    }

    private func end(_ task: RunTask, _ state: inout State) {
        state.active.removeAll { $0.task == task }
    }

    /// Prints a line that stays, above the live ones.
    private func say(_ line: String, _ state: inout State) {
        erase(&state)
        write(VisibleText.line(line) + "\n", &state)
        redraw(&state, force: true)
    }

    private func erase(_ state: inout State) {
        guard state.drawnLines > 0 else { return }
        write("\u{1B}[\(state.drawnLines)A\u{1B}[J", &state)
        state.drawnLines = 0
    }

    private func redraw(_ state: inout State, force: Bool) {
        guard isTerminal, !isQuiet, force || Date().timeIntervalSince(state.lastDrawn) > 0.1 else { return }
        erase(&state)
        let width = Terminal.columns
        // A cluster may have hundreds of tasks.
        let shown = state.active.prefix(Self.shownTasks)
        let rest = state.active.count - shown.count
        let words =
            [state.download.map(DownloadDisplay.line)].compactMap(\.self) + shown.map(Self.line)
            + (rest > 0 ? ["and \(rest) more"] : []) + (state.queue.isEmpty ? [] : [state.queue])
        let lines = words.map { String(VisibleText.line($0).prefix(width - 1)) }
        if !lines.isEmpty { write(lines.joined(separator: "\n") + "\n", &state) }
        state.drawnLines = lines.count
        state.lastDrawn = Date()
    }

    private func write(_ text: String, _ state: inout State) {
        if !state.isGivenUp { state.isGivenUp = !StandardStream.error.attempt(text, as: .drawing) }
    }

    private static func line(_ active: Active) -> String {
        let seconds = Date().timeIntervalSince(active.started)
        let cells = 20
        let full = active.share > 0 ? Int(min(active.share, 1) * Double(cells)) : 0
        let bar = String(repeating: "━", count: full) + String(repeating: "┄", count: cells - full)
        var text = "\(bar) \(active.task.name)"
        if !active.amount.isEmpty { text += ", \(active.amount)" }
        if active.share > 0.01, seconds > 0.5 {
            text += ", \((active.share / seconds * 100).fixed(1)) %/s, \(Terminal.duration(seconds / active.share - seconds)) left"
        }
        return text
    }

    private func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
