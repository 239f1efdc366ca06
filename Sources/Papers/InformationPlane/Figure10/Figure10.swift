import Experiments

/// Figure 10: early and perfect stopping of a ReLU network on SZT, above its full run.
struct Figure10: StoppingFigure {
    let identity = Identity(.informationPlane, "Figure 10", "Early and perfect stopping of a ReLU network")
    let conditions = [PlaneCondition.relu]

    func compute(_ inputs: Inputs) throws -> FigureResult {
        try StoppingCondition(.relu, inputs).figure(self, source: "Section 2.4.1, figure 10", inputs)
    }
}
