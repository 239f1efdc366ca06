import Experiments
import Files
import NumericCore
import Synchronization
import Watching

/// What a watch says: to the page, of what goes on and what is wrong; to the terminal, a line each.
final class WatchVoice: Sendable {
    private struct State {
        var isBuilding = false
        /// What the report's process does; empty where it waits.
        var work = ""
        /// What the compiler says, as long as the program is not built.
        var buildFault: String?
        var buildWords: [String] = []
        var reportFaults: [String] = []
        var began = Stopwatch()
    }

    private let board: WatchBoard
    /// The page as it is named on the terminal.
    private let page: String
    private let state = Mutex(State())
    /// More of a compiler's messages than one reads.
    private static let mostLines = 200

    init(board: WatchBoard, page: String) {
        self.board = board
        self.page = page
    }

    // MARK: The build

    func buildBegins() {
        say("compiling")
        change { state in
            state.isBuilding = true
            state.buildWords = []
        }
    }

    /// A line that the build prints.
    func take(buildLine line: String) {
        say(line)
        state.withLock { state in if state.buildWords.count < Self.mostLines { state.buildWords.append(line) } }
    }

    /// - Parameter how: how it failed; nil: it did not.
    func buildEnds(_ how: String?) {
        change { state in
            state.isBuilding = false
            state.buildFault = how.map { how in
                (["The program cannot be built (\(how))."] + state.buildWords).joined(separator: "\n")
            }
        }
        if how != nil { say("the program cannot be built; the report is that of the one before") }
    }

    // MARK: The report

    /// A line that the report's process prints: a message to this one.
    func take(message line: String) {
        guard let message = WatchMessage(line: line) else { return say(line) }
        switch message.kind {
        case .began:
            change { state in
                state.work = "bringing the report up to date"
                state.began = Stopwatch()
            }
        case .page:
            let seconds = change(isNewPage: true) { state in
                state.work = "setting the PDF"
                state.reportFaults = message.faults
                return state.began.wallSeconds
            }
            for fault in message.faults { say("refigure: \(fault)") }
            say("\(page): up to date, \(seconds.fixed(1)) s")
        case .ended: change { $0.work = "" }
        case .failed:
            change { state in
                state.work = ""
                state.reportFaults = message.faults
            }
            for fault in message.faults { say("refigure: \(fault)") }
        }
    }

    /// A line of its standard error: how far it is, or a note.
    func take(words line: String) {
        say(line)
        change { state in if !state.work.isEmpty, !line.hasPrefix("note: ") { state.work = line } }
    }

    /// It ended by itself.
    func reportEnds(_ how: String, _ lastWords: [String]) {
        let sentence = "The program that makes the report ended (\(how)); it is started again once a file is saved."
        say("refigure: \(sentence)")
        change { state in
            state.work = ""
            state.reportFaults = [([sentence] + lastWords).joined(separator: "\n")]
        }
    }

    // MARK: -

    @discardableResult private func change<Value>(isNewPage: Bool = false, _ body: (inout State) -> Value) -> Value {
        state.withLock { state in
            let value = body(&state)
            board.update { told in
                told.work = state.isBuilding ? "compiling" : state.work
                told.faults = (state.buildFault.map { [$0] } ?? []) + state.reportFaults
                if isNewPage { told.round += 1 }
            }
            return value
        }
    }

    /// Where the terminal takes nothing, the page still does.
    private func say(_ line: String) { StandardStream.error.attempt(VisibleText.line(line) + "\n") }
}
