import Experiments

/// Figure 1: the best synergy and the best redundancy of multiplets of 2 to 20 neurons with the label, in each hidden layer.
struct Figure1: Experiment {
    let identity = Identity(.oInformation, "Figure 1", "Best synergy and redundancy, layer by layer")
    let parameters = OInformationCondition.parameters

    func needs(_ settings: Settings) -> Needs { Needs(jobs: OInformationCondition.mnist.jobs(settings)) }

    struct MeasuredLayer {
        /// By the paper's search under each treatment of ties, label and activation.
        let treated: [Treatment: Extremes]
        /// Of all multiplets of every size, under the figure's own treatment.
        let best: Extremes
        let leftOut: Int

        var found: Extremes { treated[.midranks]! }
    }

    private static let width = OInformationCondition.mnist.width

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let exhaustiveTo = inputs.settings.integer(OInformationCondition.exhaustiveTo)
        let trajectories = try needs(inputs.settings).jobs.map(inputs.trajectory)
        let networks = try trajectories.map { trajectory in
            try inputs.checkCancellation()
            let neurons = try Neurons(trajectory.job, inputs)
            return try neurons.layers.map { try Self.measure(neurons, $0, exhaustiveTo, inputs.checkCancellation) }
        }
        let layers = networks.transposed
        let balances = Self.balances(layers)
        let training = trajectories.map { $0.training.accuracy.last ?? 0 }
        let test = trajectories.map { $0.test?.accuracy.last ?? 0 }
        let accuracy = Quantity("least accuracy of a network", unit: "%")
        return result(
            panels: layers.enumerated().map(Self.panel) + [Self.treatmentPanel(layers)],
            tables: [Self.readingTable(balances), Self.sizeTable(layers), Self.treatmentTable(layers)],
            values: [
                NamedValue("networks", "networks", networks.count),
                NamedValue("leastTrainingAccuracy", accuracy, 100 * training.min()!, 1),
                NamedValue("leastTestAccuracy", accuracy, 100 * test.min()!, 1),
            ] + Self.searchValues(layers, exhaustiveTo) + Self.balanceValues(layers, exhaustiveTo),
            claims: Self.claims(balances) + [Self.accuracy(training: training, test: test)])
    }

    private static func measure(
        _ neurons: Neurons, _ layer: Int, _ exhaustiveTo: Int, _ check: () throws -> Void
    ) throws -> MeasuredLayer {
        var treated: [Treatment: Extremes] = [:]
        for treatment in Treatment.allCases {
            treated[treatment] = try .search(
                treatment.system(neurons, layer), exhaustiveTo: exhaustiveTo, upTo: width, check: check)
        }
        let system = try neurons.system(layer)
        return MeasuredLayer(
            treated: treated, best: try .search(system, exhaustiveTo: width, upTo: width, check: check),
            leftOut: system.leftOut.count)
    }

    private static func panel(_ layer: Int, _ networks: [MeasuredLayer]) -> PanelResult {
        let series = zip(Series.extremes(networks.map(\.found)), Series.extremes(networks.map(\.best))).map { found, best in
            let quantity = Quantity("O-information, best of all multiplets", symbol: "Ω", unit: "bit")
            let column = Column("best", quantity, best["omega"], networks: best.columns[0].replicates)
            return Series(found.id, found.label, found.index, found.columns + [column])
        }
        return PanelResult(FigureLetters[layer], "Hidden layer \(layer + 1)", series)
    }

    /// What the search leaves out and misses.
    private static func searchValues(_ layers: [[MeasuredLayer]], _ exhaustiveTo: Int) -> [NamedValue] {
        let all = layers.flatMap(\.self)
        let losses = all.flatMap { layer in
            Goal.allCases.flatMap { goal in zip(layer.found.values(goal), layer.best.values(goal)).map { abs($0 - $1) } }
        }
        /// Of the sizes between the exhaustive ones and the whole layer, the share whose best multiplet was found.
        let exact = all.map { layer in
            let sizes = layer.found.sizes.indices.filter { (exhaustiveTo + 1..<width).contains(layer.found.sizes[$0]) }
            let same = Goal.allCases.flatMap { goal in
                sizes.map { layer.found[goal][$0]?.units == layer.best[goal][$0]?.units }
            }
            return same.isEmpty ? 1 : Double(same.count { $0 }) / Double(same.count)
        }
        return [
            NamedValue("leftOut", "neurons that are constant or copies of another", all.map(\.leftOut).reduce(0, +)),
            NamedValue(
                "greedyLoss",
                Quantity("largest distance of a multiplet that the search found from the best of its size", unit: "bit"),
                losses.filter { !$0.isNaN }.max() ?? 0, 3),
            NamedValue(
                "greedyExact", Quantity("searches beyond the exhaustive sizes that found the best multiplet", unit: "%"),
                100 * Statistics.mean(exact)),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let layers = result.panels.dropLast().map { panel in
            let best = panel.series.enumerated().map { slot, series in
                Mark.points(
                    PointsMark(
                        x: series["size"].map { $0 + 0.8 * ((Double(slot) + 0.5) / 2 - 0.5) }, y: series["best"],
                        style: SeriesStyle(.gray(0), marker: .circle, width: 0.6), size: 3, label: "Best of all multiplets"))
            }
            return Panel(
                letter: panel.letter, title: RichText(plain: panel.title),
                x: Axis("neurons of the multiplet", ticks: .at(stride(from: 2.0, through: 20, by: 2).map(\.self)), grid: false),
                y: Axis("Ω in bits", including: [0], group: "omega"),
                marks: .bars(panel.series, "omega", [.redundancy, .synergy]) + best)
        }
        let treatments = result.panels.suffix(1).map { panel in
            Panel(
                letter: panel.letter, title: RichText(plain: panel.title),
                x: Axis(
                    "what stands for the label", scale: .categories(Treatment.allCases.map { RichText(plain: $0.shortTitle) }),
                    grid: false),
                y: Axis("max Ω + min Ω in bits", including: [0]),
                marks: .bars(panel.series, "balance", [0.25, 0.55, 0.8].map { SeriesStyle(.gray($0)) }))
        }
        return Chart(panels: layers + treatments, columns: 2, aspect: 0.72)
    }
}
