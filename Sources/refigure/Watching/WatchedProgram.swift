import Files
import Synchronization
import Watching

/// A program under way on a thread of its own, its lines handed on as they come.
final class WatchedProgram: Sendable {
    enum Ending: Sendable, Equatable, CustomStringConvertible {
        case exited(Int32)
        case killed(Int32)
        /// It could not be started.
        case failed(String)
        /// It was asked to stop.
        case stopped

        var description: String {
            switch self {
            case .exited(let status): "exit code \(status)"
            case .killed(let signal): "signal \(signal)"
            case .failed(let reason): "it \(reason)"
            case .stopped: "stopped"
            }
        }
    }

    private let stops = Atomic(false)
    private let state = Mutex<(ending: Ending?, words: [String])>((nil, []))
    /// How many of the last lines of standard error are kept.
    private let kept: Int

    /// - Parameters:
    ///   - kept: how many lines are kept of what it says (`words`).
    ///   - output: is given each line that it prints.
    ///   - errors: is given each line of its standard error.
    /// - Throws: a `Fault` where the system has no thread for it.
    init(
        _ program: ChildProcess, kept: Int, output: @escaping @Sendable (String) -> Void,
        errors: @escaping @Sendable (String) -> Void
    ) throws {
        self.kept = kept
        var program = program
        // For as long as the watch.
        program.timeLimit = .seconds(100 * 365 * 24 * 3600)
        let started = program
        try WorkThread.start(stack: 1 << 20) { [self] in
            var (printed, said) = (LineCollector(), LineCollector())
            let ending: Ending
            do {
                let outcome = try started.run(
                    cancelled: { self.stops.load(ordering: .relaxed) },
                    receive: { piece in for line in printed.take(piece) { output(line) } },
                    receiveErrors: { piece in
                        for line in said.take(piece) {
                            self.keep(line)
                            errors(line)
                        }
                    })
                if !said.remainder.isEmpty { self.keep(said.remainder) }
                switch outcome.ending {
                case .exited(let status): ending = .exited(status)
                case .killed(let signal): ending = .killed(signal)
                }
            } catch is CancellationError {
                ending = .stopped
            } catch {
                ending = .failed("\(error)")
            }
            self.state.withLock { $0.ending = ending }
        }
    }

    /// How it ended; nil while it goes on.
    var ending: Ending? { state.withLock(\.ending) }

    /// The last lines of its standard error.
    var words: [String] { state.withLock(\.words) }

    /// Asks it to end; it is killed where it does not.
    func stop() { stops.store(true, ordering: .relaxed) }

    /// Returns once it has ended.
    func waitUntilEnded() async {
        while ending == nil { try? await Task.sleep(for: .milliseconds(5)) }
    }

    private func keep(_ line: String) {
        state.withLock { state in
            state.words.append(line)
            if state.words.count > kept { state.words.removeFirst() }
        }
    }
}
