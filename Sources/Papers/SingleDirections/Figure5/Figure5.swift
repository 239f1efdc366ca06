import Experiments

/// Figure 5: what dropout (a) and batch normalisation (b) do to a network's reliance on single units. Panel b is the counterpart on MNIST of
/// one on CIFAR-10.
struct Figure5: Experiment {
    let identity = Identity(.singleDirections, "Figure 5", "Dropout, batch normalisation and the reliance on single units")

    let parameters =
        DirectionParameters.training + [
            dropouts, NetworkFamily.dropout.width, NetworkFamily.dropout.epochs, instances, NetworkFamily.generalisation.width,
            NetworkFamily.generalisation.epochs,
        ] + DirectionParameters.ablation

    private static let dropouts = Parameter.given(
        "dropouts", "shares of units that dropout leaves out in training (a)", .numbers([0.1, 0.2, 0.3]),
        allowed: .lists(0.01...0.9, counts: 2...6))
    private static let instances = Parameter.given(
        "instances", "networks with and without batch normalisation each (b)", 4, 1...1000)

    /// For each dropout true labels, then labels that are all shuffled; without batch normalisation, then with it. The halves, quarters and
    /// eighths of training with dropout are recorded, so that the speed of learning can be told.
    func conditions(_ settings: Settings) -> (dropped: [DirectionCondition], normalised: [DirectionCondition]) {
        let epochs = settings.integer(NetworkFamily.dropout.epochs)
        var snapshots = SnapshotSchedule.ends
        snapshots.including = [8, 4, 2].map { epochs / $0 }.filter { $0 > 0 }
        return (
            settings.numbers(Self.dropouts).flatMap { dropout in
                [0, 1].map {
                    DirectionCondition(
                        family: .dropout, settings: settings, corruption: $0, dropout: dropout, snapshots: snapshots)
                }
            },
            [false, true].map {
                DirectionCondition(
                    family: .generalisation, settings: settings, isNormalised: $0, count: settings.integer(Self.instances))
            }
        )
    }

    func needs(_ settings: Settings) -> Needs {
        let (dropped, normalised) = conditions(settings)
        return Needs(jobs: (dropped + normalised).flatMap(\.jobs))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let conditions = conditions(inputs.settings)
        let dropped = try conditions.dropped.map { try DroppedNetworks($0, inputs) }
        let treated = try conditions.normalised.map { try TreatedNetworks($0, inputs) }
        let drawn = treated.map { $0.treatments[0].networks }
        return result(
            panels: [
                PanelResult("a", "MNIST, dropout", dropped.map { $0.networks.series() } + [Self.marked(dropped)]),
                PanelResult("b", "MNIST, batch normalisation (counterpart)", drawn.map { $0.series() }),
            ], tables: [Self.table(dropped, drawn), TreatedNetworks.table(plain: treated[0], normalised: treated[1])],
            values: Self.values(dropped) + treated.flatMap(\.values),
            claims: Self.dropoutClaims(dropped) + Self.normalisationClaims(plain: drawn[0], normalised: drawn[1]))
    }

    /// Where as many units are ablated as each dropout left out.
    private static func marked(_ dropped: [DroppedNetworks]) -> Series {
        let shuffled = dropped.filter(\.isShuffled)
        return Series(
            "dropout-fractions", "units that dropout left out",
            Column("dropout", "share of units left out in training", shuffled.map(\.dropout)),
            [Column("ablated", "units ablated", shuffled.map(\.units))])
    }

    private static func table(_ dropped: [DroppedNetworks], _ normalised: [PerturbedNetworks]) -> TableResult {
        let rows = dropped.map { ($0.networks, Optional($0)) } + normalised.map { ($0, nil) }
        func percent(_ values: [Double]?, _ digits: Int) -> TableResult.Cell {
            values.map { .number(100 * Statistics.mean($0), digits) } ?? "–"
        }
        return TableResult(
            "Means over networks and orders. The area is the ablation curve's mean height; loss: how many points of accuracy go once as "
                + "many units are ablated as dropout left out; onset: the share of units whose ablation costs 5 points", of: rows,
            [
                ("Networks", { .text($0.0.label) }), ("Training accuracy in %", { .number(100 * $0.0.mean[0], 1) }),
                ("Area", { .number($0.0.area, 3) }),
                ("Accuracy after a quarter of the epochs in %", { percent($0.1?.earlyAccuracies, 1) }),
                ("Loss in points", { percent($0.1?.losses, 1) }), ("Onset in % of the units", { percent($0.1?.onsets, 0) }),
            ])
    }

    private static func values(_ dropped: [DroppedNetworks]) -> [NamedValue] {
        func area(_ id: String, isShuffled: Bool) -> NamedValue {
            let areas = dropped.filter { $0.isShuffled == isShuffled }.flatMap(\.networks.areas)
            return NamedValue(id, "area under the ablation curve", Statistics.mean(areas), 2)
        }
        return [DirectionChart.chance, area("trueArea", isShuffled: false), area("shuffledArea", isShuffled: true)]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let colors = [0, 1, 3, 5, 4, 7].map { Palette.categorical[$0] }
        let dropouts = result.panels[0].series.last?["ablated"] ?? []
        let rules = dropouts.enumerated().map { index, units in
            Mark.rule(RuleMark(.vertical, at: units, color: colors[index % colors.count], dash: .dashed, width: 0.9))
        }
        func panel(_ place: Int, marks: [Mark] = [], _ style: (Int, Series) -> SeriesStyle) -> Panel {
            DirectionChart.panel(
                result.panels[place], of: result, title: "units ablated, of both layers", group: "accuracy", marks: marks,
                legend: Legend(.bottom), style)
        }
        return Chart(
            panels: [
                // Two curves a dropout, in its colour: true labels, then shuffled ones.
                panel(0, marks: rules) { place, series in
                    SeriesStyle(
                        colors[place / 2 % colors.count], dash: series.id.hasPrefix("true") ? .solid : .dashDotted, width: 1.3)
                },
                panel(1) { place, _ in SeriesStyle([StyleSheet.plain, StyleSheet.normalised][place], width: 1.3) },
            ], columns: 2, width: StyleSheet.full, aspect: 0.85, legend: Legend(.bottom))
    }
}
