import Experiments

/// Figure 6: the information plane of a network with a bottleneck, and what becomes of it as the bins shrink.
struct Figure6: Experiment {
    let identity = Identity(.informationPlane, "Figure 6", "Information plane of a network with a bottleneck")

    static let activation = Parameter.chosen(
        "bottleneckActivation", "activation of the hidden layers", .choice("tanh"),
        because: "bounded, so that all layers meet the same bins; of eight ReLU networks two or three never learn",
        allowed: .choices(["tanh", "relu"]))
    static let learningRate = Parameter.chosen(
        "bottleneckLearningRate", "learning rate of plain SGD, network with a bottleneck", .number(0.1),
        because: "figure 1's; the score is about 0.91 from 0.02 to 0.1, and 0.90 at 0.2",
        allowed: .numbers(1e-6...100))
    static let finerBins = Parameter.chosen(
        "finerBinSizes", "bin sizes after the last epoch", .numbers([0.3, 0.07, 0.01, 1e-3, 1e-4, 1e-5, 1e-6]),
        because: "beyond the paper: from its own to bins that no two patterns share by chance",
        allowed: .lists(1e-7...10, counts: 2...20))

    let parameters = [
        PlaneNetworks.epochs, PlaneNetworks.batchSize, PlaneNetworks.binSize, finerBins, activation, learningRate,
        PlaneNetworks.networks, PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs,
    ]

    /// The hidden layers of the paper's "12-3-2-12-2-2"; the first number is the input's and the last the output's.
    static let widths = [3, 2, 12, 2]
    /// The paper's "3rd layer", the input being the first.
    static let bottleneck = 1
    static let successor = 2

    func needs(_ settings: Settings) -> Needs {
        let activation: Activation = settings.choice(Self.activation) == "relu" ? .relu : .tanh
        let architecture = Architecture(inputs: 12, hidden: Self.widths.map { .init($0, activation) }, classes: 2)
        return Needs(jobs: PlaneNetworks.jobs(architecture, learningRate: Self.learningRate, settings))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let settings = inputs.settings
        let jobs = needs(settings).jobs
        let networks = try MeasuredNetworks(jobs, binSize: settings.number(PlaneNetworks.binSize), inputs)
        guard !networks.planes.isEmpty else {
            throw Fault(
                "none of \(jobs.count) networks left chance accuracy",
                remedy: "choose another '\(Self.learningRate.key)' or 'firstSeed', or more networks", status: .figureFailed)
        }
        let training = try inputs.data(PlaneNetworks.szt).split.training
        let sizes = settings.numbers(Self.finerBins).sorted()
        let ends = try jobs.filter { networks.seeds.contains($0.seed) }.map { job in
            try inputs.checkCancellation()
            return try BinResolution(try inputs.trajectory(job), on: training, sizes: sizes)
        }
        let limits = DataEntropies.of(training)
        var series = InformationPlane.series(networks.planes)
        for (layer, units) in Self.widths.enumerated() { series[layer].label += " (\(units) units)" }
        return FigureResult(
            id: id, title: title,
            panels: [
                PanelResult(letter: "a", title: "Over training", series: series),
                BinResolution.panel(ends, letter: "b", layers: series),
            ],
            tables: [BinResolution.table(ends[0], plane: networks.planes[0], labels: series.map(\.label))],
            values: Self.values(networks, ends[0], binSize: settings.number(PlaneNetworks.binSize), limits: limits),
            claims: [Self.bottleneckLeft(networks.planes), Self.onlyBins(networks.planes, ends)])
    }

    private static func values(
        _ networks: MeasuredNetworks, _ end: BinResolution, binSize: Double, limits: (hx: Double, ixy: Double)
    ) -> [NamedValue] {
        let information = Quantity("mutual information of input and layer after the last epoch", symbol: "I(X;T)", unit: "bit")
        func bits(_ id: String, _ value: Double) -> NamedValue {
            NamedValue(id: id, quantity: information, value: value, digits: 2)
        }
        let plane = networks.planes[0]
        return [
            NamedValue(
                id: "hx", quantity: Quantity("entropy of the input", symbol: "H(X)", unit: "bit"), value: limits.hx, digits: 3),
            NamedValue(
                id: "ixy", quantity: Quantity("information of input and label", symbol: "I(X;Y)", unit: "bit"), value: limits.ixy,
                digits: 3),
            NamedValue(id: "binSize", quantity: Quantity("bin size of panel a"), value: binSize, digits: 2),
            NamedValue(id: "score", quantity: Quantity("accuracy on the held-out samples"), value: networks.scores[0], digits: 3),
            NamedValue(id: "trained", quantity: Quantity("networks trained"), value: Double(networks.trained), digits: 0),
            NamedValue(
                id: "dead", quantity: Quantity("networks that never left chance accuracy"), value: Double(networks.dead), digits: 0),
            bits("bottleneckBits", plane.layers[bottleneck].last!.withInput),
            bits("successorBits", plane.layers[successor].last!.withInput),
            bits("bottleneckWithoutBins", end.withoutBins[bottleneck]),
            bits("successorWithoutBins", end.withoutBins[successor]),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        guard let plane = result.panels.first, let resolution = result.panels.last else { return nil }
        let corner = PlaneChart.corner(of: result)
        let binSize = result.values.first { $0.id == "binSize" }?.value
        return Chart(
            panels: [
                PlaneChart.panel(plane, corner: corner),
                BinResolution.chartPanel(resolution, limit: corner?.input, binSize: binSize),
            ], columns: 2)
    }
}
