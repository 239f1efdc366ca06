import Results

/// Which figure of which paper it is.
public struct Identity: Sendable {
    public let paper: Paper
    /// "Figure 1", "Table 1": the paper's own name.
    public let label: String
    /// "Information planes at four bin sizes".
    public let title: String
    public let id: FigureID
    /// The source file that the figure's type stands in.
    public let file: String

    /// - Parameters:
    ///   - id: its id within the paper; nil: as the label has it, "fig1" for "Figure 1", "table2" for "Table 2", "figA1" for "Figure A1 (a)".
    ///   - file: left as it is.
    public init(_ paper: Paper, _ label: String, _ title: String, id: String? = nil, file: String = #fileID) {
        self.paper = paper
        self.label = label
        self.title = title
        self.id = FigureID(paper: paper.id, figure: id ?? Self.id(of: label))
        self.file = file
    }

    private static func id(of label: String) -> String {
        let words = label.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        precondition(words.count > 1, "'\(label)' has no number: give the figure an id")
        return (words[0] == "Figure" ? "fig" : words[0].lowercased()) + words[1]
    }
}
