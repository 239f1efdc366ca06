import DataFiles
import Experiments
import Files
import Foundation
import Papers
import Results
import Synchronization

@testable import Clusters

/// A project in a folder of its own, with a report of four networks and two figures: tanh networks for both, ReLU networks for one of them.
final class ClusterProject: Sendable {
    let project: ProjectFolder
    let store: Store
    let library: DataLibrary
    let keys: StageKeys

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "refigure-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: "\(folder)/reports", withIntermediateDirectories: true)
        project = ProjectFolder(path: folder)
        store = Store(folder: project.store)
        library = DataLibrary(folder: project.data, environment: nil, network: .never)
        keys = Self.keys(library)
    }

    deinit { try? FileManager.default.removeItem(atPath: project.path) }

    /// Those of a program with these sources.
    /// - Parameter changed: a file with other code.
    static func keys(_ library: DataLibrary, changed: String? = nil) -> StageKeys {
        let paths = [
            "CKernels/binning.c", "CImages/png.c", "NumericCore/Matrix.swift", "SampleStatistics/Ranks.swift", "Datasets/SZT.swift",
            "Networks/Trainer.swift", "Probing/Ablation.swift", "Files/SafeTensors.swift", "InformationTheory/Entropy.swift",
            "Results/FigureResult.swift", "Charts/Chart.swift", "CairoCanvas/CairoCanvas.swift", "Experiments/Experiment.swift",
            "Papers/InformationPlane/Shared/PlaneMeasure.swift", "Papers/InformationPlane/Figure1/Figure1.swift",
            "Papers/InformationPlane/Figure17/Figure17.swift",
        ]
        let digests = paths.map { ($0, SHA256.hex(of: $0 == changed ? "changed" : $0)) }
        return StageKeys(sources: SourceSet(files: Dictionary(uniqueKeysWithValues: digests)), library: library)
    }

    func definition(epochs: Int = 100) throws -> ReportDefinition {
        let text = """
            settings:
              information-plane: { epochs: \(epochs), networks: 2, recordedEpochs: 5, reluLearningRate: 0.1 }
            figures: [information-plane/fig1, information-plane/fig17]
            """
        return try DefinitionReader(file: "small.yml", registry: .standard)
            .read(text, place: ReportPlace(name: "small", in: project))
    }

    struct Run {
        var outcomes: [FigureID: FigureOutcome] = [:]
        var error: (any Error)?
        var events: [RunEvent] = []

        var notices: [String] { events.compactMap { if case .notice(let text) = $0 { text } else { nil } } }

        /// Of a figure that failed.
        func fault(_ figure: String) -> Fault? {
            guard case .failed(let fault)? = outcomes[FigureID(paper: "information-plane", figure: figure)] else { return nil }
            return fault
        }

        func isComputed(_ figure: String) -> Bool {
            if case .computed? = outcomes[FigureID(paper: "information-plane", figure: figure)] { true } else { false }
        }
    }

    /// Runs the report; on threads where no executor is given.
    /// - Parameters:
    ///   - cancelled: asked whether to stop.
    ///   - heard: told what happens.
    func run(
        _ executor: SlurmExecutor? = nil, epochs: Int = 100, cancelled: @escaping @Sendable () -> Bool = { false },
        heard: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> Run {
        let events = Mutex<[RunEvent]>([])
        let runner = Runner(
            store: store, library: library, keys: keys, jobs: 2, executor: executor, takesStandIns: false, isCancelled: cancelled,
            report: { event in
                events.withLock { $0.append(event) }
                heard(event)
            })
        var run = Run()
        do {
            run.outcomes = try await runner.run(try definition(epochs: epochs))
        } catch {
            run.error = error
        }
        run.events = events.withLock { $0 }
        return run
    }

    /// An executor on a made-up cluster, which loses no time.
    /// - Parameter minutes: that a task is to take; by default each network is a task.
    func executor(_ queue: MadeUpQueue, minutes: Double = 1e-9, tasks: Int = 100) -> SlurmExecutor {
        var settings = ClusterSettings(file: "cluster.yml")
        settings.minutes = minutes
        settings.tasks = tasks
        settings.checkpoint = 1
        var timing = TaskKeeper.Timing()
        timing.gathering = .milliseconds(30)
        timing.looks = (.milliseconds(10), .milliseconds(20))
        timing.visibility = .milliseconds(300)
        timing.refusal = .milliseconds(30)
        timing.showing = .zero
        return SlurmExecutor(
            keeper: TaskKeeper(settings: settings, store: store, keys: keys, queue: queue, timing: timing), queue: queue)
    }

    func node(
        _ folder: TaskFolder, _ task: Int, _ node: String = "n1", keys: StageKeys? = nil,
        cancelled: @escaping @Sendable () -> Bool = { false }
    )
        -> NodeWork
    {
        NodeWork(
            folder: folder.path, number: task, store: project.store, library: library, keys: keys ?? self.keys, registry: .standard,
            node: node, isCancelled: cancelled, say: { _ in })
    }

    func result(_ figure: String) throws -> [UInt8] {
        try PlainFile.bytes(
            ResultFile.path(of: FigureID(paper: "information-plane", figure: figure), inReport: project.report("small")))
    }

    var folders: [TaskFolder] { TaskFolder.all(inStore: store.folder) }
}

/// A queue whose tasks are done at once, or go wrong, as a test wants it.
final class MadeUpQueue: JobQueue {
    enum Course {
        /// The node does it all.
        case done
        /// The node is lost before it has begun, and the queue says so.
        case ended(String)
        /// It waits, or runs, until the test ends it.
        case stays(String)
        /// The node begins, and leaves this state behind.
        case leaves(TaskState, String)
    }

    struct Told {
        let submission: Submission
        let pieces: [TaskFile.Piece]
        let attempt: Int
    }

    private struct Contents {
        var jobs = 0
        var tasks: [QueuedTask] = []
        var told: [Told] = []
        var cancelled: [Int] = []
    }

    private let contents = Mutex(Contents())
    private let course: @Sendable (TaskFile, Submission) throws -> Course
    private let node: @Sendable (TaskFolder, Int) throws -> Void

    /// - Parameters:
    ///   - node: does a task as a node would.
    ///   - course: what becomes of a task; a fault is what the queue says instead of taking it.
    init(
        node: @escaping @Sendable (TaskFolder, Int) throws -> Void,
        course: @escaping @Sendable (TaskFile, Submission) throws -> Course = { _, _ in .done }
    ) {
        self.node = node
        self.course = course
    }

    /// What was queued.
    var told: [Told] { contents.withLock { $0.told } }
    var cancelled: [Int] { contents.withLock { $0.cancelled } }

    func submit(_ submission: Submission) throws -> Int {
        let files = try (1...submission.tasks).map { try TaskFile.read(submission.folder.task($0)) }
        let courses = try files.map { try course($0, submission) }
        let job = contents.withLock { contents in
            contents.jobs += 1
            contents.told += files.map { Told(submission: submission, pieces: $0.pieces, attempt: $0.attempt) }
            return contents.jobs
        }
        for (index, course) in courses.enumerated() {
            var task = QueuedTask(job: job, task: index + 1, name: submission.folder.jobName, state: "COMPLETED", node: "n1")
            switch course {
            case .done: try? node(submission.folder, index + 1)
            case .ended(let word), .stays(let word): task.state = word
            case .leaves(let state, let word):
                _ = try TaskStateFile(submission.folder.state(index + 1), state)
                task.state = word
            }
            let queued = task
            contents.withLock { $0.tasks.append(queued) }
        }
        return job
    }

    func tasks() throws -> [QueuedTask] { contents.withLock { $0.tasks } }

    func ending(job: Int, task: Int) -> String? { nil }

    func cancel(_ jobs: [Int]) throws { contents.withLock { $0.cancelled += jobs } }

    /// Does what stayed.
    func finish() throws {
        for task in try tasks() where task.phase != .ended {
            guard let folder = told.map(\.submission.folder).first(where: { $0.jobName == task.name }) else { continue }
            try node(folder, task.task)
        }
        contents.withLock { contents in for index in contents.tasks.indices { contents.tasks[index].state = "COMPLETED" } }
    }
}
