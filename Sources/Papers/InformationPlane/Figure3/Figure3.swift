import Experiments

/// Figure 3: the four ways in which samples share bins, with what each does to the information, from figure 1's own network.
struct Figure3: Experiment {
    let identity = Identity(.informationPlane, "Figure 3", "Four ways to share a bin, and what each of them costs")

    static let binSize = Parameter.chosen(
        "binSize", "bin size", .number(0.07), because: "the paper's own for single planes", allowed: .numbers(1e-4...10))

    let parameters = [
        PlaneNetworks.epochs, PlaneNetworks.batchSize, binSize, PlaneNetworks.tanhLearningRate, PlaneNetworks.networks,
        PlaneNetworks.firstSeed, PlaneNetworks.recordedEpochs,
    ]

    func needs(_ settings: Settings) -> Needs {
        let architecture = PlaneNetworks.architecture([.tanh, .tanh, .tanh, .tanh, .tanh])
        return Needs(jobs: PlaneNetworks.jobs(architecture, learningRate: PlaneNetworks.tanhLearningRate, settings))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let training = try inputs.data(PlaneNetworks.szt).split.training
        let binning = Binning(size: inputs.settings.number(Self.binSize))
        let networks = try needs(inputs.settings).jobs.map { job in
            try inputs.checkCancellation()
            let trajectory = try inputs.trajectory(job)
            guard let last = trajectory.snapshots.last, let early = trajectory.snapshots.first(where: { $0.epoch >= 1 }) else {
                preconditionFailure("\(job.name) has no snapshot")
            }
            return try [early, last].map { snapshot in
                let layers = ActivationReader(job.architecture).read(snapshot.weights, on: training)
                return Stage(
                    epoch: snapshot.epoch, layers: layers,
                    costs: try layers.map { layer in
                        try inputs.checkCancellation()
                        return SharingCosts(LayerSymbols(layer, labels: training.labels, binning: binning))
                    })
            }
        }
        let scene = try Self.scene(in: networks[0][1].layers, labels: training.labels, binning: binning, inputs.checkCancellation)
        return FigureResult(
            id: id, title: title,
            panels: zip(SharingKind.allCases, scene.examples).map { $1.panel($0, binning: binning, units: scene.units) },
            tables: [
                Self.samplesTable(scene, training), Self.sharesTable(networks[0]), Self.costsTable(networks[0]),
            ],
            values: Self.values(scene, networks[0]),
            claims: Self.claims(scene.examples, networks.flatMap { $0.map(\.costs) }) + [
                Self.separation(networks.map { network in network.map { $0.costs.map { $0.shares[.mixed] ?? 0 } } })
            ])
    }

    /// One network at one epoch.
    private struct Stage {
        var epoch: Int
        /// Units x samples.
        var layers: [Matrix<Float>]
        var costs: [SharingCosts]
    }

    /// The deepest hidden layer of which two units show all four cases, and those two whose samples in a shared bin stand furthest apart,
    /// the closest pair of the three counting.
    private static func scene(
        in layers: [Matrix<Float>], labels: [UInt16], binning: Binning, _ checkCancellation: () throws -> Void
    ) throws -> SharingScene {
        for layer in layers.indices.dropLast().reversed() {
            var best: (spread: Float, scene: SharingScene)?
            for first in 0..<layers[layer].rows {
                for second in first + 1..<layers[layer].rows {
                    try checkCancellation()
                    let search = SharingSearch(
                        x: Array(layers[layer].row(first)), y: Array(layers[layer].row(second)), labels: labels, binning: binning)
                    let examples = SharingKind.allCases.compactMap(search.example)
                    guard examples.count == SharingKind.allCases.count else { continue }
                    let spread = examples.dropLast().map(\.spread).min() ?? 0
                    if let best, best.spread >= spread { continue }
                    best = (spread, SharingScene(layer: layer + 1, units: (first + 1, second + 1), examples: examples))
                }
            }
            if let best { return best.scene }
        }
        throw Fault(
            "no two units of the first network show all four ways to share a bin",
            remedy: "train longer, or choose another 'binSize' or 'firstSeed'", status: .figureFailed)
    }

    private static func samplesTable(_ scene: SharingScene, _ samples: LabelledSamples) -> TableResult {
        var rows: [[TableResult.Cell]] = []
        for (panel, example) in scene.examples.enumerated() {
            for (place, sample) in example.samples.enumerated() {
                let pattern = (0..<samples.width).map { samples.features[sample.index * samples.width + $0] > 0.5 ? "1" : "0" }
                rows.append([
                    .text(FigureLetters[panel]), .text("\(place + 1)"), .text(pattern.joined()),
                    .text(SharingKind.className(sample.label)), .number(Double(sample.x), digits: 4),
                    .number(Double(sample.y), digits: 4), .number(Double(sample.bin.x), digits: 0),
                    .number(Double(sample.bin.y), digits: 0),
                ])
            }
        }
        return TableResult(
            title: "The samples drawn",
            header: [
                "Panel", "Sample", "Input pattern", "Class", "Unit \(scene.units.0)", "Unit \(scene.units.1)",
                "Its bin of unit \(scene.units.0)", "of unit \(scene.units.1)",
            ], rows: rows)
    }

    /// One row a stage and layer.
    private static func table(
        _ title: String, _ header: [String], _ stages: [Stage], _ cells: (SharingCosts) -> [TableResult.Cell]
    ) -> TableResult {
        TableResult(
            title: title, header: ["Epoch", "Layer"] + header,
            rows: stages.flatMap { stage in
                stage.costs.enumerated().map { layer, costs in
                    [.text("\(stage.epoch)"), .text(InformationPlane.layerLabel(layer, of: stage.costs.count))] + cells(costs)
                }
            })
    }

    private static func sharesTable(_ stages: [Stage]) -> TableResult {
        table(
            "The first network's whole layers: the share of the samples in bins of each kind",
            ["two classes", "several of A", "several of B", "alone"], stages
        ) { costs in SharingKind.allCases.map { .number(costs.shares[$0] ?? 0, digits: 3) } }
    }

    private static func costsTable(_ stages: [Stage]) -> TableResult {
        table(
            "What the bins of each kind cost these layers, in bits",
            SharingKind.allCases.dropLast().flatMap { kind in
                let name = kind == .mixed ? "two classes" : kind == .classA ? "A" : "B"
                return ["\(name): I(X;T)", "\(name): I(T;Y)"]
            }, stages
        ) { costs in
            SharingKind.allCases.dropLast().flatMap { kind -> [TableResult.Cell] in
                let cost = costs.costs[kind] ?? PlanePoint(withInput: 0, withLabel: 0)
                return [.number(cost.withInput, digits: 3), .number(cost.withLabel, digits: 3)]
            }
        }
    }

    private static func values(_ scene: SharingScene, _ stages: [Stage]) -> [NamedValue] {
        let input = Quantity("information about the input", symbol: "I(X;T)", unit: "bit")
        let label = Quantity("information about the label", symbol: "I(T;Y)", unit: "bit")
        var values = [
            NamedValue(
                id: "earlyEpoch", quantity: Quantity("training epoch", unit: "epoch"), value: Double(stages[0].epoch), digits: 0),
            NamedValue(
                id: "lastEpoch", quantity: Quantity("training epoch", unit: "epoch"), value: Double(stages[1].epoch), digits: 0),
            NamedValue(id: "layer", quantity: Quantity("layer"), value: Double(scene.layer), digits: 0),
            NamedValue(id: "firstUnit", quantity: Quantity("unit"), value: Double(scene.units.0), digits: 0),
            NamedValue(id: "secondUnit", quantity: Quantity("unit"), value: Double(scene.units.1), digits: 0),
            NamedValue(id: "ixtBefore", quantity: input, value: scene.examples[0].before.withInput, digits: 1),
            NamedValue(id: "ityBefore", quantity: label, value: scene.examples[0].before.withLabel, digits: 1),
        ]
        for (kind, example) in zip(SharingKind.allCases, scene.examples) {
            values += [
                NamedValue(id: "\(kind.rawValue)ixt", quantity: input, value: example.after.withInput, digits: 1),
                NamedValue(id: "\(kind.rawValue)ity", quantity: label, value: example.after.withLabel, digits: 1),
            ]
        }
        return values
    }

    func chart(_ result: FigureResult) -> Chart? { Self.drawing(result) }
}
