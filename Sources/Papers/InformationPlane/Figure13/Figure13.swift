import Experiments

/// Figure 13: figure 5's tanh histograms on MNIST-3, the digits 1, 3 and 8.
struct Figure13: Experiment {
    let identity = Identity(.informationPlane, "Figure 13", "How activations fill the bins on MNIST-3: tanh")

    let parameters = [
        PlaneNetworks.mnistEpochs, PlaneNetworks.epochs, PlaneNetworks.batchSize, PlaneNetworks.binSize,
        PlaneNetworks.mnistLearningRate, PlaneNetworks.tanhLearningRate, PlaneNetworks.networks, PlaneNetworks.firstSeed,
        PlaneNetworks.recordedEpochs,
    ]

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: BinCondition.mnistTanh.jobs(settings) + BinCondition.sztTanh.jobs(settings))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let result = try BinHistogramResult(.mnistTanh, inputs)
        let szt = try BinHistogramResult(.sztTanh, inputs)
        let source = "Appendix D, figure 13"
        return result.figure(
            id, title: title,
            claims: BinHistogramClaims.tanh(result.networks, source: source)
                + [BinHistogramClaims.sameWay(result.networks, szt: szt.networks, id: "tanh", source: source)])
    }

    func chart(_ result: FigureResult) -> Chart? {
        BinHistogramChart.chart(result, columns: 3, aspect: 0.4) { _ in Palette.categorical[0] }
    }
}
