import Experiments

/// Beyond the paper: every neuron's importance against its measures, with the trends within the layers and across them.
struct Simpson: Experiment {
    let identity = Identity(.ablation, "Beyond the paper", "Simpson's paradox, neuron by neuron", id: "simpson")

    static let conditions: [AblationCondition] = [.mnistReluL2, .mnistReluDropout]

    static let orders = Parameter.chosen(
        "orders", "random orders of ablation over which a neuron's importance is averaged", .integer(100),
        because: "the paper shows no such figure; a neuron's turn comes early, midway and late often enough to tell neurons apart",
        allowed: .integers(1...10_000))
    static let samples = Parameter.chosen(
        "samples", "test images on which these orders are scored, evenly spaced in the test set", .integer(1000),
        because: "what varies is the order, not the image", allowed: .integers(10...10_000))

    let parameters = AblationCondition.parameters(of: conditions) + [orders, samples]

    func needs(_ settings: Settings) -> Needs { Needs(jobs: Self.conditions.flatMap { $0.jobs(settings) }) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        var panels: [PanelResult] = []
        var rows: [[TableResult.Cell]] = []
        var values: [NamedValue] = []
        var claims: [Claim] = []
        var all: [(name: String, networks: [ImportantNeurons])] = []
        for condition in Self.conditions {
            let networks = try condition.jobs(inputs.settings).map { job in
                try ImportantNeurons(AblationNetwork(job, of: condition, inputs), inputs)
            }
            let name = condition.regulariser.rawValue
            all.append((name, networks))
            for importance in Importance.allCases {
                for measure in AblationMeasure.allCases {
                    let correlations = LayerCorrelations(networks, measure, importance)
                    panels.append(
                        PanelResult(
                            letter: FigureLetters[panels.count], title: "\(name), \(importance.label)",
                            series: Self.series(networks, measure, importance, correlations)))
                    rows.append(
                        [.text(name), .text("ablated \(importance.label)"), .text(measure.label)]
                            + correlations.all.map { .text(Estimate(mean: $0).short(digits: 2)) })
                    values += Self.values(condition, measure, importance, correlations)
                    // Section VI speaks of mutual information and selectivity; reference [1] ablates neurons by themselves.
                    if measure == .entropy { continue }
                    claims.append(Self.paradox(condition, measure, importance, correlations))
                    if importance == .alone, measure == .mutualInformation {
                        claims.append(Self.negative(condition, measure, correlations.both))
                    }
                }
            }
        }
        claims += [Self.negligible(all), Self.moreThanSum(all)]
        return FigureResult(
            id: id, title: title, panels: panels,
            tables: [
                TableResult(
                    title: "Spearman's correlation of measure and importance within a network, mean over networks",
                    header: ["Networks", "Neuron", "Measure", "Within layer 1", "Within layer 2", "Across both"], rows: rows)
            ],
            values: values + Self.values(all.flatMap(\.networks)), claims: claims)
    }

    // MARK: Series

    private static func series(
        _ networks: [ImportantNeurons], _ measure: AblationMeasure, _ importance: Importance, _ correlations: LayerCorrelations
    ) -> [Series] {
        let bits = Quantity(measure.label, unit: "bit")
        let rank = Quantity("share of the network's neurons that matter less")
        let ranks = networks.map { $0.ranks(importance) }
        func points(_ layer: Int) -> Series {
            let places = networks[0].places(layer: layer)
            return Series(
                id: "layer-\(layer + 1)", label: "layer \(layer + 1)",
                index: Column(id: "bits", quantity: bits, values: places.map { measure.value(networks[0].neurons[$0].measures) }),
                columns: [Column(id: "rank", quantity: rank, values: places.map { ranks[0][$0] })])
        }
        /// The mean of the networks' lines, over the middle 95 % of all their neurons.
        func trend(_ layer: Int?, _ id: String, _ label: String) -> Series {
            let clouds = zip(networks, ranks).map { network, ranks in
                network.places(layer: layer).map { (x: measure.value(network.neurons[$0].measures), y: ranks[$0]) }
            }
            let all = clouds.joined().map(\.x).sorted()
            let ends = [0.025, 0.975].map { Statistics.quantile(sorted: all, $0) }
            let lines = clouds.map { cloud in ends.map { LeastSquares(cloud).y(at: $0) } }
            return Series(
                id: id, label: label, index: Column(id: "bits", quantity: bits, values: ends),
                columns: [
                    Column(
                        id: "rank", quantity: rank, values: Statistics.columnMeans(lines), replicates: lines.count > 1 ? lines : [])
                ])
        }
        let replicates = networks.indices.map { network in correlations.all.map { $0[network] } }
        let summary = Series(
            id: "correlations", label: "Spearman's correlations",
            index: Column(id: "layer", quantity: Quantity("hidden layer; 0: across both"), values: [1, 2, 0]),
            columns: [
                Column(
                    id: "spearman", quantity: Quantity("Spearman's correlation"), values: Statistics.columnMeans(replicates),
                    replicates: replicates.count > 1 ? replicates : [])
            ])
        return [
            points(0), points(1), trend(0, "trend-layer-1", "trend within layer 1"),
            trend(1, "trend-layer-2", "trend within layer 2"), trend(nil, "trend-both", "trend across both"), summary,
        ]
    }

    // MARK: Values

    /// "dropoutAtTurnMiBoth".
    private static func values(
        _ condition: AblationCondition, _ measure: AblationMeasure, _ importance: Importance, _ correlations: LayerCorrelations
    ) -> [NamedValue] {
        let name =
            switch measure {
            case .entropy: "Entropy"
            case .mutualInformation: "Mi"
            case .klSelectivity: "Kl"
            }
        let networks = (condition.regulariser == .dropout ? "dropout" : "l2") + (importance == .alone ? "Alone" : "AtTurn")
        return zip(["First", "Second", "Both"], correlations.all).map { part, values in
            NamedValue(
                id: "\(networks)\(name)\(part)",
                quantity: Quantity("Spearman's correlation of \(measure.label) and importance"), value: Statistics.mean(values),
                digits: 2)
        }
    }

    /// What one neuron costs, in percentage points: by itself, and at its turn.
    private static func values(_ networks: [ImportantNeurons]) -> [NamedValue] {
        func mean(_ id: String, _ layer: Int, _ name: String, _ drop: (ImportantNeurons.Neuron) -> Double) -> NamedValue {
            NamedValue(
                id: "\(id)\(layer + 1)",
                quantity: Quantity("accuracy that a neuron of layer \(layer + 1) costs \(name)", unit: "percentage points"),
                value: Statistics.mean(
                    networks.flatMap { network in network.places(layer: layer).map { 100 * drop(network.neurons[$0]) } }),
                digits: 2)
        }
        return [0, 1].flatMap { layer in
            [mean("alone", layer, "by itself", \.dropAlone), mean("atTurn", layer, "at its turn", \.dropAtTurn)]
        } + [NamedValue(id: "networks", quantity: Quantity("networks"), value: Double(networks.count), digits: 0)]
    }

    // MARK: Chart

    func chart(_ result: FigureResult) -> Chart? {
        Chart(panels: result.panels.map(Self.plot), columns: AblationMeasure.allCases.count, aspect: 0.75, legend: Legend(.bottom))
    }

    /// The quantity that the panel's series run along.
    private static func axisLabel(_ panel: PanelResult) -> RichText {
        switch panel.series.first?.index.quantity.name {
        case AblationMeasure.entropy.label: "*H*(*T*) in bits"
        case AblationMeasure.mutualInformation.label: "*I*(*T*; *Y*) in bits"
        default: "KL selectivity in bits"
        }
    }

    private static func plot(_ panel: PanelResult) -> Panel {
        let series = Dictionary(uniqueKeysWithValues: panel.series.map { ($0.id, $0) })
        let colors = [Palette.categorical[0], Palette.categorical[1]]
        var marks: [Mark] = []
        for (layer, marker) in [Marker.disc, .triangle].enumerated() {
            guard let points = series["layer-\(layer + 1)"] else { continue }
            marks.append(
                .points(
                    PointsMark(
                        x: points["bits"], y: points["rank"], style: SeriesStyle(colors[layer], marker: marker), size: 2.6,
                        opacity: 0.5, label: RichText(plain: "neurons of \(points.label)"))))
        }
        let trends = [
            ("trend-both", SeriesStyle(.gray(0.1), dash: .dashed, width: 1.8)),
            ("trend-layer-1", SeriesStyle(colors[0], width: 1.8)),
            ("trend-layer-2", SeriesStyle(colors[1], width: 1.8)),
        ]
        for (id, style) in trends {
            guard let trend = series[id] else { continue }
            marks.append(.line(LineMark(x: trend["bits"], y: trend["rank"], style: style, label: RichText(plain: trend.label))))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title), x: Axis(axisLabel(panel), including: [0]),
            y: Axis("neurons that matter less", domain: 0...1, format: .percent, group: "rank"), marks: marks)
    }
}

/// The line of least squares through points; level where they do not differ in x.
private struct LeastSquares {
    let slope: Double
    let intercept: Double

    init(_ points: [(x: Double, y: Double)]) {
        let (mx, my) = (Statistics.mean(points.map(\.x)), Statistics.mean(points.map(\.y)))
        var (xx, xy) = (0.0, 0.0)
        for point in points {
            xx += (point.x - mx) * (point.x - mx)
            xy += (point.x - mx) * (point.y - my)
        }
        slope = xx > 0 ? xy / xx : 0
        intercept = my - slope * mx
    }

    func y(at x: Double) -> Double { intercept + slope * x }
}
