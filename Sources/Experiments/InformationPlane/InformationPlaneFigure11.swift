import Charts
import Networks
import Results

/// Figure 11: figure 1 on MNIST-3, the digits 1, 3 and 8.
public struct InformationPlaneFigure11: Experiment {
    public init() {}

    public let id = FigureID(paper: "information-plane", figure: "fig11")
    public let label = "Figure 11"
    public let title = "Information planes on MNIST-3 at four bin sizes"
    public let paper = Paper.informationPlane
    public let sourceFile = #fileID

    public let parameters = [
        PlaneNetworks.mnistEpochs, PlaneNetworks.batchSize, BinSizePlanes.binSizes, PlaneNetworks.mnistLearningRate,
        PlaneNetworks.networks, PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs,
    ]

    public func needs(_ settings: Settings) -> Needs {
        let architecture = PlaneNetworks.architecture([.tanh, .tanh, .tanh, .tanh, .tanh], inputs: 784, classes: 3)
        return Needs(
            jobs: PlaneNetworks.jobs(
                architecture, learningRate: PlaneNetworks.mnistLearningRate, data: PlaneNetworks.mnist3,
                epochs: PlaneNetworks.mnistEpochs,
                settings))
    }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        let planes = try BinSizePlanes(jobs: needs(inputs.settings).jobs, inputs)
        return FigureResult(
            id: id, title: title, panels: planes.panels, values: planes.values,
            // The paper says of SZT only that the output's end point stays.
            claims: BinSizeClaims.all(planes, source: "Appendix D, figure 11", endPoint: .ours))
    }

    public func chart(_ result: FigureResult) -> Chart? { PlaneChart.chart(result) }
}
