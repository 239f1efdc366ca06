import Datasets
import Files
import Networks
import Results

/// What is to be done in a run, and in which order: networks first come, first served; a figure once its networks are there.
struct Schedule {
    struct Network: Sendable {
        let job: TrainingJob
        let key: CacheKey
        let task: RunTask
    }

    /// A network that a figure is computed from.
    struct Need: Sendable {
        let job: TrainingJob
        let key: CacheKey
        let isStored: Bool
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
        case network(Network)
        /// Which networks the figure's next round has; once that is known, `extend` puts the figure back.
        case question(Figure, RunTask)
        case figure(Figure)

        var task: RunTask {
            switch self {
            case .network(let network): network.task
            case .question(_, let task): task
            case .figure(let figure): figure.task
            }
        }
    }

    private enum State {
        case awaited
        case trained
        case failed(Fault)
    }

    private var networks: [Network] = []
    private var figures: [Figure] = []
    /// Of every network that was ever added.
    private var states: [CacheKey: State] = [:]
    private var tasks = 0
    private(set) var networkCount = 0
    private(set) var figureCount = 0
    /// Whether a figure will need networks besides, known once its first ones are trained.
    private(set) var hasFurtherRounds = false
    /// The data that the networks and figures use.
    private(set) var data: [DataSelection] = []

    var isEmpty: Bool { networks.isEmpty && figures.isEmpty }

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

    /// Puts a figure back whose next round is known now.
    /// - Parameter needs: the round's networks; none: there is no further round.
    /// - Returns: how many networks came with it.
    /// - Throws: the fault of one of them that another figure wanted too and that failed; then the figure is not put back.
    mutating func extend(_ figure: Figure, by needs: [Need]) throws(Fault) -> Int {
        for need in needs {
            if case .failed(let fault)? = states[need.key] { throw fault }
        }
        var known = figure
        if needs.isEmpty { known.question = nil } else { known.rounds.append(Needs(jobs: needs.map(\.job))) }
        let before = networkCount
        wait(known, for: needs)
        return networkCount - before
    }

    private mutating func wait(_ figure: Figure, for needs: [Need]) {
        var figure = figure
        for need in needs {
            if states[need.key] == nil, !need.isStored {
                states[need.key] = .awaited
                networks.append(Network(job: need.job, key: need.key, task: task("train \(need.job.name)")))
                networkCount += 1
            }
            if case .awaited? = states[need.key] { figure.missing.insert(need.key) }
        }
        figures.append(figure)
    }

    /// The next piece that can be begun: what makes further networks known before figures, and a figure whose networks are there before
    /// another network.
    mutating func next() -> Item? {
        let ready = figures.indices.filter { figures[$0].missing.isEmpty }
        if let asking = ready.first(where: { figures[$0].question != nil }) {
            let figure = figures.remove(at: asking)
            return figure.question.map { .question(figure, $0) }
        }
        if let first = ready.first { return .figure(figures.remove(at: first)) }
        return networks.isEmpty ? nil : .network(networks.removeFirst())
    }

    /// A network is there, or failed: then the figures that wait for it fail with it and are returned.
    mutating func settle(_ key: CacheKey, fault: Fault?) -> [(entry: Figure, fault: Fault)] {
        states[key] = fault.map { .failed($0) } ?? .trained
        var failed: [(entry: Figure, fault: Fault)] = []
        for index in figures.indices.reversed() where figures[index].missing.contains(key) {
            if let fault {
                failed.append((figures.remove(at: index), fault))
            } else {
                figures[index].missing.remove(key)
            }
        }
        return failed.reversed()
    }

    /// A task of the run, with a number of its own.
    mutating func task(_ name: String) -> RunTask {
        tasks += 1
        return RunTask(number: tasks, name: name)
    }
}
