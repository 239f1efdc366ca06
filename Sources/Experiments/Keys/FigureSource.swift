/// Where a figure's code stands: a folder of its own in its paper's, `Papers/<paper>/<figure>/`, or MeasuredFigures for one that measures a
/// user's files. What a paper's figures share stands in `Papers/<paper>/Shared/`.
public struct FigureSource: Hashable, Sendable {
    /// The paper's folder: "InformationPlane".
    public var paper: String
    /// The figure's type, and the name of its folder and of its file: "Figure1".
    public var figure: String
    /// Whether it measures a user's files.
    public var isMeasured: Bool

    public init(paper: String, figure: String, isMeasured: Bool = false) {
        self.paper = paper
        self.figure = figure
        self.isMeasured = isMeasured
    }

    private var paperFolder: String { "Papers/\(paper)" }

    /// The file that the figure's type stands in.
    public var path: String {
        isMeasured ? "\(CodeTables.measured)/\(figure).swift" : "\(paperFolder)/\(figure)/\(figure).swift"
    }

    /// Whether a file's code may be part of the figure: not where it is another paper's.
    func mayUse(_ path: String) -> Bool { !path.hasPrefix("Papers/") || path.hasPrefix("\(paperFolder)/") }

    /// Whether what a file has that is used without a name counts for the figure: not where the file is another figure's.
    func opens(_ path: String) -> Bool {
        !path.hasPrefix("Papers/") || path.hasPrefix("\(paperFolder)/Shared/") || path.hasPrefix("\(paperFolder)/\(figure)/")
    }
}

extension Experiment {
    /// The figure's place among the sources.
    public var source: FigureSource {
        let names = identity.file.split(separator: "/")
        return FigureSource(
            paper: paper.folder, figure: String((names.last ?? "").prefix { $0 != "." }),
            isMeasured: names.first.map(String.init) == CodeTables.measured)
    }
}
