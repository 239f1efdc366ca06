/// Where a figure's code stands: Experiments/<paper>/<figure>.swift, or MeasuredFigures/<figure>.swift for one that measures a user's files. What figures of a paper share stands in Experiments/<paper>/Shared/.
///
/// A figure may have more files of its own, named after it: "InformationPlaneFigure1Claims.swift" belongs to
/// InformationPlaneFigure1, "InformationPlaneFigure17.swift" does not.
public struct FigureSource: Hashable, Sendable {
    /// The paper's folder: "InformationPlane".
    public var paper: String
    /// The file without its extension: "InformationPlaneFigure1".
    public var figure: String

    /// Whether it measures a user's files.
    public var isMeasured: Bool

    public init(paper: String, figure: String, isMeasured: Bool = false) {
        self.paper = paper
        self.figure = figure
        self.isMeasured = isMeasured
    }

    /// The file that the figure's type stands in.
    public var path: String { isMeasured ? "\(CodeTables.measured)/\(figure).swift" : "Experiments/\(paper)/\(figure).swift" }

    func owns(_ path: String) -> Bool {
        let folder = "Experiments/\(paper)/"
        guard path.hasPrefix(folder) else { return false }
        let name = path.dropFirst(folder.count)
        guard name.hasPrefix(figure), !name.contains("/") else { return false }
        return name.dropFirst(figure.count).first.map { !$0.isWholeNumber && !$0.isLowercase } ?? false
    }
}

extension Experiment {
    /// The figure's place among the sources.
    public var source: FigureSource {
        let file = sourceFile.split(separator: "/").last.map(String.init) ?? sourceFile
        return FigureSource(
            paper: paper.folder, figure: String(file.split(separator: ".").first ?? ""),
            isMeasured: sourceFile.hasPrefix("\(CodeTables.measured)/"))
    }
}
