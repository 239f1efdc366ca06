import Charts
import Networks
import Results

/// Figure 7: early and perfect stopping of a tanh network on SZT, above its full run.
public struct InformationPlaneFigure7: Experiment {
    public init() {}

    public let id = FigureID(paper: "information-plane", figure: "fig7")
    public let label = "Figure 7"
    public let title = "Early and perfect stopping of a tanh network"
    public let paper = Paper.informationPlane
    public let sourceFile = #fileID
    public let parameters = StoppingFigure.parameters(rate: PlaneNetworks.tanhLearningRate)

    public func needs(_ settings: Settings) -> Needs {
        let architecture = PlaneNetworks.architecture([.tanh, .tanh, .tanh, .tanh, .tanh])
        return Needs(jobs: PlaneNetworks.jobs(architecture, learningRate: PlaneNetworks.tanhLearningRate, settings))
    }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        try StoppingFigure.compute(
            id: id, title: title, name: "tanh network", jobs: needs(inputs.settings).jobs, rate: PlaneNetworks.tanhLearningRate,
            source: "Section 2.4.1, figure 7", inputs)
    }

    public func chart(_ result: FigureResult) -> Chart? { StoppingChart.chart(result) }
}
