import Experiments

/// Figure 7: early and perfect stopping of a tanh network on SZT, above its full run.
struct Figure7: StoppingFigure {
    let identity = Identity(.informationPlane, "Figure 7", "Early and perfect stopping of a tanh network")
    let conditions = [PlaneCondition.tanh]

    func compute(_ inputs: Inputs) throws -> FigureResult {
        try StoppingCondition(.tanh, inputs).figure(self, source: "Section 2.4.1, figure 7", inputs)
    }
}
