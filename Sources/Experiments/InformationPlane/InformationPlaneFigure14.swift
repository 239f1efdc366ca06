import Charts
import Networks
import Results

/// Figure 14: figure 5's ReLU histograms on MNIST-3, the digits 1, 3 and 8.
public struct InformationPlaneFigure14: Experiment {
    public init() {}

    public let id = FigureID(paper: "information-plane", figure: "fig14")
    public let label = "Figure 14"
    public let title = "How activations fill the bins on MNIST-3: ReLU"
    public let paper = Paper.informationPlane
    public let sourceFile = #fileID

    public let parameters = [
        PlaneNetworks.mnistEpochs, PlaneNetworks.epochs, PlaneNetworks.batchSize, BinCondition.mnistReLUBinSize,
        PlaneNetworks.binSize,
        PlaneNetworks.mnistReluLearningRate, PlaneNetworks.reluLearningRate, PlaneNetworks.networks, PlaneNetworks.firstSeed,
        PlaneNetworks.recordedEpochs,
    ]

    public func needs(_ settings: Settings) -> Needs {
        Needs(jobs: BinCondition.mnistReLU.jobs(settings) + BinCondition.sztReLU.jobs(settings))
    }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        let result = try BinHistogramResult(.mnistReLU, inputs)
        let szt = try BinHistogramResult(.sztReLU, inputs)
        let source = "Appendix D, figure 14"
        return result.figure(
            id, title: title,
            claims: BinHistogramClaims.relu(result.networks, source: source)
                + [BinHistogramClaims.sameWay(result.networks, szt: szt.networks, id: "relu", source: source)])
    }

    public func chart(_ result: FigureResult) -> Chart? {
        BinHistogramChart.chart(result, columns: 3, aspect: 0.4) { _ in Palette.categorical[1] }
    }
}
