import Datasets
import Files
import Networks
import Results

/// What is to be done in a run, and in which order: networks and their products first come, first served; a product and a figure once
/// their networks are there.
struct Schedule {
    /// A piece that a figure is computed from.
    struct Need: Sendable {
        let work: Piece.Work
        let key: CacheKey
        let isStored: Bool
        /// Of a product, its networks.
        var networks: [Need] = []
    }

    struct Figure: Sendable {
        let entry: ReportDefinition.Entry
        let inputs: [KeyInput]
        let path: String
        let task: RunTask
        /// The rounds of its networks that are known.
        fileprivate(set) var rounds: [Needs]
        let memory = RoundMemory()
        /// Of asking which networks its next round has; nil where there is none.
        fileprivate(set) var question: RunTask?
        /// What asking has taken so far, in seconds of one core.
        var askedSeconds = 0.0
        fileprivate var missing: Set<CacheKey> = []
    }

    enum Item: Sendable {
        case piece(Piece)
        /// Which networks the figure's next round has; once that is known, `extend` puts the figure back.
        case question(Figure, RunTask)
        case figure(Figure)

        var task: RunTask {
            switch self {
            case .piece(let piece): piece.task
            case .question(_, let task): task
            case .figure(let figure): figure.task
            }
        }
    }

    private enum State {
        case awaited
        case there
        case failed(Fault)
    }

    /// With the networks of a product that are not there yet.
    private var pieces: [(piece: Piece, missing: Set<CacheKey>)] = []
    private var figures: [Figure] = []
    /// Of every piece that was ever added.
    private var states: [CacheKey: State] = [:]
    private var tasks = 0
    private(set) var networkCount = 0
    private(set) var productCount = 0
    private(set) var figureCount = 0
    /// Whether a figure will need networks besides, known once its first ones are trained.
    private(set) var hasFurtherRounds = false
    /// The data that the networks and figures use.
    private(set) var data: [DataSelection] = []

    var isEmpty: Bool { pieces.isEmpty && figures.isEmpty }

    /// Adds a figure with those of its networks that are neither stored nor another figure's too.
    mutating func add(_ entry: ReportDefinition.Entry, inputs: [KeyInput], path: String, needing needs: [Need]) {
        var figure = Figure(entry: entry, inputs: inputs, path: path, task: task("\(entry.id)"), rounds: [entry.needs])
        if entry.hasFurtherRounds {
            figure.question = task("\(entry.id), its further networks")
            hasFurtherRounds = true
        }
        figureCount += 1
        for selection in entry.needs.allData where !data.contains(selection) { data.append(selection) }
        wait(figure, for: needs)
    }

    /// Adds pieces that no figure waits for, those of them that are not stored.
    mutating func add(_ needs: [Need]) { for need in needs { _ = enlist(need) } }

    /// Puts a figure back whose next round is known now.
    /// - Parameter needs: the round's networks; none: there is no further round.
    /// - Returns: how many networks and products came with it.
    /// - Throws: the fault of one of them that another figure wanted too and that failed; then the figure is not put back.
    mutating func extend(_ figure: Figure, by needs: [Need]) throws(Fault) -> Int {
        for need in needs {
            if case .failed(let fault)? = states[need.key] { throw fault }
        }
        var known = figure
        if needs.isEmpty { known.question = nil } else { known.rounds.append(Needs(of: needs.map(\.work))) }
        let before = networkCount + productCount
        wait(known, for: needs)
        return networkCount + productCount - before
    }

    private mutating func wait(_ figure: Figure, for needs: [Need]) {
        var figure = figure
        for need in needs { if enlist(need) { figure.missing.insert(need.key) } }
        figures.append(figure)
    }

    /// Adds what is neither stored nor another figure's too.
    /// - Returns: whether it is not there yet.
    private mutating func enlist(_ need: Need) -> Bool {
        if states[need.key] == nil, !need.isStored {
            let missing = Set(need.networks.filter { enlist($0) }.map(\.key))
            states[need.key] = .awaited
            pieces.append((Piece(work: need.work, key: need.key, task: task(need.work.name)), missing))
            if case .training = need.work { networkCount += 1 } else { productCount += 1 }
        }
        if case .awaited? = states[need.key] { return true }
        return false
    }

    /// The next piece that can be begun: what makes further networks known before figures, and a figure whose networks are there before
    /// another network.
    mutating func next() -> Item? { nextFigure() ?? nextPiece().map { .piece($0) } }

    /// The next figure to ask or to compute.
    mutating func nextFigure() -> Item? {
        let ready = figures.indices.filter { figures[$0].missing.isEmpty }
        if let asking = ready.first(where: { figures[$0].question != nil }) {
            let figure = figures.remove(at: asking)
            return figure.question.map { .question(figure, $0) }
        }
        return ready.first.map { .figure(figures.remove(at: $0)) }
    }

    /// The next network to train, or product whose networks are there.
    mutating func nextPiece() -> Piece? { pieces.firstIndex { $0.missing.isEmpty }.map { pieces.remove(at: $0).piece } }

    /// A piece is there, or failed: then what waits for it fails with it, and the figures among that are returned.
    mutating func settle(_ key: CacheKey, fault: Fault?) -> [(entry: Figure, fault: Fault)] {
        states[key] = fault.map { .failed($0) } ?? .there
        var failed: [(entry: Figure, fault: Fault)] = []
        for index in pieces.indices.reversed() where pieces[index].missing.remove(key) != nil {
            if let fault { failed += settle(pieces.remove(at: index).piece.key, fault: fault) }
        }
        for index in figures.indices.reversed() where figures[index].missing.remove(key) != nil {
            if let fault { failed.append((figures.remove(at: index), fault)) }
        }
        return failed.reversed()
    }

    /// A task of the run, with a number of its own.
    mutating func task(_ name: String) -> RunTask {
        tasks += 1
        return RunTask(number: tasks, name: name)
    }
}

extension Needs {
    init(of work: [Piece.Work]) {
        self.init()
        for piece in work {
            switch piece {
            case .training(let job): jobs.append(job)
            case .product(let product): products.append(product)
            }
        }
    }

    /// The pieces: the networks, then the products.
    var work: [Piece.Work] { jobs.map { .training($0) } + products.map { .product($0) } }
}
