import Experiments

extension Figure5 {
    static func series(id: String, _ networks: PerturbedNetworks) -> Series {
        DirectionSeries.curve(
            id: id, label: networks.label, index: DirectionSeries.ablated(networks.x.map { Int($0) }), runs: networks.accuracies)
    }

    /// Where as many units are ablated as each dropout left out.
    static func marked(_ dropped: [DroppedNetworks]) -> Series {
        let shuffled = dropped.filter(\.isShuffled)
        return Series(
            id: marked, label: "units that dropout left out",
            index: Column(
                id: "dropout", quantity: Quantity("share of units left out in training"), values: shuffled.map(\.dropout)),
            columns: [Column(id: "ablated", quantity: Quantity("units ablated"), values: shuffled.map(\.units))])
    }

    private static let marked = "dropout-fractions"

    static func table(_ dropped: [DroppedNetworks], _ normalised: [PerturbedNetworks]) -> TableResult {
        func row(_ networks: PerturbedNetworks, _ cells: [TableResult.Cell]) -> [TableResult.Cell] {
            [
                .text(networks.label), .number(100 * networks.mean[0], digits: 1),
                .number(Statistics.mean(networks.areas), digits: 3),
            ] + cells
        }
        return TableResult(
            title:
                "Means over networks and orders. The area is the ablation curve's mean height; loss: how many points of accuracy go once as "
                + "many units are ablated as dropout left out; onset: the share of units whose ablation costs 5 points",
            header: [
                "Networks", "Training accuracy in %", "Area", "Accuracy after a quarter of the epochs in %", "Loss in points",
                "Onset in % of the units",
            ],
            rows: dropped.map { condition in
                row(
                    condition.networks,
                    [
                        .number(100 * Statistics.mean(condition.earlyAccuracies), digits: 1),
                        .number(100 * Statistics.mean(condition.losses), digits: 1),
                        .number(100 * Statistics.mean(condition.onsets), digits: 0),
                    ])
            } + normalised.map { row($0, [.text("–"), .text("–"), .text("–")]) })
    }

    static func values(_ dropped: [DroppedNetworks]) -> [NamedValue] {
        func area(_ id: String, _ networks: [DroppedNetworks]) -> NamedValue {
            NamedValue(
                id: id, quantity: Quantity("area under the ablation curve"),
                value: Statistics.mean(networks.flatMap { $0.networks.areas }), digits: 2)
        }
        return [
            DirectionChart.chanceValue, area("trueArea", dropped.filter { !$0.isShuffled }),
            area("shuffledArea", dropped.filter(\.isShuffled)),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        Chart(
            panels: [Self.dropoutPanel(result), Self.normalisationPanel(result)], columns: 2, width: 560, aspect: 0.85,
            legend: Legend(.bottom))
    }

    private static let dropoutColors = [0, 1, 3, 5, 4, 7].map { Palette.categorical[$0] }

    private static func dropoutPanel(_ result: FigureResult) -> Panel {
        let panel = result.panels[0]
        let curves = panel.series.filter { $0.id != marked }
        let dropouts = panel.series.first { $0.id == marked }
        // Two curves a dropout, in its colour: true labels, then shuffled ones.
        let drawn = curves.enumerated().flatMap { index, series in
            DirectionChart.marks(
                series, x: "ablated",
                style: SeriesStyle(
                    dropoutColors[index / 2 % dropoutColors.count], dash: series.id.hasPrefix("true") ? .solid : .dashDotted,
                    width: 1.3))
        }
        let rules = (dropouts?["ablated"] ?? []).enumerated().map { index, units in
            Mark.rule(RuleMark(.vertical, at: units, color: dropoutColors[index % dropoutColors.count], dash: .dashed, width: 0.9))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis("units ablated, of both layers", domain: 0...(curves[0]["ablated"].last ?? 1)),
            y: Axis("training accuracy", domain: 0...1, format: .percent, group: "accuracy"),
            marks: DirectionChart.chanceRule(result) + rules + drawn, legend: Legend(.bottom))
    }

    private static func normalisationPanel(_ result: FigureResult) -> Panel {
        let panel = result.panels[1]
        let drawn = zip(panel.series, [Palette.categorical[5], Palette.categorical[0]]).flatMap { series, color in
            DirectionChart.marks(series, x: "ablated", style: SeriesStyle(color, width: 1.3))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis("units ablated, of both layers", domain: 0...(panel.series[0]["ablated"].last ?? 1)),
            y: Axis("training accuracy", domain: 0...1, format: .percent, group: "accuracy"),
            marks: DirectionChart.chanceRule(result) + drawn, legend: Legend(.bottom))
    }
}
