import Charts
import Datasets
import InformationTheory
import Networks
import NumericCore
import Results

/// Figure 1: information planes of one tanh network at four bin sizes.
public struct InformationPlaneFigure1: Experiment {
    public init() {}

    public let id = FigureID(paper: "information-plane", figure: "fig1")
    public let label = "Figure 1"
    public let title = "Information planes of one tanh network at four bin sizes"
    public let paper = Paper.informationPlane
    public let sourceFile = #fileID

    static let binSizes = Parameter.given(
        "binSizes", "bin sizes", .numbers([0.01, 0.07, 0.15, 0.3]), allowed: .lists(1e-4 ... 10, counts: 2 ... 8))

    public let parameters = [
        PlaneNetworks.epochs, PlaneNetworks.batchSize, binSizes, PlaneNetworks.tanhLearningRate, PlaneNetworks.networks, PlaneNetworks.firstSeed,
        PlaneNetworks.recordedEpochs,
    ]

    public func needs(_ settings: Settings) -> Needs {
        let architecture = PlaneNetworks.architecture([.tanh, .tanh, .tanh, .tanh, .tanh])
        return Needs(jobs: PlaneNetworks.jobs(architecture, learningRate: PlaneNetworks.tanhLearningRate, settings), data: [PlaneNetworks.szt])
    }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        let training = try inputs.data(PlaneNetworks.szt).split.training
        let sizes = inputs.settings.numbers(Self.binSizes)
        var planes: [[InformationPlane]] = []
        var scores: [Double] = []
        for job in needs(inputs.settings).jobs {
            let trajectory = try inputs.trajectory(job)
            planes.append(
                try InformationPlane.measure(trajectory, on: training, binSizes: sizes, checkCancellation: inputs.checkCancellation))
            scores.append(TrainingCurves(trajectory).validation.accuracy.last ?? 0)
        }
        let (hx, ixy) = DataEntropies.of(training)
        let panels = sizes.indices.map { index in
            PanelResult(
                letter: FigureLetters[index], title: "Bin size \(SettingValue.number(sizes[index]))",
                series: InformationPlane.series(planes.map { $0[index] }))
        }
        return FigureResult(
            id: id, title: title, panels: panels,
            values: [
                NamedValue(id: "testAccuracy", quantity: Quantity("accuracy on the held-out patterns"), value: scores[0], digits: 4),
                NamedValue(id: "hx", quantity: Quantity("entropy of the input", symbol: "H(X)", unit: "bit"), value: hx, digits: 3),
                NamedValue(
                    id: "ixy", quantity: Quantity("information of input and label", symbol: "I(X;Y)", unit: "bit"), value: ixy, digits: 3),
                NamedValue(id: "networks", quantity: Quantity("networks"), value: Double(planes.count), digits: 0),
            ],
            claims: Self.claims(planes: planes, sizes: sizes, scores: scores))
    }

    public func chart(_ result: FigureResult) -> Chart? {
        let values = Dictionary(uniqueKeysWithValues: result.values.map { ($0.id, $0.value) })
        let limits = (input: values["hx"] ?? 0, label: values["ixy"] ?? 0)
        return Chart(panels: result.panels.map { PlaneChart.panel($0, limits: limits) }, columns: 2)
    }
}
