import Experiments

/// Figure 18: how binning works: a double linearly saturating function segmented into 12 bins, with a real unit's activations in them.
struct Figure18: Experiment {
    let identity = Identity(.informationPlane, "Figure 18", "How binning works")

    static let bins = Parameter.given("segments", "bins from -1 to 1", .integer(12), allowed: .integers(2...1000))
    static let layer = Parameter.chosen(
        "binnedLayer", "layer of the unit shown", .integer(3), because: "its sums reach from the slope into both ends",
        allowed: .integers(1...5))
    static let unit = Parameter.chosen("binnedUnit", "unit shown", .integer(1), because: "any will do", allowed: .integers(1...3))

    let parameters = [
        PlaneNetworks.epochs, PlaneNetworks.batchSize, bins, layer, unit, PlaneNetworks.tanhLearningRate, PlaneNetworks.networks,
        PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs,
    ]

    func needs(_ settings: Settings) -> Needs {
        let architecture = PlaneNetworks.architecture([.tanh, .tanh, .tanh, .tanh, .tanh])
        return Needs(jobs: PlaneNetworks.jobs(architecture, learningRate: PlaneNetworks.tanhLearningRate, settings))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let settings = inputs.settings
        let layer = settings.integer(Self.layer) - 1
        let unit = settings.integer(Self.unit) - 1
        let training = try inputs.data(PlaneNetworks.szt).split.training
        let segments = Segments(settings.integer(Self.bins))
        let units = try needs(settings).jobs.map { job in
            try inputs.checkCancellation()
            let trajectory = try inputs.trajectory(job)
            guard let last = trajectory.snapshots.last else { preconditionFailure("\(job.name) has no snapshot") }
            let reader = ActivationReader(job.architecture)
            return BinnedUnit(
                sums: Array(reader.read(last.weights, on: training, quantity: .preActivation, layers: [layer])[0].row(unit)),
                activations: Array(reader.read(last.weights, on: training, layers: [layer])[0].row(unit)), segments)
        }
        return FigureResult(
            id: id, title: title,
            panels: [
                PanelResult(letter: "a", title: "The function and its bins", series: units[0].functionSeries(segments)),
                PanelResult(
                    letter: "b", title: "Samples in each bin", series: BinnedUnit.shareSeries(units)),
            ],
            values: Self.values(units[0]),
            claims: [
                Self.segmentation(
                    segments.count, floorCodes: segments.floorCodes, atTop: units.map(\.shareAtTop)),
                Self.invertibility(units.map(\.entropies)),
            ])
    }

    private static func values(_ unit: BinnedUnit) -> [NamedValue] {
        let entropy = Quantity("entropy", symbol: "H", unit: "bit")
        return [
            NamedValue(id: "samples", quantity: Quantity("samples"), value: Double(unit.sums.count), digits: 0),
            NamedValue(id: "sumEntropy", quantity: entropy, value: unit.entropies.sums, digits: 2),
            NamedValue(id: "tanhEntropy", quantity: entropy, value: unit.entropies.activations, digits: 2),
            NamedValue(id: "binEntropy", quantity: entropy, value: unit.entropies.bins, digits: 2),
            NamedValue(
                id: "saturated", quantity: Quantity("share of samples in the outermost bins, saturating function", unit: "%"),
                value: 100 * (unit.saturatingShares.first! + unit.saturatingShares.last!), digits: 0),
            NamedValue(
                id: "tanhOutermost", quantity: Quantity("share of samples in the outermost bins, tanh", unit: "%"),
                value: 100 * (unit.tanhShares.first! + unit.tanhShares.last!), digits: 0),
            NamedValue(
                id: "atTop", quantity: Quantity("share of samples at exactly 1, saturating function", unit: "%"),
                value: 100 * unit.shareAtTop, digits: 0),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? { Self.drawing(result) }
}
