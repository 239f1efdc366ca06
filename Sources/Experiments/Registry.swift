import Files
import Results

/// Every figure that can be run.
public struct Registry: Sendable {
    public let experiments: [any Experiment]

    public init(_ experiments: [any Experiment]) {
        self.experiments = experiments
    }

    /// All figures, by paper and in the papers' order.
    public static let standard = Registry([
        InformationPlaneFigure1(),
        InformationPlaneFigure2(),
        InformationPlaneTable1(),
        InformationPlaneFigure3(),
        InformationPlaneFigure4(),
        InformationPlaneFigure5(),
        InformationPlaneFigure6(),
        InformationPlaneFigure7(),
        InformationPlaneFigure8(),
        InformationPlaneTable2(),
        InformationPlaneFigure9(),
        InformationPlaneFigure10(),
        InformationPlaneFigure11(),
        InformationPlaneFigure12(),
        InformationPlaneFigure13(),
        InformationPlaneFigure14(),
        InformationPlaneFigure15(),
        InformationPlaneFigure16(),
        InformationPlaneFigure17(),
        InformationPlaneFigure18(),
        InformationPlaneFigure19(),
        InformationPlaneEstimators(),
        AblationFigure1(),
        AblationFigure2(),
        AblationFigure3(),
        AblationFigure4(),
        AblationFigure5(),
        AblationExamples(),
        AblationSimpson(),
        OInformationFigure1(),
        OInformationFigure2(),
        OInformationLayersClasses(),
        SingleDirectionsFigure1(),
        SingleDirectionsFigure2(),
        SingleDirectionsFigure3(),
        SingleDirectionsFigure4(),
        SingleDirectionsFigure5(),
        SingleDirectionsFigure6(),
        SingleDirectionsFigure7(),
        SingleDirectionsFigureA1(),
        SingleDirectionsFigureA4(),
    ])

    /// The papers of the figures, each once, in order.
    public var papers: [Paper] {
        var seen: Set<Paper> = []
        return experiments.map(\.paper).filter { seen.insert($0).inserted }
    }

    /// The figures whose id matches a name or a pattern: "information-plane/fig1", "information-plane/*", "*/fig?".
    /// - Throws: a `Fault` (status usage) with the nearest ids where nothing matches.
    public func matching(_ pattern: String) throws -> [any Experiment] {
        let found = experiments.filter { Glob(pattern).matches("\($0.id)") }
        if !found.isEmpty { return found }
        let near = NearestNames.suggestions(for: pattern, among: experiments.map { "\($0.id)" })
        throw Fault(
            "no figure '\(pattern)'",
            remedy: near.isEmpty ? "`refigure list` shows all figures" : "did you mean \(near.joined(separator: " or "))?",
            status: .usage)
    }
}
