import Charts
import Networks
import Results

/// Figure 13: figure 5's tanh histograms on MNIST-3, the digits 1, 3 and 8.
public struct InformationPlaneFigure13: Experiment {
    public init() {}

    public let id = FigureID(paper: "information-plane", figure: "fig13")
    public let label = "Figure 13"
    public let title = "How activations fill the bins on MNIST-3: tanh"
    public let paper = Paper.informationPlane
    public let sourceFile = #fileID

    public let parameters = [
        PlaneNetworks.mnistEpochs, PlaneNetworks.epochs, PlaneNetworks.batchSize, PlaneNetworks.binSize,
        PlaneNetworks.mnistLearningRate, PlaneNetworks.tanhLearningRate, PlaneNetworks.networks, PlaneNetworks.firstSeed,
        PlaneNetworks.recordedEpochs,
    ]

    public func needs(_ settings: Settings) -> Needs {
        Needs(jobs: BinCondition.mnistTanh.jobs(settings) + BinCondition.sztTanh.jobs(settings))
    }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        let result = try BinHistogramResult(.mnistTanh, inputs)
        let szt = try BinHistogramResult(.sztTanh, inputs)
        let source = "Appendix D, figure 13"
        return result.figure(
            id, title: title,
            claims: BinHistogramClaims.tanh(result.networks, source: source)
                + [BinHistogramClaims.sameWay(result.networks, szt: szt.networks, id: "tanh", source: source)])
    }

    public func chart(_ result: FigureResult) -> Chart? {
        BinHistogramChart.chart(result, columns: 3, aspect: 0.4) { _ in Palette.categorical[0] }
    }
}
