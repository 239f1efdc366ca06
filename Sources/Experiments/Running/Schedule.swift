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

    struct Figure: Sendable {
        let entry: ReportDefinition.Entry
        let inputs: [KeyInput]
        let path: String
        let task: RunTask
        fileprivate var missing: Set<CacheKey>
    }

    enum Item: Sendable {
        case network(Network)
        case figure(Figure)

        var task: RunTask {
            switch self {
            case .network(let network): network.task
            case .figure(let figure): figure.task
            }
        }
    }

    private var networks: [Network] = []
    private var figures: [Figure] = []
    private var unsettled: Set<CacheKey> = []
    private var tasks = 0
    private(set) var networkCount = 0
    private(set) var figureCount = 0
    /// The data that the networks and figures use.
    private(set) var data: [DataSelection] = []

    var isEmpty: Bool { networks.isEmpty && figures.isEmpty }

    /// Adds a network once.
    mutating func add(_ job: TrainingJob, key: CacheKey) {
        guard unsettled.insert(key).inserted else { return }
        networks.append(Network(job: job, key: key, task: task("train \(job.name)")))
        networkCount += 1
    }

    mutating func add(_ entry: ReportDefinition.Entry, inputs: [KeyInput], path: String, waitingFor keys: [CacheKey]) {
        let missing = Set(keys).intersection(unsettled)
        figures.append(Figure(entry: entry, inputs: inputs, path: path, task: task("\(entry.id)"), missing: missing))
        figureCount += 1
        for selection in entry.experiment.needs(entry.settings).allData
        where !data.contains(where: { $0.dataset == selection.dataset }) {
            data.append(selection)
        }
    }

    /// The next piece that can be begun: a figure whose networks are there before another network.
    mutating func next() -> Item? {
        if let ready = figures.firstIndex(where: { $0.missing.isEmpty }) { return .figure(figures.remove(at: ready)) }
        return networks.isEmpty ? nil : .network(networks.removeFirst())
    }

    /// A network is there, or failed: then the figures that wait for it fail with it and are returned.
    mutating func settle(_ key: CacheKey, fault: Fault?) -> [(entry: Figure, fault: Fault)] {
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

    private mutating func task(_ name: String) -> RunTask {
        tasks += 1
        return RunTask(number: tasks, name: name)
    }
}
