import Charts
import NumericCore
import Results
import SampleStatistics

/// Figure 7 (a): what ablating a unit costs against its class selectivity.
public struct SingleDirectionsFigure7: Experiment {
    public init() {}

    public let id = FigureID(paper: "single-directions", figure: "fig7")
    public let label = "Figure 7 (a)"
    public let title = "Class selectivity and importance of single units"
    public let paper = Paper.singleDirections
    public let sourceFile = #fileID

    public let parameters = SelectivityNetworks.parameters + [DirectionUnits.bins]

    public func needs(_ settings: Settings) -> Needs { Needs(jobs: SelectivityNetworks.condition(settings).jobs(settings)) }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        let course = try UnitImpacts.measure(inputs)
        let impacts = course[course.count - 1].impacts
        let accuracies = try SelectivityNetworks.condition(inputs.settings).jobs(inputs.settings).map {
            try SelectivityNetworks.course($0, inputs).accuracy
        }
        let series = impacts.series(Quantity("class selectivity index"), id: "selectivity", \.selectivityIndex)
        return FigureResult(
            id: id, title: title,
            panels: [
                PanelResult(letter: "a", title: "MNIST MLP, one network", series: series.points),
                PanelResult(letter: "b", title: "All networks", series: [series.correlations]),
                PanelResult(letter: "c", title: "Over training", series: UnitImpacts.lines(course, \.selectivityIndex)),
            ],
            tables: [Self.table(impacts)], values: Self.values(impacts, accuracies: accuracies, first: course[0].impacts),
            claims: Self.claims(impacts))
    }

    private static func table(_ impacts: UnitImpacts) -> TableResult {
        let rows = UnitImpacts.parts.map { layer, label in
            let units = impacts.units(layer: layer)
            let rises = ClaimRules.mean(impacts.means(layer: layer) { 1000 * $0.lossChange })
            let sizes = ClaimRules.mean(impacts.means(layer: layer) { 1000 * abs($0.lossChange) })
            let correlations = impacts.correlations(layer: layer, \.selectivityIndex)
            return [
                .text(label), .number(Statistics.mean(units.map { Double($0.count(where: \.isDead)) }), digits: 1),
                .text(ClaimRules.print(ClaimRules.mean(impacts.means(layer: layer, \.selectivityIndex)), digits: 3)),
                .text(ClaimRules.print(rises, digits: 2)), .text(ClaimRules.print(sizes, digits: 2)),
                .text(ClaimRules.print(ClaimRules.mean(correlations.map(\.coefficient)), digits: 3)),
                .number(correlations[0].coefficient, digits: 3), .text(RankCorrelation.text(p: correlations[0].p)),
            ] as [TableResult.Cell]
        }
        return TableResult(
            title: "Units by layer, mean over networks with its 95 % interval",
            header: [
                "Layer", "Dead units", "Selectivity index", "Rise of test loss, 0.001 nat", "Size of its change, 0.001 nat",
                "Spearman’s correlation",
                "Of the network shown",
                "Its p",
            ], rows: rows)
    }

    private static func values(_ impacts: UnitImpacts, accuracies: [Double], first: UnitImpacts) -> [NamedValue] {
        let implied = RankCorrelation.impliedCount(coefficient: publishedCoefficient, p: publishedP)
        func rise(_ layer: Int) -> Double { Statistics.mean(impacts.means(layer: layer) { 1000 * $0.lossChange }) }
        func size(_ layer: Int) -> Double { Statistics.mean(impacts.means(layer: layer) { 1000 * abs($0.lossChange) }) }
        let pairs = Quantity("units that the published coefficient and p belong to")
        return impacts.values(\.selectivityIndex) + [
            NamedValue(
                id: "rhoStart", quantity: Quantity("Spearman's correlation of selectivity and impact after epoch 1"),
                value: Statistics.mean(first.correlations(layer: nil, \.selectivityIndex).map(\.coefficient)), digits: 3),
            NamedValue(id: "impliedLeast", quantity: pairs, value: Double(implied.lowerBound), digits: 0),
            NamedValue(id: "impliedMost", quantity: pairs, value: Double(implied.upperBound), digits: 0),
            NamedValue(
                id: "riseFirst", quantity: Quantity("mean rise of the test loss, a unit of layer 1", unit: "0.001 nat"),
                value: rise(0), digits: 2),
            NamedValue(
                id: "riseSecond", quantity: Quantity("mean rise of the test loss, a unit of layer 2", unit: "0.001 nat"),
                value: rise(1), digits: 2),
            NamedValue(
                id: "sizeFirst", quantity: Quantity("mean change of the test loss, a unit of layer 1", unit: "0.001 nat"),
                value: size(0), digits: 2),
            NamedValue(
                id: "sizeSecond", quantity: Quantity("mean change of the test loss, a unit of layer 2", unit: "0.001 nat"),
                value: size(1), digits: 2),
            NamedValue(
                id: "helping", quantity: Quantity("units without which the test loss falls", unit: "%"),
                value: 100 * Statistics.mean(impacts.networks.map { Double($0.count { $0.lossChange < 0 }) / Double($0.count) }),
                digits: 0),
            NamedValue(
                id: "minimalShare", quantity: Quantity("highly selective units of minimal impact", unit: "%"),
                value: 100 * Statistics.mean(impacts.networks.map { minimalShare($0) }), digits: 0),
            NamedValue(
                id: "minimalShareRest", quantity: Quantity("other units of minimal impact", unit: "%"),
                value: 100 * Statistics.mean(impacts.networks.map { minimalShare($0, ofSelective: false) }), digits: 0),
            NamedValue(
                id: "testAccuracy", quantity: Quantity("test accuracy", unit: "%"), value: 100 * Statistics.mean(accuracies),
                digits: 2),
        ]
    }

    public func chart(_ result: FigureResult) -> Chart? {
        Chart(
            panels: [
                ImpactChart.scatter(result.panels[0], x: Axis("selectivity index", domain: 0...1), column: "selectivity"),
                ImpactChart.correlations(result.panels[1]),
                ImpactChart.lines(result.panels[2], x: ImpactChart.epochs, column: "epoch"),
            ], columns: 3, aspect: 1, legend: Legend(.bottom))
    }
}
