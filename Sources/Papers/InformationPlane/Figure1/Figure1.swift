import Experiments

/// Figure 1: information planes of one tanh network at four bin sizes.
struct Figure1: Experiment {
    let identity = Identity(.informationPlane, "Figure 1", "Information planes of one tanh network at four bin sizes")

    let parameters = [
        PlaneNetworks.epochs, PlaneNetworks.batchSize, BinSizePlanes.binSizes, PlaneNetworks.tanhLearningRate,
        PlaneNetworks.networks, PlaneNetworks.firstSeed,
        PlaneNetworks.recordedEpochs,
    ]

    func needs(_ settings: Settings) -> Needs {
        let architecture = PlaneNetworks.architecture([.tanh, .tanh, .tanh, .tanh, .tanh])
        return Needs(jobs: PlaneNetworks.jobs(architecture, learningRate: PlaneNetworks.tanhLearningRate, settings))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let planes = try BinSizePlanes(jobs: needs(inputs.settings).jobs, inputs)
        let claims =
            [Self.score(planes.scores)]
            + BinSizeClaims.all(planes, source: "Section 2.2.1, figure 1", endPoint: .sentence)
            + [Self.twoPhases(planes.planes.map { $0[planes.sizes.firstIndex(of: 0.07) ?? 0] })]
        return FigureResult(id: id, title: title, panels: planes.panels, values: planes.values, claims: claims)
    }

    func chart(_ result: FigureResult) -> Chart? { PlaneChart.chart(result) }
}
