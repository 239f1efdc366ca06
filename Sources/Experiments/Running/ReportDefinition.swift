import Results

/// Which figures a report has, in which order, with which settings; read from reports/<name>.yml or a file of one's own.
public struct ReportDefinition: Sendable {
    /// Where it stands and is written to.
    public var place: ReportPlace
    public var title: String
    /// A paragraph of Markdown under the title; empty where there is none.
    public var about: String
    public var entries: [Entry]

    /// The folder's name: "quick".
    public var name: String { place.name }
    /// Where the report is written.
    public var folder: String { place.folder }

    public struct Entry: Sendable {
        public let experiment: any Experiment
        public let settings: Settings
        /// What the figure is computed from with these settings; asked for once.
        public let needs: Needs

        public init(experiment: any Experiment, settings: Settings) {
            self.experiment = experiment
            self.settings = settings
            needs = experiment.needs(settings)
        }

        public var id: FigureID { experiment.id }
    }

    public init(place: ReportPlace, title: String, about: String, entries: [Entry]) {
        self.place = place
        self.title = title
        self.about = about
        self.entries = entries
    }
}
