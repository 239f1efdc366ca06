import Charts
import Networks
import Results

/// Figure 2: information planes of mixed networks, ReLU ahead of tanh and tanh ahead of ReLU.
public struct InformationPlaneFigure2: Experiment {
    public init() {}

    public let id = FigureID(paper: "information-plane", figure: "fig2")
    public let label = "Figure 2"
    public let title = "Information planes of mixed networks"
    public let paper = Paper.informationPlane
    public let sourceFile = #fileID

    public let parameters = MixedStudy.szt.parameters

    public func needs(_ settings: Settings) -> Needs { Needs(jobs: MixedStudy.szt.allJobs(settings)) }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        let planes = try MixedPlanes(.szt, inputs)
        let comparisons = planes.comparisons
        let labels = planes.panels[0].series.map(\.label)
        let tanhLeads = planes.mixed.filter { $0.kind == .leadingTanh }.flatMap(\.networks.planes)
        return FigureResult(
            id: id, title: title, panels: planes.panels,
            tables: comparisons.map { $0.table(layerLabels: labels, withLeader: true) },
            values: planes.values, claims: comparisons.flatMap(Self.claims) + [Self.leadersKeepAll(tanhLeads)])
    }

    public func chart(_ result: FigureResult) -> Chart? { PlaneChart.chart(result) }
}
