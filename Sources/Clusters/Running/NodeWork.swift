import DataFiles
import Experiments
import Files
import Foundation
import Results
import Synchronization

/// What a node does of its task: each piece trained or computed and put into the store, whole or not at all, and its end said beside the task.
///
/// No file is locked, since networks' file systems do that badly or not at all: what is made has its content's name, so that the worst case
/// is the same work twice.
public struct NodeWork: Sendable {
    private let folder: TaskFolder
    private let number: Int
    private let store: Store
    private let library: DataLibrary
    private let keys: StageKeys
    private let registry: Registry
    private let node: String
    private let isCancelled: @Sendable () -> Bool
    private let say: @Sendable (String) -> Void

    /// - Parameters:
    ///   - folder: of the array of tasks.
    ///   - number: the task's in it.
    ///   - store: the store's folder.
    ///   - registry: the figures of which the pieces are.
    ///   - node: this machine's name.
    ///   - say: told lines for the task's log.
    public init(
        folder: String, number: Int, store: String, library: DataLibrary, keys: StageKeys, registry: Registry,
        node: String, isCancelled: @escaping @Sendable () -> Bool, say: @escaping @Sendable (String) -> Void
    ) {
        self.folder = TaskFolder(path: folder)
        self.number = number
        self.store = Store(folder: store, takesLocks: false)
        self.library = library
        self.keys = keys
        self.registry = registry
        self.node = node
        self.isCancelled = isCancelled
        self.say = say
    }

    /// How often the state is said, in seconds.
    private static let telling = 2.0

    /// Does the task.
    /// - Throws: a `Fault`: of other sources (status usage) or data (status data) than the submitter's, before anything is computed; of a
    ///   file that cannot be written; of pieces that failed, once all others are done (status figureFailed). `CancellationError`.
    public func run() throws {
        let file = try TaskStateFile(folder.state(number), TaskState(phase: .running, node: node))
        let underWay = Mutex<CacheKey?>(nil)
        func end(_ phase: TaskState.Phase, _ fault: Fault? = nil) {
            file.say(TaskState(phase: phase, node: node, piece: underWay.withLock { $0 }, failure: fault.map(Failure.init)))
        }
        let task: TaskFile
        let pieces: [Piece]
        do {
            task = try TaskFile.read(folder.task(number))
            pieces = try task.pieces.enumerated().map { try piece($1, of: task, number: $0 + 1) }
        } catch let fault as Fault {
            end(.refused, fault)
            throw fault
        }
        let failed: Int
        do {
            failed = try work(pieces, task) { piece, share, amount in
                underWay.withLock { $0 = piece }
                file.say(TaskState(phase: .running, node: node, piece: piece, share: share, amount: amount))
            }
        } catch let fault as Fault {
            end(.failed, fault)
            throw fault
        } catch {
            end(.stopped)
            throw error
        }
        end(.ended)
        if failed > 0 { throw Fault("\(failed) of \(pieces.count) pieces failed", at: node, status: .figureFailed) }
    }

    /// The piece, if these sources and data come to its key.
    private func piece(_ described: TaskFile.Piece, of task: TaskFile, number: Int) throws -> Piece {
        let theirs = task.inputs(of: described)
        let work: Piece.Work
        do {
            work = try Piece.Work(text: described.work, registry: registry)
        } catch let fault as Fault {
            throw Fault(
                "\(fault.problem): this program is of other sources than the submitter's", at: node, remedy: Self.build,
                status: .usage)
        }
        let own = try keys.inputs(of: work)
        guard CacheKey(own) != described.key else {
            return Piece(work: work, key: described.key, task: RunTask(number: number, name: described.name))
        }
        throw Self.refusal(own.differences(from: theirs), node: node)
    }

    private static let build = "run one build on all nodes"

    /// Why a node does not do what another machine has submitted.
    static func refusal(_ changes: [InputChange], node: String) -> Fault {
        if let source = changes.first(where: { $0.name.hasPrefix("source ") }) {
            return Fault(
                "this program is of other sources than the submitter's (\(source))", at: node, remedy: build, status: .usage)
        }
        let change = changes.first { $0.name.hasPrefix("data ") } ?? changes.first
        return Fault(
            "the data are others than the submitter's (\(change.map { "\($0)" } ?? "unknown"))", at: node,
            remedy: "let all nodes see the same REFIGURE_DATA, or the project's data/", status: .data)
    }

    /// Makes the pieces one after the other.
    /// - Parameter tell: told which piece is under way and how far it is; nil between two.
    /// - Returns: how many failed.
    private func work(
        _ pieces: [Piece], _ task: TaskFile,
        tell: @escaping @Sendable (_ piece: CacheKey?, _ share: Double, _ amount: String) -> Void
    ) throws -> Int {
        let notes = Mutex((costs: [String: Double](), notices: [String]()))
        let told = Mutex(Date.distantPast)
        let maker = PieceMaker(
            store: store, library: library, keys: keys, checkpointEvery: .seconds(task.checkpoint), isCancelled: isCancelled,
            record: { costs in notes.withLock { $0.costs.merge(costs) { $1 } } },
            report: { event in
                switch event {
                case .progress(let task, let share, let amount):
                    let isDue = told.withLock { told in
                        guard Date().timeIntervalSince(told) > Self.telling else { return false }
                        told = Date()
                        return true
                    }
                    if isDue { tell(pieces[task.number - 1].key, share, amount) }
                case .notice(let text):
                    say("note: \(text)")
                    notes.withLock { $0.notices.append(text) }
                default: break
                }
            })
        var failed = 0
        for piece in pieces {
            if isCancelled() { throw CancellationError() }
            tell(piece.key, 0, "")
            let started = Stopwatch()
            let fault = try fault(of: piece) { try maker.make(piece, threads: task.cores) }
            say("\(piece.task.name): \(fault.map { "failed: \($0)" } ?? "done")")
            if fault != nil { failed += 1 }
            let noted = notes.withLock { notes in
                defer { notes = ([:], []) }
                return notes
            }
            let end = PieceEnd(
                failure: fault.map(Failure.init), node: node, seconds: started.wallSeconds, costs: noted.costs,
                notices: noted.notices)
            try end.write(to: folder.end(of: piece.key))
            tell(nil, 0, "")
        }
        return failed
    }

    /// Why a piece cannot be made, which is its own affair; nil where it is made.
    /// - Throws: what stops all of them: `CancellationError`, a `Fault` (status cannotWrite).
    private func fault(of piece: Piece, _ make: () throws -> Void) throws -> Fault? {
        do {
            try make()
            return nil
        } catch let fault as Fault {
            if fault.status == .cannotWrite { throw fault }
            return fault
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return Fault("\(error)", at: piece.task.name, status: .figureFailed)
        }
    }
}
