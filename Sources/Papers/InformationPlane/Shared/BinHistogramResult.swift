import Experiments

/// Bin histograms of one condition's networks as a figure's panels, tables and values.
///
/// A panel is a layer; its series are the first, the middle and the last epoch. The panel's letter begins the ids of its values.
struct BinHistogramResult {
    let condition: BinCondition
    let networks: LearnedNetworks<NetworkBins>
    let epochs: Int
    let binSize: Double

    /// Measures the condition's networks.
    init(_ condition: BinCondition, _ inputs: Inputs) throws {
        let size = inputs.settings.number(condition.binSize)
        self.condition = condition
        binSize = size
        epochs = inputs.settings.integer(condition.epochs)
        networks = try condition.measure(inputs) {
            try NetworkBins.measure($0, on: $1, size: size, checkCancellation: inputs.checkCancellation)
        }
    }

    static func emptyValue(_ letter: String, _ moment: NetworkBins.Moment) -> String { "\(letter)Empty\(suffix(moment))" }
    static func endValue(_ letter: String, _ moment: NetworkBins.Moment) -> String { "\(letter)Ends\(suffix(moment))" }
    static func binsValue(_ letter: String) -> String { "\(letter)Bins" }

    private static func suffix(_ moment: NetworkBins.Moment) -> String {
        switch moment {
        case .first: "First"
        case .middle: "Middle"
        case .last: "Last"
        }
    }

    func panel(_ layer: Int, letter: String, title: String) -> PanelResult {
        // Replicates share the drawn bins; with ReLU, networks that reach further make them more.
        let all = networks.measured.flatMap { $0.histograms[layer] }
        let bins = all[0].range.bins.lowerBound...all.map(\.range.bins.upperBound).max()!
        let edges = Column(
            id: "from", quantity: Quantity("lower edge of the bin", symbol: "a"), values: bins.map { Double($0) * binSize })
        let series = NetworkBins.Moment.allCases.map { moment in
            let counts = networks.measured.map { network in
                let counts = network.histogram(layer, moment).counts.map(Double.init)
                return counts + [Double](repeating: 0, count: bins.count - counts.count)
            }
            return Series(
                id: moment.rawValue, label: "epoch \(moment.epoch(of: epochs))", index: edges,
                columns: [
                    Column(
                        id: "to", quantity: Quantity("upper edge of the bin", symbol: "a"),
                        values: bins.map { Double($0 + 1) * binSize }),
                    Column(
                        id: "activations", quantity: Quantity("activations in the bin"), values: counts[0],
                        replicates: counts.count > 1 ? counts : []),
                ])
        }
        return PanelResult(letter: letter, title: title, series: series)
    }

    /// What titles and words quote of the drawn network.
    func values(_ layer: Int, letter: String) -> [NamedValue] {
        let drawn = networks.drawn
        return [
            NamedValue(
                id: Self.binsValue(letter), quantity: Quantity("bins"), value: Double(drawn.histogram(layer, .last).counts.count),
                digits: 0)
        ]
            + NetworkBins.Moment.allCases.flatMap { moment in
                let histogram = drawn.histogram(layer, moment)
                return [
                    NamedValue(
                        id: Self.emptyValue(letter, moment), quantity: Quantity("share of empty bins", unit: "%"),
                        value: 100 * histogram.emptyShare, digits: 1),
                    NamedValue(
                        id: Self.endValue(letter, moment), quantity: Quantity("share of activations in the end bins", unit: "%"),
                        value: 100 * histogram.endShare, digits: 1),
                ]
            }
    }

    /// The condition's part of the values that speak of no single layer.
    var values: [NamedValue] {
        [
            NamedValue(
                id: "\(condition.id)Dead", quantity: Quantity("networks that never left chance"), value: Double(networks.dead),
                digits: 0),
            NamedValue(
                id: "\(condition.id)Score", quantity: Quantity("accuracy of the drawn network on the held-out samples"),
                value: networks.drawn.score, digits: 3),
        ]
    }

    /// What every condition of a figure has in common.
    var commonValues: [NamedValue] {
        [
            NamedValue(id: "networks", quantity: Quantity("networks a condition"), value: Double(networks.trained), digits: 0),
            NamedValue(
                id: "middleEpoch", quantity: Quantity("epoch half way", unit: "epoch"),
                value: Double(NetworkBins.Moment.middle.epoch(of: epochs)), digits: 0),
            NamedValue(id: "lastEpoch", quantity: Quantity("last epoch", unit: "epoch"), value: Double(epochs), digits: 0),
        ]
    }

    /// A figure of this condition alone: a panel a layer.
    func figure(_ id: FigureID, title: String, claims: [Claim]) -> FigureResult {
        let layers = NetworkBins.layerNames.indices
        return FigureResult(
            id: id, title: title, panels: layers.map { panel($0, letter: FigureLetters[$0], title: NetworkBins.layerNames[$0]) },
            tables: Self.tables([self]),
            values: commonValues + values + layers.flatMap { values($0, letter: FigureLetters[$0]) }, claims: claims)
    }

    /// Two tables over all the conditions' networks that learned, a row a layer, in percent.
    static func tables(_ results: [BinHistogramResult]) -> [TableResult] {
        [
            table("Share of empty bins in percent, mean and standard deviation (SD) over the networks", results, \.emptyShare),
            table("Share of activations in the end bins in percent, mean and standard deviation (SD)", results, \.endShare),
        ]
    }

    private static func table(
        _ title: String, _ results: [BinHistogramResult], _ value: (BinHistogram) -> Double
    ) -> TableResult {
        let moments = NetworkBins.Moment.allCases
        let epochs = results.first.map { result in moments.map { $0.epoch(of: result.epochs) } } ?? []
        let rows = results.flatMap { result in
            NetworkBins.layerNames.indices.map { layer -> [TableResult.Cell] in
                [
                    .text("\(NetworkBins.layerNames[layer]), \(result.condition.name)"),
                    .number(Double(result.networks.measured.count), digits: 0),
                ]
                    + moments.flatMap { moment -> [TableResult.Cell] in
                        let shares = result.networks.measured.map { 100 * value($0.histogram(layer, moment)) }
                        return [
                            .number(Statistics.mean(shares), digits: 1),
                            shares.count > 1 ? .number(Statistics.standardDeviation(shares), digits: 1) : .text("–"),
                        ]
                    }
            }
        }
        return TableResult(
            title: title, header: ["Layer", "Networks"] + epochs.flatMap { ["Epoch \($0)", "SD at \($0)"] }, rows: rows)
    }
}
