import Experiments

/// Beyond the paper: every neuron's importance against its measures, with the trends within the layers and across them.
struct Simpson: Experiment {
    let identity = Identity(.ablation, "Beyond the paper", "Simpson's paradox, neuron by neuron", id: "simpson")

    /// With the beginning of their claims' ids.
    static let conditions: [(id: String, condition: AblationCondition)] = [
        ("mnist-relu-l2", .mnistReluL2), ("mnist-relu-dropout", .mnistReluDropout),
    ]

    static let orders = Parameter.chosen(
        "orders", "random orders of ablation over which a neuron's importance is averaged", 100, 1...10_000,
        because: "the paper shows no such figure; a neuron's turn comes early, midway and late often enough to tell neurons apart")
    static let samples = Parameter.chosen(
        "samples", "test images on which these orders are scored, evenly spaced in the test set", 1000, 10...10_000,
        because: "what varies is the order, not the image")

    let parameters = AblationCondition.parameters(of: conditions.map(\.condition)) + [orders, samples]

    func needs(_ settings: Settings) -> Needs { Needs(jobs: Self.conditions.flatMap { $0.condition.jobs(settings) }) }

    /// A measure and an importance in a condition's networks.
    struct Pair {
        let id: String
        let condition: AblationCondition
        let importance: Importance
        let measure: Measure
        /// Spearman's correlations within layer 1, within layer 2 and across both, [place][network].
        let correlations: [[Double]]

        /// Of mutual information and selectivity Section VI speaks.
        var isJudged: Bool { measure != .entropy }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        var panels: [PanelResult] = []
        var pairs: [Pair] = []
        var kinds: [(name: String, networks: [ImportantNeurons])] = []
        for (id, condition) in Self.conditions {
            let networks = try condition.jobs(inputs.settings).map { job in
                try ImportantNeurons(job, MeasuredNetwork(job, of: condition, inputs).measures, inputs)
            }
            let name = condition.regulariser.rawValue
            kinds.append((name, networks))
            for importance in Importance.allCases {
                for measure in Measure.allCases {
                    let correlations = [0, 1, nil].map { layer in
                        networks.map { $0.correlation(measure, importance, layer: layer) }
                    }
                    let pair = Pair(
                        id: id, condition: condition, importance: importance, measure: measure, correlations: correlations)
                    panels.append(
                        PanelResult(FigureLetters[panels.count], "\(name), \(importance.label)", Self.series(networks, pair)))
                    pairs.append(pair)
                }
            }
        }
        return result(
            panels: panels, tables: [Self.table(pairs)], values: Self.values(pairs, kinds.flatMap(\.networks)),
            claims: Self.claims(pairs, kinds))
    }

    private static func series(_ networks: [ImportantNeurons], _ pair: Pair) -> [Series] {
        let bits = Quantity(pair.measure.label, unit: "bit")
        let rank: Quantity = "share of the network's neurons that matter less"
        func points(_ network: ImportantNeurons, _ layer: Int?) -> [(x: Double, y: Double)] {
            let ranks = network.ranks(pair.importance)
            return network.places(layer: layer).map { (pair.measure.value(network.neurons[$0].measures), ranks[$0]) }
        }
        func cloud(_ layer: Int) -> Series {
            let points = points(networks[0], layer)
            return Series(
                "layer-\(layer + 1)", "layer \(layer + 1)", Column("bits", bits, points.map(\.x)),
                [Column("rank", rank, points.map(\.y))])
        }
        /// The mean of the networks' lines, over the middle 95 % of all their neurons.
        func trend(_ layer: Int?, _ id: String, _ label: String) -> Series {
            let clouds = networks.map { points($0, layer) }
            let all = clouds.joined().map(\.x).sorted()
            let ends = [0.025, 0.975].map { Statistics.quantile(sorted: all, $0) }
            return Series(id, label, Column("bits", bits, ends), [.mean("rank", rank, of: clouds.map { line($0, at: ends) })])
        }
        return [
            cloud(0), cloud(1), trend(0, "trend-layer-1", "trend within layer 1"),
            trend(1, "trend-layer-2", "trend within layer 2"), trend(nil, "trend-both", "trend across both"),
            Series(
                "correlations", "Spearman's correlations", Column("layer", "hidden layer; 0: across both", [1, 2, 0]),
                [.mean("spearman", "Spearman's correlation", of: pair.correlations.transposed)]),
        ]
    }

    /// The line of least squares through points; level where they do not differ in x.
    private static func line(_ points: [(x: Double, y: Double)], at places: [Double]) -> [Double] {
        let (mx, my) = (Statistics.mean(points.map(\.x)), Statistics.mean(points.map(\.y)))
        let xx = points.reduce(0) { $0 + ($1.x - mx) * ($1.x - mx) }
        let xy = points.reduce(0) { $0 + ($1.x - mx) * ($1.y - my) }
        let slope = xx > 0 ? xy / xx : 0
        return places.map { my - slope * mx + slope * $0 }
    }

    private static func table(_ pairs: [Pair]) -> TableResult {
        func correlation(_ place: Int) -> (Pair) -> TableResult.Cell {
            { .mean($0.correlations[place], 2, within: .correlation) }
        }
        return TableResult(
            "Spearman's correlation of measure and importance within a network, mean over networks", of: pairs,
            [
                ("Networks", { .text($0.condition.regulariser.rawValue) }),
                ("Neuron", { .text("ablated \($0.importance.label)") }), ("Measure", { .text($0.measure.label) }),
                ("Within layer 1", correlation(0)), ("Within layer 2", correlation(1)), ("Across both", correlation(2)),
            ])
    }

    /// "dropoutAtTurnMiBoth", and what one neuron costs by itself and at its turn.
    @ListOf<NamedValue> private static func values(_ pairs: [Pair], _ networks: [ImportantNeurons]) -> [NamedValue] {
        for pair in pairs {
            let kind = pair.condition.regulariser.rawValue.lowercased() + (pair.importance == .alone ? "Alone" : "AtTurn")
            for (place, correlations) in zip(["First", "Second", "Both"], pair.correlations) {
                NamedValue(
                    "\(kind)\(pair.measure.word)\(place)",
                    Quantity("Spearman's correlation of \(pair.measure.label) and importance"), Statistics.mean(correlations), 2)
            }
        }
        for layer in [0, 1] {
            let neurons = networks.flatMap { network in network.places(layer: layer).map { network.neurons[$0] } }
            for (id, name, drop) in [
                ("alone", "by itself", \ImportantNeurons.Neuron.dropAlone), ("atTurn", "at its turn", \.dropAtTurn),
            ] {
                NamedValue(
                    "\(id)\(layer + 1)",
                    Quantity("accuracy that a neuron of layer \(layer + 1) costs \(name)", unit: "percentage points"),
                    Statistics.mean(neurons.map { 100 * $0[keyPath: drop] }), 2)
            }
        }
        NamedValue("networks", "networks", networks.count)
    }
}

extension Simpson {
    func chart(_ result: FigureResult) -> Chart? {
        Chart(panels: result.panels.map(Self.plot), columns: Measure.allCases.count, aspect: 0.75, legend: Legend(.bottom))
    }

    private static func plot(_ panel: PanelResult) -> Panel {
        let colors = [Palette.categorical[0], Palette.categorical[1]]
        let styles = [
            "layer-1": SeriesStyle(colors[0], marker: .disc), "layer-2": SeriesStyle(colors[1], marker: .triangle),
            "trend-both": SeriesStyle(.gray(0.1), dash: .dashed, width: 1.8), "trend-layer-1": SeriesStyle(colors[0], width: 1.8),
            "trend-layer-2": SeriesStyle(colors[1], width: 1.8),
        ]
        let marks = ["layer-1", "layer-2", "trend-both", "trend-layer-1", "trend-layer-2"].map { id -> Mark in
            let (series, style) = (panel.series.first { $0.id == id }!, styles[id]!)
            return id.hasPrefix("trend")
                ? .line(LineMark(x: series["bits"], y: series["rank"], style: style, label: RichText(plain: series.label)))
                : .points(
                    PointsMark(
                        x: series["bits"], y: series["rank"], style: style, size: 2.6, opacity: 0.5,
                        label: RichText(plain: "neurons of \(series.label)")))
        }
        let measure = Measure.allCases.first { $0.label == panel.series[0].index.quantity.name }!
        // Spearman's, within the first layer, within the second and across both.
        let coefficients = panel["correlations"]["spearman"].map { NumberText.decimal($0, digits: 2) }
        return Panel(
            letter: panel.letter,
            title: RichText(plain: panel.title) + ", *ρ*\u{A0}" + RichText(plain: coefficients.joined(separator: ",\u{A0}")),
            x: Axis(measure.axisTitle, including: [0]),
            y: Axis("neurons that matter less", domain: 0...1, format: .percent, group: "rank"), marks: marks)
    }
}
