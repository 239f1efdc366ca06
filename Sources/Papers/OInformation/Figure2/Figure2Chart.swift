import Experiments

extension Figure2 {
    /// A series a choice: the means over the networks and their standard deviation, the whole network at the end.
    static func panel(_ letter: String, _ others: Others, _ networks: [RetrainedNetwork], sizes: [Int]) -> PanelResult {
        let index = Column(
            id: "kept", quantity: Quantity("neurons re-trained in each hidden layer"),
            values: (sizes + [OInformationNetworks.width]).map(Double.init))
        let quantity = Quantity("test accuracy after re-training", unit: "%")
        let series = Choice.allCases.map { choice in
            let replicates = networks.map { network in (network.parts[others]![choice]! + [network.whole]).map { 100 * $0 } }
            let spread = OInformationSeries.meanAndSpread(replicates)
            return Series(
                id: choice.rawValue, label: choice.title, index: index,
                columns: [
                    Column(
                        id: "accuracy", quantity: quantity, values: spread.mean, replicates: networks.count > 1 ? replicates : []),
                    Column(id: "low", quantity: quantity, values: spread.low),
                    Column(id: "high", quantity: quantity, values: spread.high),
                ])
        }
        return PanelResult(letter: letter, title: others.title, series: series)
    }

    /// A series for each choice but random: by how much its accuracy surpasses random's in the same network, with the interval of the
    /// mean over networks.
    static func gainPanel(_ letter: String, _ others: Others, _ networks: [RetrainedNetwork], sizes: [Int]) -> PanelResult {
        let index = Column(
            id: "kept", quantity: Quantity("neurons re-trained in each hidden layer"), values: sizes.map(Double.init))
        let quantity = Quantity("test accuracy beyond that of the random choice", unit: "percentage points")
        let series = Choice.allCases.filter { $0 != .random }.map { choice in
            let replicates = networks.map { network in
                zip(network.parts[others]![choice]!, network.parts[others]![.random]!).map { 100 * ($0 - $1) }
            }
            let estimates = sizes.indices.map { size in Estimate(mean: replicates.map { $0[size] }) }
            return Series(
                id: choice.rawValue, label: choice.title, index: index,
                columns: [
                    Column(
                        id: "gain", quantity: quantity, values: estimates.map(\.value),
                        replicates: networks.count > 1 ? replicates : []),
                    Column(id: "low", quantity: quantity, values: estimates.map(\.lower)),
                    Column(id: "high", quantity: quantity, values: estimates.map(\.upper)),
                ])
        }
        return PanelResult(letter: letter, title: "\(others.title): beyond random", series: series)
    }

    static func table(_ networks: [RetrainedNetwork]) -> TableResult {
        let rows = Choice.allCases.map { choice in
            [TableResult.Cell.text(choice.title)]
                + Others.allCases.map { others in
                    .text(Estimate(mean: networks.map { loss($0, choice, others) }).short(digits: 2))
                }
        }
        return TableResult(
            title:
                "Accuracy lost against the whole network, in percentage points: mean over the sizes, \(Estimate.meanWords(of: networks.count))",
            header: ["Neurons chosen by"] + Others.allCases.map(\.title), rows: rows)
    }

    static func values(_ networks: [RetrainedNetwork], sizes: [Int]) -> [NamedValue] {
        var values = [
            NamedValue(id: "networks", quantity: Quantity("networks"), value: Double(networks.count), digits: 0),
            NamedValue(
                id: "whole", quantity: Quantity("test accuracy of the whole network", unit: "%"),
                value: 100 * Statistics.mean(networks.map(\.whole)), digits: 1),
            NamedValue(id: "fewest", quantity: Quantity("fewest neurons re-trained"), value: Double(sizes[0]), digits: 0),
        ]
        for others in Others.allCases {
            for choice in Choice.allCases {
                values.append(
                    NamedValue(
                        id: "\(others.rawValue)\(choice.valueName)",
                        quantity: Quantity("accuracy lost, mean over the sizes", unit: "percentage points"),
                        value: Statistics.mean(networks.map { loss($0, choice, others) }), digits: 2))
                values.append(
                    NamedValue(
                        id: "\(others.rawValue)\(choice.valueName)Fewest",
                        quantity: Quantity("test accuracy with the fewest neurons", unit: "%"),
                        value: 100 * Statistics.mean(networks.map { $0.parts[others]![choice]![0] }), digits: 1))
            }
        }
        return values
    }

    func chart(_ result: FigureResult) -> Chart? {
        let panels = result.panels.map { panel in
            let isGain = panel.series[0].columns[0].id == "gain"
            let column = isGain ? "gain" : "accuracy"
            var marks: [Mark] = isGain ? [.rule(RuleMark(.horizontal, at: 0, color: Choice.random.style.color))] : []
            for series in panel.series {
                let color = Choice(rawValue: series.id)?.style.color ?? .gray(0)
                marks.append(
                    .band(BandMark(x: series["kept"], lower: series["low"], upper: series["high"], color: color, opacity: 0.12)))
            }
            for series in panel.series {
                let style = Choice(rawValue: series.id)?.style ?? SeriesStyle(.gray(0))
                marks.append(
                    .line(
                        LineMark(
                            x: series["kept"], y: series[column], style: style, label: RichText(plain: series.label),
                            showsMarkers: true)))
            }
            return Panel(
                letter: panel.letter, title: RichText(plain: panel.title),
                x: Axis(
                    "neurons re-trained in each hidden layer", ends: .padded, ticks: .at(result.panels[0].series[0]["kept"]),
                    group: "kept"),
                y: Axis(isGain ? "percentage points beyond random" : "test accuracy in %"), marks: marks)
        }
        return Chart(panels: panels, columns: 2, aspect: 0.7)
    }
}

extension Figure2.Choice {
    /// The end of its values' ids.
    fileprivate var valueName: String {
        switch self {
        case .synergy: "Synergy"
        case .random: "Random"
        case .mixture: "Mixture"
        case .anova: "Anova"
        }
    }

    fileprivate var style: SeriesStyle {
        switch self {
        case .synergy: SeriesStyle(Palette.categorical[0], width: 1.8)
        case .random: SeriesStyle(.gray(0.35), dash: .dashed, marker: .square)
        case .mixture: SeriesStyle(Palette.categorical[1], dash: .dashDotted, marker: .triangle)
        case .anova: SeriesStyle(Palette.categorical[3], dash: .dotted, marker: .diamond)
        }
    }
}
