import Experiments

/// Figure 14: figure 5's ReLU histograms on MNIST-3, the digits 1, 3 and 8.
struct Figure14: Experiment {
    let identity = Identity(.informationPlane, "Figure 14", "How activations fill the bins on MNIST-3: ReLU")

    let parameters = [
        PlaneNetworks.mnistEpochs, PlaneNetworks.epochs, PlaneNetworks.batchSize, BinCondition.mnistReLUBinSize,
        PlaneNetworks.binSize,
        PlaneNetworks.mnistReluLearningRate, PlaneNetworks.reluLearningRate, PlaneNetworks.networks, PlaneNetworks.firstSeed,
        PlaneNetworks.recordedEpochs,
    ]

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: BinCondition.mnistReLU.jobs(settings) + BinCondition.sztReLU.jobs(settings))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let result = try BinHistogramResult(.mnistReLU, inputs)
        let szt = try BinHistogramResult(.sztReLU, inputs)
        let source = "Appendix D, figure 14"
        return result.figure(
            id, title: title,
            claims: BinHistogramClaims.relu(result.networks, source: source)
                + [BinHistogramClaims.sameWay(result.networks, szt: szt.networks, id: "relu", source: source)])
    }

    func chart(_ result: FigureResult) -> Chart? {
        BinHistogramChart.chart(result, columns: 3, aspect: 0.4) { _ in Palette.categorical[1] }
    }
}
