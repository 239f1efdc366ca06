import Experiments

/// One condition's networks with their bins, as figures 5, 13 and 14 show them: a panel a layer, a series an epoch.
struct BinNetworks {
    let condition: BinCondition
    let networks: LearnedNetworks<NetworkBins>
    /// Where the paper shows them.
    let source: String
    let epochs: Int
    let binSize: Double

    /// What titles and words quote of the drawn network's layer; the panel's letter begins the ids.
    private func values(_ layer: Int, _ letter: String) -> [NamedValue] {
        let drawn = networks.drawn.layers[layer]
        return [NamedValue("\(letter)Bins", "bins", drawn[.last].counts.count)]
            + NetworkBins.Moment.shown.flatMap { moment in
                [
                    NamedValue(
                        "\(letter)Empty\(moment.suffix)", Quantity("share of empty bins", unit: "%"),
                        100 * drawn[moment].emptyShare, 1),
                    NamedValue(
                        "\(letter)Ends\(moment.suffix)", Quantity("share of activations in the end bins", unit: "%"),
                        100 * drawn[moment].endShare, 1),
                ]
            }
    }

    private func panel(_ layer: Int, _ letter: String, _ title: String) -> PanelResult {
        // Replicates share the drawn bins; with ReLU, networks that reach further make them more.
        let all = networks.measured.map { $0.layers[layer] }
        let ranges = all.map { $0[.last].range.bins }
        let bins = ranges[0].lowerBound...ranges.map(\.upperBound).max()!
        let from = Column("from", Quantity("lower edge of the bin", symbol: "a"), bins.map { Double($0) * binSize })
        let to = Column("to", Quantity("upper edge of the bin", symbol: "a"), bins.map { Double($0 + 1) * binSize })
        let series = NetworkBins.Moment.shown.map { moment in
            let counts = all.map { network in
                network[moment].counts.map(Double.init)
                    + [Double](repeating: 0, count: bins.count - network[moment].counts.count)
            }
            return Series(
                moment.rawValue, "epoch \(moment.epoch(of: epochs))", from,
                [to, .first("activations", "activations in the bin", of: counts)])
        }
        return PanelResult(letter, title, series)
    }

    /// Over all the conditions' networks that learned, a row a layer, in percent.
    private static func table(_ title: String, _ all: [BinNetworks], _ share: @escaping (BinHistogram) -> Double) -> TableResult {
        typealias Row = (of: BinNetworks, layer: Int)
        let rows: [Row] = all.flatMap { networks in NetworkBins.layers.map { (networks, $0) } }
        func shares(_ row: Row, _ moment: NetworkBins.Moment) -> [Double] {
            row.of.networks.measured.map { 100 * share($0.layers[row.layer][moment]) }
        }
        return TableResult(
            title, of: rows,
            [
                ("Layer", { "\(NetworkBins.layerNames[$0.layer]), \($0.of.condition.name)" }),
                ("Networks", { .count($0.of.networks.measured.count) }),
            ]
                + NetworkBins.Moment.shown.flatMap { moment -> [(String, (Row) -> TableResult.Cell)] in
                    let epoch = moment.epoch(of: all[0].epochs)
                    return [
                        ("Epoch \(epoch)", { .number(Statistics.mean(shares($0, moment)), 1) }),
                        (
                            "SD at \(epoch)",
                            { row in
                                let shares = shares(row, moment)
                                return shares.count > 1 ? .number(Statistics.standardDeviation(shares), 1) : "–"
                            }
                        ),
                    ]
                })
    }

    /// A figure of one or two conditions, side by side.
    static func result(_ figure: some Experiment, _ all: [BinNetworks], claims: [Claim]) -> FigureResult {
        let places = NetworkBins.layers.flatMap { layer in all.map { (networks: $0, layer: layer) } }
        return figure.result(
            panels: places.enumerated().map { index, place in
                let layer = NetworkBins.layerNames[place.layer]
                return place.networks.panel(
                    place.layer, FigureLetters[index], all.count == 1 ? layer : "\(layer), \(place.networks.condition.name)")
            },
            tables: [
                table("Share of empty bins in percent, mean and standard deviation (SD) over the networks", all, \.emptyShare),
                table("Share of activations in the end bins in percent, mean and standard deviation (SD)", all, \.endShare),
            ],
            values: [
                NamedValue("networks", "networks a condition", all[0].networks.trained),
                NamedValue("middleEpoch", Quantity("epoch half way", unit: "epoch"), all[0].epochs / 2),
                NamedValue("lastEpoch", Quantity("last epoch", unit: "epoch"), all[0].epochs),
            ]
                + all.flatMap { one in
                    let score: Quantity = "accuracy of the drawn network on the held-out samples"
                    return [
                        NamedValue("\(one.condition.id)Dead", "networks that never left chance", one.networks.dead),
                        NamedValue("\(one.condition.id)Score", score, one.networks.drawn.score, 3),
                    ]
                } + places.enumerated().flatMap { $1.networks.values($1.layer, FigureLetters[$0]) },
            claims: claims)
    }
}

extension BinNetworks {
    /// Measures a condition's networks.
    init(_ condition: BinCondition, source: String, _ inputs: Inputs) throws {
        let size = inputs.settings.number(condition.binSize)
        let networks = try condition.measure(inputs) {
            try NetworkBins.measure($0, on: $1, size: size, checkCancellation: inputs.checkCancellation)
        }
        self.init(
            condition: condition, networks: networks, source: source, epochs: inputs.settings.integer(condition.epochs),
            binSize: size)
    }

    /// For each panel of the result three plots, one under the other, a plot an epoch.
    /// - Parameters:
    ///   - columns: panels side by side.
    ///   - aspect: a plot's height as a share of its breadth.
    ///   - color: of a panel's place in its row.
    static func chart(_ result: FigureResult, columns: Int, aspect: Double, color: (Int) -> Color) -> Chart {
        let plots = stride(from: 0, to: result.panels.count, by: columns).flatMap { first in
            NetworkBins.Moment.shown.flatMap { moment in
                (0..<columns).map { plot(result, result.panels[first + $0], moment, color($0)) }
            }
        }
        return Chart(panels: plots, columns: columns, aspect: aspect, legend: Legend(.hidden))
    }

    private static func plot(
        _ result: FigureResult, _ panel: PanelResult, _ moment: NetworkBins.Moment, _ color: Color
    ) -> Panel {
        let series = panel[moment.rawValue]
        let bins = result.value("\(panel.letter)Bins").flatMap { Int(exactly: $0) } ?? series["from"].count
        // Without digits after the point, but where these would make none of a few, or all of nearly all.
        let empty = result.value("\(panel.letter)Empty\(moment.suffix)").map { share in
            ", \(share.fixed((share > 0 && share < 1) || (share > 99 && share < 100) ? 1 : 0)) % empty"
        }
        let histogram = HistogramMark(
            edges: series["from"].prefix(bins) + [series["to"][bins - 1]], heights: Array(series["activations"].prefix(bins)),
            style: SeriesStyle(color))
        return Panel(
            letter: moment == .first ? panel.letter : nil,
            title: RichText(plain: "\(panel.title): \(series.label)\(empty ?? "")"),
            x: Axis("activation", ends: .padded, group: "x \(panel.letter)"),
            y: Axis(
                "count", scale: .symlog(linearWithin: 1), including: [0, 10_000], ends: .tight, format: .decimal(0), group: "y"),
            marks: [.histogram(histogram)])
    }
}
