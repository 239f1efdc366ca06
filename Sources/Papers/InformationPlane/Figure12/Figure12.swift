import Experiments

/// Figure 12: figure 2 on MNIST-3, the digits 1, 3 and 8.
struct Figure12: PlaneFigure {
    let identity = Identity(.informationPlane, "Figure 12", "Information planes of mixed networks on MNIST-3")
    let conditions = MixedStudy.mnist3.conditions

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let planes = try MixedPlanes(.mnist3, inputs)
        let comparisons = planes.comparisons
        return result(
            panels: planes.panels, tables: planes.tables(withLeader: false), values: planes.values,
            claims: [
                comparisons[0].changesNothing(
                    "ReLU in the higher layers has no noticeable influence on the tanh layers behind them.",
                    source: "Appendix D, figure 12a"),
                comparisons[1].changes(
                    "Leading tanh layers still have a significant influence on the ReLU layers behind them.",
                    source: "Appendix D, figure 12b"),
            ])
    }
}
