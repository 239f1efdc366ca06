import Experiments

/// Figure 15: early stopping of a tanh and a ReLU network on MNIST-3, above their full runs.
struct Figure15: StoppingFigure {
    let identity = Identity(.informationPlane, "Figure 15", "Early stopping on MNIST-3")
    let conditions = [PlaneCondition.mnistTanh, .mnistReLU]

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let conditions = try conditions.map { try StoppingCondition($0, id: $0.id, inputs) }
        let (tanh, relu) = (conditions[0], conditions[1])
        return result(
            panels: [
                tanh.stoppedPlane(.early, "a1", "tanh, early stop"), relu.stoppedPlane(.early, "b1", "ReLU, early stop"),
                tanh.fullPlane("a2", "tanh, full run"), relu.fullPlane("b2", "ReLU, full run"),
                tanh.losses("a3", "tanh, losses"), relu.losses("b3", "ReLU, losses"),
            ],
            tables: conditions.map {
                $0.patienceTable("The \($0.name)'s early stop at other patiences, means over the networks", inputs.settings)
            },
            values: conditions.flatMap(\.values) + DataEntropies.values(tanh.networks.drawn.limits),
            claims: conditions.map { $0.earlyStopAwayFromTurn("Section 2.4.1 and appendix D, figure 15") })
    }
}
