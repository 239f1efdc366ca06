import Results

/// Which figures a report has, in which order, with which settings; read from reports/<name>.yml.
public struct ReportDefinition: Sendable {
    /// The folder's name under reports/: "quick".
    public var name: String
    public var title: String
    /// A paragraph of Markdown under the title; empty where there is none.
    public var about: String
    public var entries: [Entry]

    public struct Entry: Sendable {
        public var experiment: any Experiment
        public var settings: Settings

        public init(experiment: any Experiment, settings: Settings) {
            self.experiment = experiment
            self.settings = settings
        }

        public var id: FigureID { experiment.id }
    }

    public init(name: String, title: String, about: String, entries: [Entry]) {
        self.name = name
        self.title = title
        self.about = about
        self.entries = entries
    }
}
