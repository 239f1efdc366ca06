import Experiments

/// Figure 5: what dropout (a, on MNIST) and batch normalisation (b, on CIFAR-10) do to a network's reliance on single units; the counterpart
/// of b on MNIST (c).
struct Figure5: Experiment {
    let identity = Identity(.singleDirections, "Figure 5", "Dropout, batch normalisation and the reliance on single units")

    let parameters =
        (DirectionParameters.training + [
            dropouts, NetworkFamily.dropout.width, NetworkFamily.dropout.epochs, instances, NetworkFamily.generalisation.width,
            NetworkFamily.generalisation.epochs,
        ] + DirectionParameters.ablation
        + NetworkFamily.wholeMaps.parameters.filter { $0 != NetworkFamily.wholeMaps.networks }
        + [NetworkFamily.wholeMaps.plainLearningRate].compactMap(\.self) + NetworkFamily.wholeMaps.ablation).unique

    private static let dropouts = Parameter.given(
        "dropouts", "shares of units that dropout leaves out in training (a)", .numbers([0.1, 0.2, 0.3]),
        allowed: .lists(0.01...0.9, counts: 2...6)
    ).of(.mnist)
    private static let instances = Parameter.given(
        "instances", "networks with and without batch normalisation each (b)", 4, 1...1000)

    /// For each dropout true labels, then labels that are all shuffled; without batch normalisation, then with it. The halves, quarters and
    /// eighths of training with dropout are recorded, so that the speed of learning can be told.
    func conditions(
        _ settings: Settings
    ) -> (dropped: [DirectionCondition], maps: [DirectionCondition], units: [DirectionCondition]) {
        let epochs = settings.integer(NetworkFamily.dropout.epochs)
        var snapshots = SnapshotSchedule.ends
        snapshots.including = [8, 4, 2].map { epochs / $0 }.filter { $0 > 0 }
        func kinds(_ family: NetworkFamily) -> [DirectionCondition] {
            [false, true].map {
                DirectionCondition(
                    family: family, settings: settings, isNormalised: $0, count: settings.integer(Self.instances))
            }
        }
        return (
            settings.numbers(Self.dropouts).flatMap { dropout in
                [0, 1].map {
                    DirectionCondition(
                        family: .dropout, settings: settings, corruption: $0, dropout: dropout, snapshots: snapshots)
                }
            }, kinds(.wholeMaps), kinds(.generalisation)
        )
    }

    func needs(_ settings: Settings) -> Needs {
        let (dropped, maps, units) = conditions(settings)
        return Needs(jobs: (dropped + maps + units).flatMap(\.jobs))
    }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        data(of: claim.id == Self.normalisedID ? .cifar10 : .mnist, settings)
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let conditions = conditions(inputs.settings)
        let dropped = try conditions.dropped.map { try DroppedNetworks($0, inputs) }
        let maps = try conditions.maps.map { try $0.ablated(inputs, id: $0.treatment.id, label: $0.treatment.label) }
        let tests = try conditions.maps.map { try $0.testAccuracies(inputs) }
        let treated = try conditions.units.map { try TreatedNetworks($0, inputs) }
        let units = treated.map { $0.treatments[0].networks }
        return result(
            panels: [
                PanelResult("a", "MNIST, dropout", dropped.map { $0.networks.series() } + [Self.marked(dropped)]),
                PanelResult("b", "CIFAR-10, batch normalisation", maps.map { $0.series() }),
                PanelResult("c", "MNIST, batch normalisation", units.map { $0.series() }),
            ],
            tables: [
                Self.table(
                    dropped.map { ($0.networks, $0, nil) } + zip(maps, tests).map { ($0, nil, $1) } + units.map { ($0, nil, nil) }),
                TreatedNetworks.table(plain: treated[0], normalised: treated[1]),
            ],
            values: Self.values(dropped) + zip(maps, tests).flatMap(Self.values) + treated.flatMap(\.values),
            claims: Self.dropoutClaims(dropped) + [
                Self.robust(plain: maps[0], normalised: maps[1]), Self.robust(plain: units[0], normalised: units[1]).ofCounterpart,
            ])
    }

    /// Where as many units are ablated as each dropout left out.
    private static func marked(_ dropped: [DroppedNetworks]) -> Series {
        let shuffled = dropped.filter(\.isShuffled)
        return Series(
            "dropout-fractions", "units that dropout left out",
            Column("dropout", "share of units left out in training", shuffled.map(\.dropout)),
            [Column("ablated", "units ablated", shuffled.map(\.units))])
    }

    /// Networks, what else is known of them where they had dropout, and their test accuracies where these are told.
    private typealias Row = (networks: PerturbedNetworks, dropped: DroppedNetworks?, tests: [Double]?)

    private static func table(_ rows: [Row]) -> TableResult {
        func percent(_ values: [Double]?, _ digits: Int) -> TableResult.Cell {
            values.map { .number(100 * Statistics.mean($0), digits) } ?? "–"
        }
        func name(_ row: Row) -> String {
            let dataset = row.tests == nil ? "MNIST" : "CIFAR-10"
            return row.dropped == nil ? "\(dataset), \(row.networks.label)" : row.networks.label
        }
        return TableResult(
            "Means over networks and orders. The area is the ablation curve's mean height; loss: how many points of accuracy go once as "
                + "many units are ablated as dropout left out; onset: the share of units whose ablation costs 5 points", of: rows,
            [
                ("Networks", { .text(name($0)) }), ("Training accuracy in %", { .number(100 * $0.networks.mean[0], 1) }),
                ("Test accuracy in %", { percent($0.tests, 1) }), ("Area", { .number($0.networks.area, 3) }),
                ("Accuracy after a quarter of the epochs in %", { percent($0.dropped?.earlyAccuracies, 1) }),
                ("Loss in points", { percent($0.dropped?.losses, 1) }),
                ("Onset in % of the units", { percent($0.dropped?.onsets, 0) }),
            ])
    }

    private static func values(_ dropped: [DroppedNetworks]) -> [NamedValue] {
        func area(_ id: String, isShuffled: Bool) -> NamedValue {
            let areas = dropped.filter { $0.isShuffled == isShuffled }.flatMap(\.networks.areas)
            return NamedValue(id, "area under the ablation curve", Statistics.mean(areas), 2)
        }
        return [DirectionChart.chance, area("trueArea", isShuffled: false), area("shuffledArea", isShuffled: true)]
    }

    private static func values(_ maps: PerturbedNetworks, tests: [Double]) -> [NamedValue] {
        let id = "maps\(maps.id.capitalized)"
        return [
            NamedValue(id, "area under the ablation curve, convolutional networks", maps.area, 2),
            NamedValue(
                "\(id)Relative", "area under the ablation curve in parts of the accuracy with all maps",
                Statistics.mean(maps.relativeAreas), 2),
            NamedValue("\(id)Training", Quantity("training accuracy", unit: "%"), 100 * maps.mean[0], 1),
            NamedValue("\(id)Test", Quantity("test accuracy", unit: "%"), 100 * Statistics.mean(tests), 1),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let colors = [0, 1, 3, 5, 4, 7].map { Palette.categorical[$0] }
        let dropouts = result.panels[0].series.last?["ablated"] ?? []
        let rules = dropouts.enumerated().map { index, units in
            Mark.rule(RuleMark(.vertical, at: units, color: colors[index % colors.count], dash: .dashed, width: 0.9))
        }
        func panel(_ place: Int, _ x: RichText, marks: [Mark] = [], _ style: (Int, Series) -> SeriesStyle) -> Panel {
            DirectionChart.panel(
                result.panels[place], of: result, title: x, group: "accuracy", marks: marks, legend: Legend(.bottom), style)
        }
        func treatment(_ place: Int, _: Series) -> SeriesStyle {
            SeriesStyle([StyleSheet.plain, StyleSheet.normalised][place], width: 1.3)
        }
        return Chart(
            panels: [
                // Two curves a dropout, in its colour: true labels, then shuffled ones.
                panel(0, "units ablated", marks: rules) { place, series in
                    SeriesStyle(
                        colors[place / 2 % colors.count], dash: series.id.hasPrefix("true") ? .solid : .dashDotted, width: 1.3)
                },
                panel(1, "feature maps ablated", treatment), panel(2, "units ablated", treatment),
            ], columns: 3, aspect: 0.85, legend: Legend(.bottom))
    }
}
