import Experiments

/// One condition's networks with their bins, as figures 5, 13 and 14 show them: a panel a layer, a series an epoch.
struct BinNetworks {
    let condition: PlaneCondition
    let networks: LearnedNetworks<NetworkBins>
    /// Where the paper shows them.
    let source: String
    let epochs: Int
    let binSize: Double

    static let mnistReLUBinSize = Parameter.given("mnistReluBinSize", "bin size of ReLU networks on MNIST-3", 0.2, 1e-4...10)

    /// A network's layer each, in percent.
    func percent(_ layer: Int, _ share: (NetworkBins.Layer) -> Double) -> [Double] {
        networks.measured.map { 100 * share($0.layers[layer]) }
    }

    private func panel(_ layer: Int, _ letter: String, _ title: String) -> PanelResult {
        // Replicates share the drawn bins; with ReLU, networks that reach further make them more.
        let all = networks.measured.map { $0.layers[layer] }
        let ranges = all.map { $0[.last].range.bins }
        let bins = ranges[0].lowerBound...ranges.map(\.upperBound).max()!
        let from = Column("from", Quantity("lower edge of the bin", symbol: "a"), bins.map { Double($0) * binSize })
        let to = Column("to", Quantity("upper edge of the bin", symbol: "a"), bins.map { Double($0 + 1) * binSize })
        let series = NetworkBins.Moment.shown.map { moment in
            let counts = all.map { layer in (0..<bins.count).map { Double(layer[moment].counts.dropFirst($0).first ?? 0) } }
            return Series(
                moment.rawValue, "epoch \(moment.epoch(of: epochs))", from,
                [to, .first("activations", "activations in the bin", of: counts)])
        }
        return PanelResult(letter, title, series)
    }

    /// What titles and words quote of the drawn network's layer; the panel's letter begins the ids.
    private func values(_ layer: Int, _ letter: String) -> [NamedValue] {
        let (drawn, empty, ends) = (networks.drawn.layers[layer], "share of empty bins", "share of activations in the end bins")
        return [NamedValue("\(letter)Bins", "bins", drawn[.last].counts.count)]
            + NetworkBins.Moment.shown.flatMap { moment in
                [
                    NamedValue("\(letter)Empty\(moment.suffix)", .percent(empty), 100 * drawn[moment].emptyShare, 1),
                    NamedValue("\(letter)Ends\(moment.suffix)", .percent(ends), 100 * drawn[moment].endShare, 1),
                ]
            }
    }

    /// Over all the conditions' networks that learned, a row a layer, in percent.
    private static func table(_ title: String, _ all: [BinNetworks], _ share: (BinHistogram) -> Double) -> TableResult {
        let moments = NetworkBins.Moment.shown
        let rows = all.flatMap { one in
            NetworkBins.layers.map { layer -> [TableResult.Cell] in
                ["\(NetworkBins.layerNames[layer]), \(one.condition.name)", .count(one.networks.measured.count)]
                    + moments.map { moment in one.percent(layer) { share($0[moment]) } }.flatMap { shares -> [TableResult.Cell] in
                        let deviation = shares.count > 1 ? Statistics.standardDeviation(shares) : nil
                        return [.number(Statistics.mean(shares), 1), deviation.map { .number($0, 1) } ?? "–"]
                    }
            }
        }
        let header = moments.map { $0.epoch(of: all[0].epochs) }.flatMap { ["Epoch \($0)", "SD at \($0)"] }
        return TableResult(title, ["Layer", "Networks"] + header, rows)
    }

    /// A figure of one or two conditions, side by side.
    static func result(_ figure: some Experiment, _ all: [BinNetworks], claims: [Claim]) -> FigureResult {
        let places = NetworkBins.layers.flatMap { layer in all.map { (networks: $0, layer: layer) } }.enumerated()
        let score: Quantity = "accuracy of the drawn network on the held-out samples"
        return figure.result(
            panels: places.map { index, place in
                let title = NetworkBins.layerNames[place.layer] + (all.count == 1 ? "" : ", \(place.networks.condition.name)")
                return place.networks.panel(place.layer, FigureLetters[index], title)
            },
            tables: [
                table("Share of empty bins in percent, mean and standard deviation (SD) over the networks", all, \.emptyShare),
                table("Share of activations in the end bins in percent, mean and standard deviation (SD)", all, \.endShare),
            ],
            values: [
                NamedValue("networks", "networks a condition", all[0].networks.trained),
                NamedValue("middleEpoch", .epoch("epoch half way"), NetworkBins.Moment.middle.epoch(of: all[0].epochs)),
                NamedValue("lastEpoch", .epoch("last epoch"), all[0].epochs),
            ]
                + all.flatMap { one in
                    [
                        NamedValue("\(one.condition.id)Dead", "networks that never left chance", one.networks.dead),
                        NamedValue("\(one.condition.id)Score", score, one.networks.drawn.score, 3),
                    ]
                } + places.flatMap { $1.networks.values($1.layer, FigureLetters[$0]) },
            claims: claims)
    }
}

extension BinNetworks {
    /// Measures a condition's networks.
    init(_ condition: PlaneCondition, binSize: Parameter = PlaneNetworks.binSize, source: String, _ inputs: Inputs) throws {
        let size = inputs.settings.number(binSize)
        self.init(
            condition: condition, networks: try condition.learned(inputs) { try .measure($0, size: size, inputs) }, source: source,
            epochs: inputs.settings.integer(condition.data.epochs), binSize: size)
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
        // The drawn network's bins, of which a kept result may hold only some.
        let (lower, upper) = (series["from"], series["to"])
        let end = result.value("\(panel.letter)Bins").map { lower[0] + ($0 - 0.5) * (upper[0] - lower[0]) } ?? .infinity
        let bins = lower.prefix { $0 < end }.count
        // Without digits after the point, but where these would make none of a few, or all of nearly all.
        let empty = result.value("\(panel.letter)Empty\(moment.suffix)").map { share in
            ", \(share.fixed((share > 0 && share < 1) || (share > 99 && share < 100) ? 1 : 0)) % empty"
        }
        let histogram = HistogramMark(
            edges: lower.prefix(bins) + [upper[bins - 1]], heights: Array(series["activations"].prefix(bins)),
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
