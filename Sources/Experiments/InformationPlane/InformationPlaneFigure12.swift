import Charts
import Networks
import Results

/// Figure 12: figure 2 on MNIST-3, the digits 1, 3 and 8.
public struct InformationPlaneFigure12: Experiment {
    public init() {}

    public let id = FigureID(paper: "information-plane", figure: "fig12")
    public let label = "Figure 12"
    public let title = "Information planes of mixed networks on MNIST-3"
    public let paper = Paper.informationPlane
    public let sourceFile = #fileID

    public let parameters = MixedStudy.mnist3.parameters

    public func needs(_ settings: Settings) -> Needs { Needs(jobs: MixedStudy.mnist3.allJobs(settings)) }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        let planes = try MixedPlanes(.mnist3, inputs)
        let comparisons = planes.comparisons
        let labels = planes.panels[0].series.map(\.label)
        return FigureResult(
            id: id, title: title, panels: planes.panels,
            tables: comparisons.map { $0.table(layerLabels: labels, withLeader: false) },
            values: planes.values, claims: comparisons.map(Self.claim))
    }

    private static func claim(_ comparison: MixedComparison) -> Claim {
        switch comparison.kind {
        case .leadingReLU:
            MixedClaims.unchanged(
                comparison, statement: "ReLU in the higher layers has no noticeable influence on the tanh layers behind them.",
                source: "Appendix D, figure 12a")
        case .leadingTanh:
            MixedClaims.changed(
                comparison, statement: "Leading tanh layers still have a significant influence on the ReLU layers behind them.",
                source: "Appendix D, figure 12b")
        }
    }

    public func chart(_ result: FigureResult) -> Chart? { PlaneChart.chart(result) }
}
