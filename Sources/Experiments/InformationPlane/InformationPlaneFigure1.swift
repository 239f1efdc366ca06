import Charts
import Networks
import Results

/// Figure 1: information planes of one tanh network at four bin sizes.
public struct InformationPlaneFigure1: Experiment {
    public init() {}

    public let id = FigureID(paper: "information-plane", figure: "fig1")
    public let label = "Figure 1"
    public let title = "Information planes of one tanh network at four bin sizes"
    public let paper = Paper.informationPlane
    public let sourceFile = #fileID

    public let parameters = [
        PlaneNetworks.epochs, PlaneNetworks.batchSize, BinSizePlanes.binSizes, PlaneNetworks.tanhLearningRate,
        PlaneNetworks.networks, PlaneNetworks.firstSeed,
        PlaneNetworks.recordedEpochs,
    ]

    public func needs(_ settings: Settings) -> Needs {
        let architecture = PlaneNetworks.architecture([.tanh, .tanh, .tanh, .tanh, .tanh])
        return Needs(jobs: PlaneNetworks.jobs(architecture, learningRate: PlaneNetworks.tanhLearningRate, settings))
    }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        let planes = try BinSizePlanes(jobs: needs(inputs.settings).jobs, inputs)
        let claims =
            [Self.score(planes.scores)]
            + BinSizeClaims.all(planes, source: "Section 2.2.1, figure 1", endPoint: .sentence)
            + [Self.twoPhases(planes.planes.map { $0[planes.sizes.firstIndex(of: 0.07) ?? 0] })]
        return FigureResult(id: id, title: title, panels: planes.panels, values: planes.values, claims: claims)
    }

    public func chart(_ result: FigureResult) -> Chart? { PlaneChart.chart(result) }
}
