import Charts
import Networks
import Results

/// Figure 10: early and perfect stopping of a ReLU network on SZT, above its full run.
public struct InformationPlaneFigure10: Experiment {
    public init() {}

    public let id = FigureID(paper: "information-plane", figure: "fig10")
    public let label = "Figure 10"
    public let title = "Early and perfect stopping of a ReLU network"
    public let paper = Paper.informationPlane
    public let sourceFile = #fileID
    public let parameters = StoppingFigure.parameters(rate: PlaneNetworks.reluLearningRate)

    public func needs(_ settings: Settings) -> Needs {
        let architecture = PlaneNetworks.architecture([.relu, .relu, .relu, .relu, .relu])
        return Needs(jobs: PlaneNetworks.jobs(architecture, learningRate: PlaneNetworks.reluLearningRate, settings))
    }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        try StoppingFigure.compute(
            id: id, title: title, name: "ReLU network", jobs: needs(inputs.settings).jobs, rate: PlaneNetworks.reluLearningRate,
            source: "Section 2.4.1, figure 10", inputs)
    }

    public func chart(_ result: FigureResult) -> Chart? { StoppingChart.chart(result) }
}
