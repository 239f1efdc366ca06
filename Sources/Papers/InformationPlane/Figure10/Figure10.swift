import Experiments

/// Figure 10: early and perfect stopping of a ReLU network on SZT, above its full run.
struct Figure10: Experiment {
    let identity = Identity(.informationPlane, "Figure 10", "Early and perfect stopping of a ReLU network")
    let parameters = StoppingFigure.parameters(rate: PlaneNetworks.reluLearningRate)

    func needs(_ settings: Settings) -> Needs {
        let architecture = PlaneNetworks.architecture([.relu, .relu, .relu, .relu, .relu])
        return Needs(jobs: PlaneNetworks.jobs(architecture, learningRate: PlaneNetworks.reluLearningRate, settings))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        try StoppingFigure.compute(
            id: id, title: title, name: "ReLU network", jobs: needs(inputs.settings).jobs, rate: PlaneNetworks.reluLearningRate,
            source: "Section 2.4.1, figure 10", inputs)
    }

    func chart(_ result: FigureResult) -> Chart? { StoppingChart.chart(result) }
}
