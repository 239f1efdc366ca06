import DataFiles
import Experiments
import Files
import Foundation
import Papers
import Results
import Synchronization

/// A project in a folder of its own, removed at the end, with one small report on two figures.
final class TemporaryProject: Sendable {
    let project: ProjectFolder
    let store: Store
    let keys: StageKeys
    private let sources: SourceSet
    let library: DataLibrary

    static let definition = """
        settings:
          information-plane: { epochs: 100, networks: 2, recordedEpochs: 5, reluLearningRate: 0.1 }
        figures: [information-plane/fig1, information-plane/fig17]
        """

    /// - Parameter sources: digests by path; those of the runner's own figures with a marker each, where none is given.
    init(sources: [String: String] = TemporaryProject.sources) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("refigure-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: "\(folder)/reports", withIntermediateDirectories: true)
        project = ProjectFolder(path: folder)
        store = Store(folder: project.store)
        library = DataLibrary(folder: project.data, environment: nil, network: .never)
        self.sources = SourceSet(files: sources)
        keys = StageKeys(sources: self.sources, library: library)
    }

    /// One that knows of the data sets and has none of their files: MNIST is stood in for.
    static func knowingData() throws -> TemporaryProject {
        let project = try TemporaryProject()
        try AtomicFile.makeFolder(project.project.data)
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../data/datasets.yml").path
        try FileManager.default.copyItem(atPath: source, toPath: "\(project.project.data)/datasets.yml")
        return project
    }

    /// Those of another run, which looks at the data anew.
    func keys(_ library: DataLibrary) -> StageKeys { StageKeys(sources: sources, library: library) }

    deinit { try? FileManager.default.removeItem(atPath: project.path) }

    static let sources: [String: String] = {
        let paths = [
            "CKernels/binning.c", "CImages/png.c", "NumericCore/Matrix.swift", "SampleStatistics/Ranks.swift", "Datasets/SZT.swift",
            "Networks/Trainer.swift", "Probing/Ablation.swift",
            "Files/SafeTensors.swift",
            "InformationTheory/Entropy.swift", "Results/FigureResult.swift", "Charts/Chart.swift", "CairoCanvas/CairoCanvas.swift",
            "Experiments/Experiment.swift", "Papers/InformationPlane/Shared/PlaneMeasure.swift",
            "Papers/InformationPlane/Figure1/Figure1.swift",
            "Papers/InformationPlane/Table1/Table1.swift",
            "Papers/InformationPlane/Figure17/Figure17.swift",
        ]
        return Dictionary(uniqueKeysWithValues: paths.map { ($0, SHA256.hex(of: $0)) })
    }()

    func definition(_ text: String = TemporaryProject.definition) throws -> ReportDefinition {
        try DefinitionReader(file: "small.yml", registry: .standard).read(text, place: place)
    }

    /// Where the small report's definition stands.
    var place: ReportPlace { ReportPlace(name: "small", in: project) }

    /// The definition as that of the small report.
    func placed(_ definition: ReportDefinition) -> ReportDefinition {
        var placed = definition
        placed.place = place
        return placed
    }

    /// Runs the definition and returns the outcomes and everything that was reported.
    func run(
        _ definition: ReportDefinition, jobs: Int = 2, cancelAfter: Int = .max, takesStandIns: Bool = false,
        library: DataLibrary? = nil
    ) async throws -> (outcomes: [FigureID: FigureOutcome], events: [RunEvent]) {
        let events = Mutex<[RunEvent]>([])
        let asked = Atomic<Int>(0)
        let runner = Runner(
            store: store, library: library ?? self.library, keys: library.map(keys) ?? keys, jobs: jobs,
            takesStandIns: takesStandIns,
            isCancelled: { asked.add(1, ordering: .relaxed).newValue > cancelAfter },
            report: { event in events.withLock { $0.append(event) } })
        let outcomes = try await runner.run(placed(definition))
        return (outcomes, events.withLock { $0 })
    }

    func resultPath(_ figure: String) -> String {
        ResultFile.path(of: FigureID(paper: "information-plane", figure: figure), inReport: project.report("small"))
    }

    /// Removes a figure's result, in the store too.
    func forget(_ figure: String) throws {
        try FileManager.default.removeItem(atPath: resultPath(figure))
        try? FileManager.default.removeItem(atPath: "\(store.folder)/results")
    }

    func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    /// Every file below a folder of the project, by its path.
    func files(_ folder: String) -> [String] {
        (FileManager.default.enumerator(atPath: "\(project.path)/\(folder)")?.allObjects as? [String] ?? []).sorted()
    }
}

extension [RunEvent] {
    /// The names of the tasks that were begun.
    var begun: [String] {
        compactMap { event in if case .started(let task) = event { task.name } else { nil } }
    }

    var notices: [String] {
        compactMap { event in if case .notice(let text) = event { text } else { nil } }
    }
}
