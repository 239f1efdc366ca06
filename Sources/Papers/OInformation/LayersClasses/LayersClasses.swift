import Experiments

/// Beyond the paper, its own next step (Section 5): the search of figure 1 on FashionMNIST and in layers of 100 neurons, and simulated
/// annealing beside the greedy search.
struct LayersClasses: Experiment {
    let identity = Identity(
        .oInformation, "Layers and classes", "The search on FashionMNIST and in layers of 100 neurons", id: "layers-classes")

    static let wideNetworks = Parameter.chosen(
        "wideNetworks", "networks of 100 neurons a layer and data set", .integer(10), because: "each takes several times as long",
        allowed: .integers(1...1000))
    static let wideExhaustiveTo = Parameter.chosen(
        "wideExhaustiveTo", "neurons of the largest multiplets that are searched exhaustively among 100", .integer(3),
        because: "there are 161,700 triples of 100 neurons, and 1.2 thousand million multiplets of 6", allowed: .integers(2...4))
    static let annealingSteps = Parameter.chosen(
        "annealingSteps", "steps of each of four annealing runs", .integer(20_000),
        because: "in layers of 20 neurons, where the best multiplet is known, they seldom miss it",
        allowed: .integers(100...10_000_000))

    let parameters =
        OInformationNetworks.training + [OInformationNetworks.exhaustiveTo, wideNetworks, wideExhaustiveTo, annealingSteps]

    /// A row of panels: networks of one width on one data set.
    struct Condition {
        let id: String
        /// The data set and the neurons of a layer.
        let title: String
        let dataset: DatasetName
        let width: Int

        func jobs(_ settings: Settings) -> [TrainingJob] {
            let wide = width != OInformationNetworks.width
            return OInformationNetworks.jobs(
                dataset, width: width, count: wide ? settings.integer(wideNetworks) : nil, settings)
        }

        func exhaustiveTo(_ settings: Settings) -> Int {
            settings.integer(width == OInformationNetworks.width ? OInformationNetworks.exhaustiveTo : wideExhaustiveTo)
        }
    }

    static let conditions = [
        Condition(id: "fashion", title: "FashionMNIST-20", dataset: .fashionMNIST, width: OInformationNetworks.width),
        Condition(id: "wide", title: "MNIST-100", dataset: .mnist, width: 100),
        Condition(id: "fashionWide", title: "FashionMNIST-100", dataset: .fashionMNIST, width: 100),
    ]

    /// The sizes at which annealing is set beside the greedy search.
    static let annealedSizes = Array(7...10)

    struct MeasuredNetwork {
        var testAccuracy: Double
        var layers: [MeasuredLayer]
    }

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: Self.conditions.flatMap { $0.jobs(settings) })
    }

    /// A claim rests on its own condition's data.
    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        let own = Self.conditions.filter { claim.id.hasPrefix("\($0.id)-") }
        return (own.isEmpty ? Self.conditions : own).map { OInformationNetworks.data($0.dataset) }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        var panels: [PanelResult] = []
        var gaps: [PanelResult] = []
        var rows: [[TableResult.Cell]] = []
        var values: [NamedValue] = []
        var claims: [Claim] = []
        for condition in Self.conditions {
            let test = try OInformationLayers.testSamples(try inputs.data(OInformationNetworks.data(condition.dataset)))
            let networks = try condition.jobs(inputs.settings).map { job in
                try Self.measure(condition, try inputs.trajectory(job), on: test, inputs)
            }
            let layers = networks[0].layers.indices.map { layer in networks.map { $0.layers[layer] } }
            for (layer, measured) in layers.enumerated() {
                panels.append(
                    PanelResult(
                        letter: FigureLetters[panels.count], title: "\(condition.title): layer \(layer + 1)",
                        series: OInformationSeries.series(measured.map(\.found))))
            }
            gaps.append(Self.gapPanel(condition, layers))
            rows += Self.rows(condition, layers)
            values += Self.values(condition, networks, layers)
            claims += Self.claims(condition, layers)
        }
        for index in gaps.indices { gaps[index].letter = FigureLetters[panels.count + index] }
        return FigureResult(id: id, title: title, panels: panels + gaps, tables: [Self.table(rows)], values: values, claims: claims)
    }

    private static func measure(
        _ condition: Condition, _ trajectory: Trajectory, on test: LabelledSamples, _ inputs: Inputs
    ) throws -> MeasuredNetwork {
        let layers = OInformationLayers(trajectory, on: test)
        let measured = try layers.preActivations.indices.map { layer in
            try MeasuredLayer(
                try layers.system(layer), width: condition.width, exhaustiveTo: condition.exhaustiveTo(inputs.settings),
                annealingSteps: inputs.settings.integer(annealingSteps), seed: trajectory.job.seed, check: inputs.checkCancellation)
        }
        return MeasuredNetwork(testAccuracy: trajectory.test?.accuracy.last ?? 0, layers: measured)
    }

    /// The paper's statements, asked of networks that it has not looked at yet.
    private static func claims(_ condition: Condition, _ layers: [[MeasuredLayer]]) -> [Claim] {
        let balances = LayerBalances.bySizes(layers.map { $0.map(\.found) })
        let source = "Section 5: the paper's next step"
        return [
            OInformationClaims.dominated(
                "\(condition.id)-first", by: .redundancy, layer: 0, balances,
                statement: "\(condition.title): the first hidden layer is dominated by redundancy, as in figure 1.", source: source,
                origin: .ours),
            OInformationClaims.dominated(
                "\(condition.id)-last", by: .synergy, layer: layers.count - 1, balances,
                statement: "\(condition.title): the last hidden layer is dominated by synergy, as in figure 1.", source: source,
                origin: .ours),
            OInformationClaims.specialises(
                "\(condition.id)-specialises", balances,
                statement: "\(condition.title): features become synergistic as the depth increases.", source: source, origin: .ours),
        ]
    }
}
