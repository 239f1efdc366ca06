import Charts
import Files
import Notebook
import Results

/// Everything that a report says, in the order in which it says it.
public struct ReportContent: Sendable {
    /// The report's name: "quick".
    public var name: String
    /// The report's title: "Information in neural networks: the quick report".
    public var title: String
    /// The opening, in Markdown; written by a person, so it is not escaped.
    public var introduction: String
    /// The papers, in the order of the report; a paper without an entry is left out.
    public var papers: [Paper]
    /// The figures, in the order of the report; each one's paper is among `papers`.
    public var entries: [ReportEntry]
    /// Where the opening was written, for errors: "reports/quick.yml: about".
    public var introductionPlace: String
    /// The command that rebuilds the whole report, as it is typed: "make report".
    public var rebuildCommand: String
    /// The command that says what a run would do, as it is typed.
    public var planCommand: String
    /// The state of the code; nil where a document must not hold it.
    public var run: RunFacts?
    /// What changed since the tracked baseline; nil where the report has none.
    public var changes: ReportChanges?
    /// Pages of one's own, which stand ahead of the papers; the figures that they name are among `entries`, the works among `bibliography`.
    public var pages: [Page] = []
    public var bibliography = Bibliography()

    public init(
        name: String, title: String, introduction: String, papers: [Paper], entries: [ReportEntry], rebuildCommand: String,
        planCommand: String? = nil, introductionPlace: String = "the introduction", run: RunFacts? = nil,
        changes: ReportChanges? = nil
    ) {
        self.name = name
        self.title = title
        self.introduction = introduction
        self.papers = papers
        self.entries = entries
        self.rebuildCommand = rebuildCommand
        self.planCommand = planCommand ?? ShellCommand.refigure(["plan"] + ShellCommand.option("--report", name))
        self.introductionPlace = introductionPlace
        self.run = run
        self.changes = changes
    }
}

/// A paper whose figures are rebuilt.
public struct Paper: Sendable, Equatable {
    /// As in a figure's id: "information-plane".
    public var id: String
    /// The title, for headings: "Revisiting the Information Plane".
    public var title: String
    /// The full citation, as plain text.
    public var citation: String
    /// Where it can be read; nil where there is no public address.
    public var address: String?

    public init(id: String, title: String, citation: String, address: String? = nil) {
        self.id = id
        self.title = title
        self.citation = citation
        self.address = address
    }
}

/// One figure of a report: what became of it.
public struct ReportEntry: Sendable, Equatable {
    public var id: FigureID
    /// The figure's number in its paper: "Figure 1", "Table 1".
    public var label: String
    /// The title to show where there is no result that has one.
    public var title: String
    public var outcome: Outcome
    /// The command that rebuilds this figure: "refigure run information-plane/fig1 --report quick".
    public var rebuildCommand: String
    /// The figure's template in the folder of templates: "figures/information-plane-fig1.md".
    public var templateName: String
    /// What its claims hang on, in one line; empty where there is nothing to say.
    public var hanging = ""

    /// - Parameter template: nil: the one named after the id.
    public init(id: FigureID, label: String, title: String, outcome: Outcome, rebuildCommand: String, template: String? = nil) {
        templateName = template ?? "figures/\(id.fileName).md"
        self.id = id
        self.label = label
        self.title = title
        self.outcome = outcome
        self.rebuildCommand = rebuildCommand
    }

    public enum Outcome: Sendable, Equatable {
        /// The result, the chart drawn from it (nil for a table) and the files beside the report.
        case success(FigureResult, Chart?, files: FigureFiles, key: String)
        /// The run ended with this error.
        case failure(String)
        /// Nothing was run, for this reason.
        case notRun(String)
    }
}

/// Paths of a figure's files, relative to the report's folder.
public struct FigureFiles: Sendable, Equatable {
    /// The result, as numbers.
    public var json: String
    /// The pictures; nil for a table.
    public var png: String?
    public var pdf: String?
    public var svg: String?
    /// The same numbers as comma-separated values: the series together, and each table.
    public var csv: [String] = []

    public init(json: String, png: String? = nil, pdf: String? = nil, svg: String? = nil) {
        self.json = json
        self.png = png
        self.pdf = pdf
        self.svg = svg
    }
}

/// The state of the code that made a report. Equal code and an equal commit give equal bytes of every document: what differs between
/// runs (times, kernels, the compiler, where data came from) stands in provenance.json alone. The PDF does without the commit too.
public struct RunFacts: Sendable, Equatable {
    /// The commit's full digest; nil outside a repository.
    public var commit: String?
    /// True where tracked files differ from the commit.
    public var hasUncommittedChanges: Bool
    /// The SHA-256 of how they differ; nil where they do not.
    public var difference: String?
    /// The file that holds everything else about the run, relative to the report's folder.
    public var file: String

    public init(commit: String?, hasUncommittedChanges: Bool, difference: String? = nil, file: String = "provenance.json") {
        self.commit = commit
        self.hasUncommittedChanges = hasUncommittedChanges
        self.difference = difference
        self.file = file
    }
}
