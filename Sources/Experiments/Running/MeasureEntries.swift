/// Makes the figures of a definition's `measure:` entries: measures of activations in files.
public protocol MeasureEntries: Sendable {
    /// The measures' names.
    var names: [String] { get }

    /// What an entry of the measure may say, besides its name and title.
    func keys(of measure: String) -> [String]

    /// - Parameters:
    ///   - fields: what the entry says, by `keys`.
    ///   - places: where each text of a field stands, by key: "reports/mine.yml:12: figures[2].activations".
    ///   - folder: that of the definition, from which the files' paths go.
    /// - Throws: a `MeasureEntryProblem`.
    func figure(
        of measure: String, name: String, title: String?, fields: [String: DefinitionValue], places: [String: [String]],
        folder: String
    ) throws -> any Experiment
}

/// What stands behind a key of a definition.
public indirect enum DefinitionValue: Sendable, Equatable {
    case text(String)
    case list([DefinitionValue])

    /// The texts of a text or a list of texts; nil for a list of lists.
    public var texts: [String]? {
        switch self {
        case .text(let text): return [text]
        case .list(let values):
            let texts = values.compactMap { value in if case .text(let text) = value { text } else { nil } }
            return texts.count == values.count ? texts : nil
        }
    }
}

/// What is wrong with an entry, for the reader that knows its place.
public struct MeasureEntryProblem: Error, Equatable {
    /// The key that it is about; nil: the entry.
    public var key: String?
    public var problem: String
    public var remedy: String?

    public init(_ problem: String, key: String? = nil, remedy: String? = nil) {
        self.problem = problem
        self.key = key
        self.remedy = remedy
    }
}
