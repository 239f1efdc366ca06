import Experiments

/// Figure 12: figure 2 on MNIST-3, the digits 1, 3 and 8.
struct Figure12: Experiment {
    let identity = Identity(.informationPlane, "Figure 12", "Information planes of mixed networks on MNIST-3")

    let parameters = MixedStudy.mnist3.parameters

    func needs(_ settings: Settings) -> Needs { Needs(jobs: MixedStudy.mnist3.allJobs(settings)) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
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

    func chart(_ result: FigureResult) -> Chart? { PlaneChart.chart(result) }
}
