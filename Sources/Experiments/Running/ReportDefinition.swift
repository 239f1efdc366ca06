import Notebook
import Results

/// Which figures a report has, in which order, with which settings; read from reports/<name>.yml or a file of one's own.
public struct ReportDefinition: Sendable {
    /// Where it stands and is written to.
    public var place: ReportPlace
    public var title: String
    /// A paragraph of Markdown under the title; empty where there is none.
    public var about: String
    public var entries: [Entry]
    /// Whether its results may be published where its settings are not the paper's: it says itself why they are not.
    public var publishes: Bool
    /// Pages of one's own, which stand ahead of the figures' sections.
    public var pages: [Page] = []
    /// What these may cite.
    public var bibliography = Bibliography()
    /// The files of the pages, those that they cite from and those that they lead to, as they are opened.
    public var pageFiles: [String] = []

    /// The folder's name: "quick".
    public var name: String { place.name }
    /// Where the report is written.
    public var folder: String { place.folder }

    public struct Entry: Sendable {
        public let experiment: any Experiment
        /// The name that the figure has in this report, which may hold it several times; nil: its own.
        public let name: String?
        public let settings: Settings
        /// What the figure is computed from with these settings; asked for once.
        public let needs: Needs

        public init(experiment: any Experiment, settings: Settings, name: String? = nil) {
            self.experiment = experiment
            self.name = name
            self.settings = settings
            needs = experiment.needs(settings)
        }

        /// The figure's own, or its paper's with the name.
        public var id: FigureID { name.map { FigureID(paper: experiment.id.paper, figure: $0) } ?? experiment.id }

        /// "Figure 1", "Figure 1 (wide-bins)".
        public var label: String { name.map { "\(experiment.label) (\($0))" } ?? experiment.label }
    }

    public init(place: ReportPlace, title: String, about: String, entries: [Entry], publishes: Bool = false) {
        self.place = place
        self.title = title
        self.about = about
        self.entries = entries
        self.publishes = publishes
    }
}
