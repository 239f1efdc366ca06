import ArgumentParser
import DataFiles
import Experiments
import Files
import Foundation
import MeasuredFigures
import NumericCore
import Papers
import Results
import SourceDigest

/// Options that every command on a report takes.
struct ReportOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The report: a name in reports/ (quick, standard, paper) or a definition's file.", valueName: "name|file"),
        completion: Completions.reports)
    var report = "quick"

    @Option(
        name: .long,
        help: ArgumentHelp("The project's folder; without it, the one that holds the current folder.", valueName: "folder"),
        completion: .directory)
    var project: String?
}

/// The option of commands on a project and no report of it.
struct ProjectOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The project's folder; without it, the one that holds the current folder.", valueName: "folder"),
        completion: .directory)
    var project: String?
}

/// How many things are done side by side.
enum JobCount {
    /// - Throws: a `ValidationError` where it is no number of jobs.
    static func check(_ jobs: Int) throws {
        guard (1...1024).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 1024, not \(jobs)") }
    }
}

/// Options of commands that compute.
struct RunOptions: ParsableArguments {
    @Option(
        name: [.customShort("j", allowingJoined: true), .long], parsing: .unconditional,
        help: "How many networks and figures to work on side by side; by default one a core.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Flag(name: .shortAndLong, help: "Print errors and the outcome only.")
    var quiet = false

    @Option(
        help: ArgumentHelp(
            "Who trains networks and computes what is made of them: threads of this machine, or a Slurm cluster.",
            valueName: "threads|slurm"))
    var executor = ExecutorName.threads

    @Option(
        help: ArgumentHelp("The cluster's settings, in place of the project's cluster.yml.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var cluster: String?

    @Flag(help: "Let stand-ins replace data sets that cannot be had, though the report was computed from these before.")
    var standIns = false

    func validate() throws {
        try JobCount.check(jobs)
        if cluster != nil, executor != .slurm { throw ValidationError("--cluster is for --executor slurm") }
    }
}

/// What the commands work with, made from their options.
struct Session {
    let project: ProjectFolder
    let registry = Registry.standard
    let definition: ReportDefinition
    let store: Store
    let library: DataLibrary
    let keys: StageKeys
    /// What names the report and the project in a command that is run where this one was.
    private let options: [String]

    /// - Parameters:
    ///   - network: whether data sets may be fetched.
    ///   - display: shows what is fetched, and what is passed over; nil: plain lines for the latter.
    ///   - earlier: a session of this program on the project, what of which is known of data and sources serves again.
    init(_ options: ReportOptions, network: NetworkUse, display: ProgressDisplay? = nil, after earlier: Session? = nil) throws {
        try self.init(report: options.report, project: options.project, network: network, display: display, after: earlier)
    }

    /// - Parameters: as above.
    init(
        report: String, project: String?, network: NetworkUse = .never, display: ProgressDisplay? = nil,
        after earlier: Session? = nil
    ) throws {
        try Self.checkKernels()
        self.project = try Self.project(project)
        let place = try self.project.place(ofReport: report)
        definition = try DefinitionReader.read(
            place, name: Self.short(place.file), registry: registry, measures: MeasuredFigures())
        try place.check()
        store = Store(folder: self.project.store)
        library =
            earlier?.library
            ?? Self.library(
                self.project, network: network, progress: { display?.show($0) },
                notify: { note in
                    if let display { display.note(note) } else { try? Terminal.remark("note: \(note)") }
                })
        self.options =
            (place.argument == "quick" ? [] : ShellCommand.option("--report", place.argument))
            + (project.map { ShellCommand.option("--project", $0) } ?? [])
        keys = earlier?.keys ?? Self.keys(library)
    }

    /// A session on the report of a folder of its own, with the data of a project and nothing else of it.
    /// - Parameters:
    ///   - report: the file of a definition in `apart`'s reports/.
    ///   - display: shows what is fetched, and what is passed over.
    init(apart: ProjectFolder, report: String, dataOf project: ProjectFolder, display: ProgressDisplay) throws {
        self.project = apart
        let place = try ReportPlace(file: report, project: apart)
        definition = try DefinitionReader.read(place, registry: registry)
        store = Store(folder: apart.store)
        library = Self.library(project, network: .whenNeeded, progress: { display.show($0) }, notify: { display.note($0) })
        options = []
        keys = Self.keys(library)
    }

    /// The keys of this program's sources.
    static func keys(_ library: DataLibrary) -> StageKeys {
        guard let index = SourceIndex(text: SourceDigests.text) else {
            preconditionFailure("the index of the sources cannot be read")
        }
        return StageKeys(sources: SourceSet(index), library: library)
    }

    /// - Throws: a `Fault` where kernels are asked for that there are not.
    static func checkKernels() throws {
        if let problem = KernelSet.requestProblem {
            throw Fault(problem, remedy: "unset it, or name one of those", status: .usage)
        }
    }

    /// The project of the folder, or the one around the current folder. That its sources are newer than this program is said here.
    static func project(_ folder: String?) throws -> ProjectFolder {
        let project = try ProjectFolder.containing(folder ?? FileManager.default.currentDirectoryPath)
        NewerSources.remark(in: project)
        return project
    }

    /// SHA-256 of the index of the sources that this program was built from.
    static var sourcesDigest: String { SHA256.hex(of: Array(SourceDigests.text.utf8)) }

    static func library(
        _ project: ProjectFolder, network: NetworkUse, progress: @escaping @Sendable (DataProgress) -> Void,
        notify: @escaping @Sendable (String) -> Void
    ) -> DataLibrary {
        DataLibrary(
            folder: project.data, environment: ProcessInfo.processInfo.environment["REFIGURE_DATA"], network: network,
            progress: progress, notify: notify, cancelled: { Interruption.isRequested })
    }

    var planner: Planner {
        Planner(store: store, library: library, keys: keys, isCancelled: { Interruption.isRequested })
    }

    var reportFolder: String { definition.folder }

    /// The papers of the registry's and of the definition's figures, each once.
    var papers: [Paper] { (registry.papers + definition.entries.map(\.experiment.paper)).unique }

    /// What draws the figure: the definition's, or the registry's.
    func experiment(_ id: FigureID) -> (any Experiment)? {
        definition.entries.first { $0.id == id }?.experiment ?? registry.experiments.first { $0.id == id }
    }

    /// The ids that the pattern matches, of the definition's figures and the registry's.
    func ids(matching pattern: String) -> [FigureID] {
        let all = definition.entries.map(\.id) + registry.experiments.map(\.id)
        return all.filter { Glob(pattern).matches("\($0)") }
    }

    /// A figure's result as it stands in the report.
    /// - Throws: a `Fault`: there is none (status usage), or it is damaged (status data).
    func standingResult(of id: FigureID) throws -> ResultFile {
        let path = ResultFile.path(of: id, inReport: reportFolder)
        switch try ResultFile.read(path).of(id) {
        case .valid(let file): return file
        case .damaged(let reason):
            throw Fault(
                "damaged: \(reason)", at: Self.short(path), remedy: "`\(command("report"))` computes it anew", status: .data)
        case .missing:
            throw Fault("\(id) has no result", at: Self.short(path), remedy: "run `\(command("report"))` first", status: .usage)
        }
    }

    /// A command on this report, to be run where this one was: `refigure report --report mine`.
    func command(_ words: String...) -> String { ShellCommand.refigure(words + options) }

    /// A command on this report, to be run in the project's folder, as a report prints it.
    func printedCommand(_ words: String...) -> String {
        ShellCommand.refigure(words + ShellCommand.option("--report", printedReport))
    }

    /// What names the report in the project's folder: its name, or its definition's path.
    var printedReport: String {
        let place = definition.place
        guard !place.isOfProject else { return place.name }
        let path = URL(fileURLWithPath: place.file).standardizedFileURL.path
        let below = project.path + "/"
        guard path.hasPrefix(below) else { return path }
        let name = String(path.dropFirst(below.count))
        return name.contains("/") ? name : "./\(name)"
    }

    /// Removes what killed runs left behind in the folders that a run writes to.
    func sweep() {
        store.sweep()
        PartialFiles.sweep("\(project.data)/.refigure")
        PartialFiles.sweep(reportFolder)
    }

    /// The path as a person in this folder would write it.
    static func short(_ path: String) -> String {
        let here = FileManager.default.currentDirectoryPath + "/"
        return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
    }
}
