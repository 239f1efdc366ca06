import Experiments

/// Figure 7: early and perfect stopping of a tanh network on SZT, above its full run.
struct Figure7: Experiment {
    let identity = Identity(.informationPlane, "Figure 7", "Early and perfect stopping of a tanh network")
    let parameters = StoppingFigure.parameters(rate: PlaneNetworks.tanhLearningRate)

    func needs(_ settings: Settings) -> Needs {
        let architecture = PlaneNetworks.architecture([.tanh, .tanh, .tanh, .tanh, .tanh])
        return Needs(jobs: PlaneNetworks.jobs(architecture, learningRate: PlaneNetworks.tanhLearningRate, settings))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        try StoppingFigure.compute(
            id: id, title: title, name: "tanh network", jobs: needs(inputs.settings).jobs, rate: PlaneNetworks.tanhLearningRate,
            source: "Section 2.4.1, figure 7", inputs)
    }

    func chart(_ result: FigureResult) -> Chart? { StoppingChart.chart(result) }
}
