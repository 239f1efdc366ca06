import Experiments

/// Figure 7 (a): what ablating a unit costs against its class selectivity.
struct Figure7: Experiment {
    let identity = Identity(.singleDirections, "Figure 7 (a)", "Class selectivity and importance of single units")

    static let adamRate = Parameter.chosen(
        "adamRate", "learning rate of Adam, beside SGD (panels d to f)", .number(0.001),
        because: "the paper names no optimiser; the usual rate of one that scales each step by its gradients",
        allowed: .numbers(1e-6...100))

    let parameters = SelectivityNetworks.parameters + [DirectionUnits.bins, adamRate]

    /// By SGD with momentum, then by Adam.
    private static func conditions(_ settings: Settings) -> [DirectionCondition] {
        [
            SelectivityNetworks.condition(settings),
            SelectivityNetworks.condition(settings, optimiser: .adam(learningRate: settings.number(adamRate))),
        ]
    }

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: Self.conditions(settings).flatMap { $0.jobs(settings) })
    }

    /// Networks by one optimiser: their units over training, and how good they are in the end.
    private struct Study {
        let optimiser: String
        let course: [(epoch: Int, impacts: UnitImpacts)]
        let accuracies: [Double]

        var impacts: UnitImpacts { course[course.count - 1].impacts }

        /// One network, all of them, and all over training.
        func panels(_ letters: [String]) -> [PanelResult] {
            let series = impacts.series(Quantity("class selectivity index"), id: "selectivity", \.selectivityIndex)
            return [
                PanelResult(letter: letters[0], title: "\(optimiser), one network", series: series.points),
                PanelResult(letter: letters[1], title: "\(optimiser), all networks", series: [series.correlations]),
                PanelResult(
                    letter: letters[2], title: "\(optimiser), over training", series: UnitImpacts.lines(course, \.selectivityIndex)),
            ]
        }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let studies = try zip(["SGD", "Adam"], Self.conditions(inputs.settings)).map { optimiser, condition in
            Study(
                optimiser: optimiser, course: try UnitImpacts.measure(condition, inputs),
                accuracies: try condition.jobs(inputs.settings).map { try SelectivityNetworks.course($0, inputs).accuracy })
        }
        return FigureResult(
            id: id, title: title,
            panels: studies[0].panels(["a", "b", "c"]) + studies[1].panels(["d", "e", "f"]),
            tables: [Self.table(studies)], values: Self.values(studies[0]) + Self.adamValues(studies[1]),
            claims: Self.claims(sgd: studies[0].impacts, adam: studies[1].impacts))
    }

    private static func table(_ studies: [Study]) -> TableResult {
        let rows = studies.flatMap { study in
            UnitImpacts.parts.enumerated().map { part, name in row(study, name.layer, name.label, isFirst: part == 0) }
        }
        return TableResult(
            title: "Units by layer, \(Estimate.meanWords(of: studies[0].impacts.networks.count)) by each optimiser",
            header: [
                "Trained by", "Layer", "Dead units", "Selectivity index", "Rise of test loss, 0.001 nat",
                "Size of its change, 0.001 nat", "Spearman’s correlation", "Of the network shown", "Its p",
            ], rows: rows)
    }

    private static func row(_ study: Study, _ layer: Int?, _ label: String, isFirst: Bool) -> [TableResult.Cell] {
        let impacts = study.impacts
        func mean(digits: Int, _ value: (DirectionUnit) -> Double) -> TableResult.Cell {
            .text(Estimate(mean: impacts.means(layer: layer, value)).short(digits: digits))
        }
        let correlations = impacts.correlations(layer: layer, \.selectivityIndex)
        return [
            .text(isFirst ? study.optimiser : ""), .text(label),
            .number(Statistics.mean(impacts.units(layer: layer).map { Double($0.count(where: \.isDead)) }), digits: 1),
            mean(digits: 3, \.selectivityIndex), mean(digits: 2) { 1000 * $0.lossChange },
            mean(digits: 2) { 1000 * abs($0.lossChange) },
            .text(Estimate(mean: correlations.map(\.coefficient)).short(digits: 3)),
            .number(correlations[0].coefficient, digits: 3), .text(RankCorrelation.text(p: correlations[0].p)),
        ]
    }

    /// Those of the networks by SGD that the text quotes of Adam's too, with "Adam" at the end of their ids.
    private static func adamValues(_ study: Study) -> [NamedValue] {
        let quoted = ["rhoBoth", "rhoFirst", "rhoSecond", "rhoStart", "riseFirst", "riseSecond", "minimalShare", "testAccuracy"]
        return values(study).filter { quoted.contains($0.id) }.map { value in
            NamedValue(
                id: "\(value.id)Adam", quantity: Quantity("\(value.quantity.name), by Adam", unit: value.quantity.unit),
                value: value.value, digits: value.digits)
        }
    }

    private static func values(_ study: Study) -> [NamedValue] {
        let impacts = study.impacts
        let implied = RankCorrelation.impliedCount(coefficient: publishedCoefficient, p: publishedP)
        func rise(_ layer: Int) -> Double { Statistics.mean(impacts.means(layer: layer) { 1000 * $0.lossChange }) }
        func size(_ layer: Int) -> Double { Statistics.mean(impacts.means(layer: layer) { 1000 * abs($0.lossChange) }) }
        let pairs = Quantity("units that the published coefficient and p belong to")
        return impacts.values(\.selectivityIndex) + [
            NamedValue(
                id: "rhoStart", quantity: Quantity("Spearman's correlation of selectivity and impact after epoch 1"),
                value: Statistics.mean(study.course[0].impacts.correlations(layer: nil, \.selectivityIndex).map(\.coefficient)),
                digits: 3),
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
                id: "testAccuracy", quantity: Quantity("test accuracy", unit: "%"), value: 100 * Statistics.mean(study.accuracies),
                digits: 2),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let panels = result.panels
        return Chart(
            panels: [0, 3].flatMap { first in
                [
                    ImpactChart.scatter(panels[first], x: Axis("selectivity index", domain: 0...1), column: "selectivity"),
                    ImpactChart.correlations(panels[first + 1]),
                    ImpactChart.lines(panels[first + 2], x: ImpactChart.epochs, column: "epoch"),
                ]
            }, columns: 3, aspect: 1, legend: Legend(.bottom))
    }
}
