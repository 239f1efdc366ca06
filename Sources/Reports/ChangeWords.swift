import Results

/// What changed since the tracked baseline, for the first page: the figures that differ, what changed most first.
public struct ReportChanges: Sendable, Equatable {
    /// Against the baseline; nil where it cannot be read.
    public var diff: ReportDiff?
    /// What must be known of the baseline's files, each in one line.
    public var notices: [String]
    /// The command that shows the curves, as it is typed.
    public var command: String

    public init(diff: ReportDiff?, notices: [String] = [], command: String = "refigure diff") {
        self.diff = diff
        self.notices = notices
        self.command = command
    }

    /// More than these lines are for `refigure diff`.
    static let most = 12

    /// - Parameter anchors: the place of each figure of the report.
    func record(anchors: [FigureID: String], labels: [FigureID: String]) -> TemplateRecord {
        let differing = diff?.figures.filter { !$0.isIdentical } ?? []
        return TemplateRecord(
            "changes",
            [
                "isKnown": diff != nil, "since": diff?.old.markdownEscaped ?? "", "count": diff?.figures.count ?? 0,
                "counts": diff?.countsInPrint.markdownEscaped ?? "", "differing": differing.count,
                "figures": differing.prefix(Self.most).map { figure in
                    TemplateRecord(
                        "change",
                        [
                            "label": (labels[figure.id] ?? figure.id.description).markdownEscaped,
                            "id": figure.id.description.markdownEscaped,
                            "anchor": anchors[figure.id] ?? "", "standing": figure.standing.markdownEscaped,
                            "summary": Self.arrowed(figure.summary),
                        ])
                },
                "more": max(0, differing.count - Self.most),
                "settings": diff?.settings.prefix(Self.most).map { Self.arrowed("\($0.change)") } ?? [],
                "sources": diff?.sources.joined(separator: ", ").markdownEscaped ?? "",
                "notices": notices.map(\.markdownEscaped), "command": command.markdownCode,
            ])
    }

    private static func arrowed(_ text: String) -> String { text.replacing("->", with: "→").markdownEscaped }
}
