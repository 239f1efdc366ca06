import Experiments

extension Estimators {
    /// A row of planes a condition, a column an estimator; below them what each estimator says of compression.
    static func panels(_ networks: [[MeasuredNetwork]]) -> [PanelResult] {
        var panels: [PanelResult] = []
        for (condition, measured) in zip(conditions, networks) {
            for estimator in Estimator.allCases {
                panels.append(
                    PanelResult(
                        letter: FigureLetters[panels.count], title: "\(condition.title): \(estimator.title.lowercased())",
                        series: planeSeries(measured, estimator)))
            }
        }
        for estimator in Estimator.allCases {
            let series = zip(conditions, networks).map { fallSeries($0, $1, estimator) }
            panels.append(
                PanelResult(
                    letter: FigureLetters[panels.count], title: "Fall by the end: \(estimator.title.lowercased())", series: series))
        }
        return panels
    }

    /// A layer each: the first network is drawn, all are replicates.
    private static func planeSeries(_ networks: [MeasuredNetwork], _ estimator: Estimator) -> [Series] {
        let epoch = Column(
            id: "epoch", quantity: Quantity("training epoch", unit: "epoch"), values: networks[0].epochs.map(Double.init))
        let count = networks[0].layerCount
        return (0..<count).map { layer in
            func column(_ id: String, _ quantity: Quantity, _ value: (Path) -> [Double]) -> Column {
                let replicates = networks.map { value($0[estimator][layer]) }
                return Column(id: id, quantity: quantity, values: replicates[0], replicates: replicates.count > 1 ? replicates : [])
            }
            return Series(
                id: layer == count - 1 ? "output" : "layer-\(layer + 1)", label: InformationPlane.layerLabel(layer, of: count),
                index: epoch,
                columns: [
                    column("ixt", Quantity("mutual information of input and layer", symbol: "I(X;T)", unit: "bit"), \.withInput),
                    column("ity", Quantity("mutual information of layer and label", symbol: "I(T;Y)", unit: "bit"), \.withLabel),
                ])
        }
    }

    /// By how much each layer's I(X;T) ends below its highest: mean, least and greatest over the networks.
    private static func fallSeries(_ condition: Condition, _ networks: [MeasuredNetwork], _ estimator: Estimator) -> Series {
        let layers = Array(0..<networks[0].layerCount)
        let falls = networks.map { network in network[estimator].map(\.fall) }
        let quantity = Quantity("fall of I(X;T) from its highest value", unit: "bit")
        func column(_ id: String, _ words: String, _ value: ([Double]) -> Double, replicates: [[Double]] = []) -> Column {
            Column(
                id: id, quantity: Quantity(quantity.name + words, unit: quantity.unit),
                values: layers.map { layer in value(falls.map { $0[layer] }) }, replicates: replicates)
        }
        return Series(
            id: condition.id, label: condition.title,
            index: Column(id: "layer", quantity: Quantity("layer"), values: layers.map { Double($0 + 1) }),
            columns: [
                column("fall", "", Statistics.mean, replicates: falls.count > 1 ? falls : []),
                column("least", ", least over the networks", { $0.min()! }),
                column("greatest", ", greatest over the networks", { $0.max()! }),
            ])
    }

    /// Where the layers end by each estimator, means over the networks.
    static func tables(_ networks: [[MeasuredNetwork]]) -> [TableResult] {
        var rows: [[TableResult.Cell]] = []
        for (condition, measured) in zip(conditions, networks) {
            let count = measured[0].layerCount
            for layer in 0..<count {
                let ends = Estimator.allCases.map { estimator in
                    TableResult.Cell.number(Statistics.mean(measured.map { $0[estimator][layer].withInput.last! }), digits: 2)
                }
                let label = Statistics.mean(measured.map { $0[.binned][layer].withLabel.last! })
                let least = Statistics.mean(measured.map { $0.finalLabelBounds[layer].lowerBound })
                let greatest = Statistics.mean(measured.map { $0.finalLabelBounds[layer].upperBound })
                rows.append(
                    [.text(condition.title), .text(InformationPlane.layerLabel(layer, of: count))] + ends
                        + [.number(label, digits: 2), .text("\(least.fixed(2)) to \(greatest.fixed(2))")])
            }
        }
        return [
            TableResult(
                title: "Where the layers end: means over the networks, in bits",
                header: [
                    "Network", "Layer", "I(X;T), bins", "I(X;T), lower bound", "I(X;T), upper bound", "I(T;Y), bins",
                    "I(T;Y), certain with noise",
                ], rows: rows)
        ]
    }

    static func values(_ condition: Condition, _ networks: [MeasuredNetwork], dead: Int) -> [NamedValue] {
        let shares = networks.map(\.binnedAmongBounds)
        func share(_ id: String, _ words: String, _ values: [Double]) -> NamedValue {
            NamedValue(
                id: condition.id + id, quantity: Quantity("layers and epochs whose binned I(X;T) lies \(words)", unit: "%"),
                value: Statistics.mean(values), digits: 0)
        }
        let widths = networks.flatMap { network in
            zip(network[.upper], network[.lower]).flatMap { upper, lower in
                zip(upper.withInput, lower.withInput).map { $0 - $1 }
            }
        }
        return [
            share("Below", "below the lower bound", shares.map(\.below)),
            share("Within", "between the bounds", shares.map(\.within)),
            share("Above", "above the upper bound", shares.map(\.above)),
            NamedValue(
                id: "\(condition.id)Width", quantity: Quantity("mean distance of the bounds of I(X;T)", unit: "bit"),
                value: Statistics.mean(widths), digits: 2),
            NamedValue(
                id: "\(condition.id)Dead", quantity: Quantity("networks that never left chance"), value: Double(dead), digits: 0),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let values = Dictionary(uniqueKeysWithValues: result.values.map { ($0.id, $0.value) })
        let corner = values["hx"].flatMap { hx in values["ixy"].map { (input: hx, label: $0) } }
        let planes = result.panels.dropLast(Estimator.allCases.count).map { PlaneChart.panel($0, corner: corner) }
        let falls = result.panels.suffix(Estimator.allCases.count).map(Self.fallPanel)
        return Chart(panels: planes + falls, columns: Estimator.allCases.count, aspect: 0.8)
    }

    private static func fallPanel(_ panel: PanelResult) -> Panel {
        var marks: [Mark] = []
        for (index, series) in panel.series.enumerated() {
            // The layers' colours stand for layers; these for the kinds of network.
            let style = SeriesStyle(index == 0 ? Color.gray(0.25) : Color.gray(0.7))
            let bars = BarsMark(
                x: series["layer"].map { $0 - 1 }, values: series["fall"], style: style, slot: index, slots: panel.series.count,
                label: RichText(plain: "\(series.label) networks"))
            marks.append(.bars(bars))
            marks.append(
                .ranges(
                    RangesMark(
                        x: series["layer"].indices.map { bars.center(of: $0) }, low: series["least"], high: series["greatest"],
                        style: SeriesStyle(.gray(0), width: 0.7), cap: 2)))
        }
        let count = panel.series.first?["layer"].count ?? 0
        let names = (0..<count).map { RichText(plain: $0 == count - 1 ? "out" : "\($0 + 1)") }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis("layer", scale: .categories(names), grid: false, group: "layer"),
            y: Axis("fall of *I*(*X*; *T*) in bits", including: [0], group: "fall"), marks: marks)
    }
}
