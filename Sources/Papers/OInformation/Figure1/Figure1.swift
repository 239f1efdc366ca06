import Experiments

/// Figure 1: the best synergy and the best redundancy of multiplets of 2 to 20 neurons with the label, in each hidden layer.
struct Figure1: Experiment {
    let identity = Identity(.oInformation, "Figure 1", "Best synergy and redundancy, layer by layer")

    let parameters = OInformationNetworks.training + [OInformationNetworks.exhaustiveTo]

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: OInformationNetworks.jobs(.mnist, settings))
    }

    /// One network: its scores, and what was found in each hidden layer.
    struct MeasuredNetwork {
        var trainingAccuracy: Double
        var testAccuracy: Double
        var layers: [MeasuredLayer]
    }

    struct MeasuredLayer {
        /// By the paper's search under each treatment of ties, label and activation.
        var treated: [Treatment: OInformationExtremes]
        /// Of all multiplets of every size, under the figure's own treatment.
        var best: OInformationExtremes
        var leftOut: Int

        var found: OInformationExtremes { treated[.midranks]! }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let test = try OInformationLayers.testSamples(try inputs.data(OInformationNetworks.data(.mnist)))
        let exhaustiveTo = inputs.settings.integer(OInformationNetworks.exhaustiveTo)
        let networks = try OInformationNetworks.jobs(.mnist, inputs.settings).map { job in
            try inputs.checkCancellation()
            return try Self.measure(try inputs.trajectory(job), on: test, exhaustiveTo: exhaustiveTo, inputs.checkCancellation)
        }
        let layers = networks[0].layers.indices.map { layer in networks.map { $0.layers[layer] } }
        let balances = Self.balances(layers)
        return FigureResult(
            id: id, title: title, panels: layers.indices.map { Self.panel($0, layers[$0]) } + [Self.treatmentPanel(layers)],
            tables: [Self.readingTable(balances), Self.sizeTable(layers), Self.treatmentTable(layers)],
            values: Self.values(networks, layers, exhaustiveTo: exhaustiveTo) + Self.sizeValues(layers),
            claims: Self.claims(balances)
                + [Self.accuracy(training: networks.map(\.trainingAccuracy), test: networks.map(\.testAccuracy))])
    }

    private static func measure(
        _ trajectory: Trajectory, on test: LabelledSamples, exhaustiveTo: Int, _ check: () throws -> Void
    ) throws -> MeasuredNetwork {
        let layers = OInformationLayers(trajectory, on: test)
        let width = OInformationNetworks.width
        let measured = try layers.preActivations.indices.map { layer in
            var treated: [Treatment: OInformationExtremes] = [:]
            for treatment in Treatment.allCases {
                treated[treatment] = try OInformationExtremes.search(
                    try treatment.system(layers, layer), exhaustiveTo: exhaustiveTo, upTo: width, check: check)
            }
            let system = try layers.system(layer)
            return MeasuredLayer(
                treated: treated, best: try OInformationExtremes.search(system, exhaustiveTo: width, upTo: width, check: check),
                leftOut: system.leftOut.count)
        }
        return MeasuredNetwork(
            trainingAccuracy: trajectory.training.accuracy.last ?? 0, testAccuracy: trajectory.test?.accuracy.last ?? 0,
            layers: measured)
    }

    private static func panel(_ layer: Int, _ networks: [MeasuredLayer]) -> PanelResult {
        var series = OInformationSeries.series(networks.map(\.found))
        let best = OInformationSeries.series(networks.map(\.best))
        for index in series.indices {
            let replicates = networks.count > 1 ? best[index].columns[0].replicates : []
            series[index].columns.append(
                Column(
                    id: "best", quantity: Quantity("O-information, best of all multiplets", symbol: "Ω", unit: "bit"),
                    values: best[index]["omega"], replicates: replicates))
        }
        return PanelResult(letter: FigureLetters[layer], title: "Hidden layer \(layer + 1)", series: series)
    }

    private static func values(_ networks: [MeasuredNetwork], _ layers: [[MeasuredLayer]], exhaustiveTo: Int) -> [NamedValue] {
        let bits = Quantity("sum of greatest and least O-information, mean over the sizes", unit: "bit")
        let accuracy = Quantity("least accuracy of a network", unit: "%")
        var values = [
            NamedValue(id: "networks", quantity: Quantity("networks"), value: Double(networks.count), digits: 0),
            NamedValue(
                id: "leastTrainingAccuracy", quantity: accuracy, value: 100 * networks.map(\.trainingAccuracy).min()!, digits: 1),
            NamedValue(id: "leastTestAccuracy", quantity: accuracy, value: 100 * networks.map(\.testAccuracy).min()!, digits: 1),
            NamedValue(
                id: "leftOut", quantity: Quantity("neurons that are constant or copies of another"),
                value: Double(layers.joined().map(\.leftOut).reduce(0, +)), digits: 0),
            NamedValue(
                id: "greedyLoss",
                quantity: Quantity("largest distance of a multiplet that the search found from the best of its size", unit: "bit"),
                value: layers.joined().map(greedyLoss).max()!, digits: 3),
            NamedValue(
                id: "greedyExact",
                quantity: Quantity("searches beyond the exhaustive sizes that found the best multiplet", unit: "%"),
                value: 100 * Statistics.mean(layers.joined().map { greedyExact($0, exhaustiveTo: exhaustiveTo) }), digits: 0),
        ]
        for treatment in Treatment.allCases {
            for (layer, measured) in layers.enumerated() {
                values.append(
                    NamedValue(
                        id: "\(treatment.rawValue)\(layer + 1)", quantity: bits,
                        value: Statistics.mean(measured.map { $0.treated[treatment]!.balance }), digits: 2))
            }
        }
        let ties = [Treatment.ordinal, .shuffled]
        func shift(upTo size: Int) -> Double {
            layers.flatMap { layer in ties.map { largestShift(layer, $0, upTo: size) } }.max()!
        }
        values.append(
            NamedValue(
                id: "tieShift", quantity: Quantity("largest shift of an extreme by ordinal ranks, exhaustive sizes", unit: "bit"),
                value: shift(upTo: exhaustiveTo), digits: 3))
        values.append(
            NamedValue(
                id: "tieShiftGreedy", quantity: Quantity("largest shift of an extreme by ordinal ranks, all sizes", unit: "bit"),
                value: shift(upTo: OInformationNetworks.width), digits: 3))
        return values
    }

    private static func gaps(_ layer: MeasuredLayer) -> [Double] {
        OInformationSearch.Goal.allCases.flatMap { goal in
            zip(layer.found.values(goal), layer.best.values(goal)).map { abs($0 - $1) }.filter { !$0.isNaN }
        }
    }

    private static func greedyLoss(_ layer: MeasuredLayer) -> Double { gaps(layer).max() ?? 0 }

    /// Of the sizes between the exhaustive ones and the whole layer, the share whose best multiplet was found.
    private static func greedyExact(_ layer: MeasuredLayer, exhaustiveTo: Int) -> Double {
        let sizes = layer.found.sizes.indices.filter {
            (exhaustiveTo + 1..<OInformationNetworks.width).contains(layer.found.sizes[$0])
        }
        let same = OInformationSearch.Goal.allCases.flatMap { goal in
            sizes.map { layer.found[goal][$0]?.units == layer.best[goal][$0]?.units }
        }
        return same.isEmpty ? 1 : Double(same.count { $0 }) / Double(same.count)
    }
}
