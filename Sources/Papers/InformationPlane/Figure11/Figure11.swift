import Experiments

/// Figure 11: figure 1 on MNIST-3, the digits 1, 3 and 8.
struct Figure11: Experiment {
    let identity = Identity(.informationPlane, "Figure 11", "Information planes on MNIST-3 at four bin sizes")

    let parameters = [
        PlaneNetworks.mnistEpochs, PlaneNetworks.batchSize, BinSizePlanes.binSizes, PlaneNetworks.mnistLearningRate,
        PlaneNetworks.networks, PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs,
    ]

    func needs(_ settings: Settings) -> Needs {
        let architecture = PlaneNetworks.architecture([.tanh, .tanh, .tanh, .tanh, .tanh], inputs: 784, classes: 3)
        return Needs(
            jobs: PlaneNetworks.jobs(
                architecture, learningRate: PlaneNetworks.mnistLearningRate, data: PlaneNetworks.mnist3,
                epochs: PlaneNetworks.mnistEpochs,
                settings))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let planes = try BinSizePlanes(jobs: needs(inputs.settings).jobs, inputs)
        return FigureResult(
            id: id, title: title, panels: planes.panels, values: planes.values,
            // The paper says of SZT only that the output's end point stays.
            claims: BinSizeClaims.all(planes, source: "Appendix D, figure 11", endPoint: .ours))
    }

    func chart(_ result: FigureResult) -> Chart? { PlaneChart.chart(result) }
}
