import Experiments

/// Figure 7 (a): what ablating a unit costs against its class selectivity.
struct Figure7: Experiment {
    let identity = Identity(.singleDirections, "Figure 7 (a)", "Class selectivity and importance of single units")

    private static let adamRate = Parameter.chosen(
        "adamRate", "learning rate of Adam, beside SGD (panels d to f)", 0.001, 1e-6...100,
        because: "the paper names no optimiser; the usual rate of one that scales each step by its gradients")

    let parameters =
        NetworkFamily.selectivity.parameters + [DirectionParameters.recordedEpochs, DirectionParameters.bins, adamRate]

    /// By SGD with momentum, then by Adam.
    func conditions(_ settings: Settings) -> [DirectionCondition] {
        [nil, .adam(learningRate: settings.number(Self.adamRate))].map { .recorded(settings, optimiser: $0) }
    }

    func needs(_ settings: Settings) -> Needs { Needs(jobs: conditions(settings).flatMap(\.jobs)) }

    /// Networks by one optimiser: their units over training, and how good they are in the end.
    private struct Study {
        let optimiser: String
        let course: UnitCourse
        let accuracies: [Double]

        var units: NetworkUnits { course.trained }

        /// One network, all of them, and all over training.
        func panels(_ letters: [String]) -> [PanelResult] {
            let shown = units.series("selectivity", "class selectivity index", \.selectivityIndex)
            return [
                PanelResult(letters[0], "\(optimiser), one network", shown.points),
                PanelResult(letters[1], "\(optimiser), all networks", [shown.correlations]),
                PanelResult(
                    letters[2], "\(optimiser), over training",
                    Series.correlations(course.index, course.moments, \.selectivityIndex)),
            ]
        }

        var values: [NamedValue] {
            let implied = RankCorrelation.impliedCount(coefficient: publishedCoefficient, p: publishedP)
            let pairs = Quantity("units that the published coefficient and p belong to")
            let start = course.moments[0].correlations(\.selectivityIndex).map(\.coefficient)
            func layers(_ id: String, _ name: String, _ value: (DirectionUnit) -> Double) -> [NamedValue] {
                units.parts.dropFirst().map { part in
                    NamedValue(
                        id + part.name, Quantity("mean \(name) of the test loss, a unit of \(part.label)", unit: "0.001 nat"),
                        units.mean(layer: part.layer, value), 2)
                }
            }
            func percent(_ id: String, _ name: String, _ shares: [Double], _ digits: Int = 0) -> NamedValue {
                NamedValue(id, Quantity(name, unit: "%"), 100 * Statistics.mean(shares), digits)
            }
            return units.values(\.selectivityIndex) + [
                NamedValue(
                    "rhoStart", "Spearman's correlation of selectivity and impact after epoch 1", Statistics.mean(start), 3),
                NamedValue("impliedLeast", pairs, implied.lowerBound), NamedValue("impliedMost", pairs, implied.upperBound),
            ] + layers("rise", "rise") { 1000 * $0.lossChange } + layers("size", "change") { 1000 * abs($0.lossChange) } + [
                percent("helping", "units without which the test loss falls", units.shares { $0.lossChange < 0 }),
                percent("minimalShare", "highly selective units of minimal impact", units.networks.map { minimalShare($0) }),
                percent(
                    "minimalShareRest", "other units of minimal impact",
                    units.networks.map { minimalShare($0, ofSelective: false) }),
                percent("testAccuracy", "test accuracy", accuracies, 2),
            ]
        }

        /// What the text quotes of the networks by Adam too, with "Adam" at the end of their ids.
        var adamValues: [NamedValue] {
            let quoted = ["rhoBoth", "rhoFirst", "rhoSecond", "rhoStart", "riseFirst", "riseSecond", "minimalShare", "testAccuracy"]
            return values.filter { quoted.contains($0.id) }.map { value in
                NamedValue(
                    "\(value.id)Adam", Quantity("\(value.quantity.name), by Adam", unit: value.quantity.unit), value.value,
                    value.digits)
            }
        }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let studies = try zip(["SGD", "Adam"], conditions(inputs.settings)).map { optimiser, condition in
            Study(
                optimiser: optimiser, course: try UnitCourse(condition, inputs),
                accuracies: try condition.testAccuracies(inputs))
        }
        return result(
            panels: studies[0].panels(["a", "b", "c"]) + studies[1].panels(["d", "e", "f"]), tables: [Self.table(studies)],
            values: studies[0].values + studies[1].adamValues, claims: Self.claims(sgd: studies[0].units, adam: studies[1].units))
    }

    private static func table(_ studies: [Study]) -> TableResult {
        let rows = studies.flatMap { study in
            study.units.parts.map { part in
                (
                    trainedBy: part.layer == nil ? study.optimiser : "", units: study.units, part: part,
                    found: study.units.correlations(layer: part.layer, \.selectivityIndex)
                )
            }
        }
        return TableResult(
            "Units by layer, \(Estimate.meanWords(of: studies[0].accuracies.count)) by each optimiser", of: rows,
            [
                ("Trained by", { .text($0.trainedBy) }), ("Layer", { .text($0.part.short) }),
                ("Dead units", { .number(Statistics.mean($0.units.dead(layer: $0.part.layer)), 1) }),
                ("Selectivity index", { .mean($0.units.means(layer: $0.part.layer, \.selectivityIndex), 3) }),
                ("Rise of test loss, 0.001 nat", { .mean($0.units.means(layer: $0.part.layer) { 1000 * $0.lossChange }, 2) }),
                (
                    "Size of its change, 0.001 nat",
                    { .mean($0.units.means(layer: $0.part.layer) { 1000 * abs($0.lossChange) }, 2) }
                ),
                ("Spearman’s correlation", { .mean($0.found.map(\.coefficient), 3) }),
                ("Of the network shown", { .number($0.found[0].coefficient, 3) }), ("Its p", { .text($0.found[0].printedP) }),
            ])
    }

    func chart(_ result: FigureResult) -> Chart? {
        Chart(
            panels: [0, 3].flatMap { first in
                [
                    ImpactChart.scatter(result.panels[first], x: Axis("selectivity index", domain: 0...1)),
                    ImpactChart.correlations(result.panels[first + 1]),
                    ImpactChart.lines(result.panels[first + 2], x: ImpactChart.epochs),
                ]
            }, columns: 3, width: StyleSheet.full, aspect: 1, legend: Legend(.bottom))
    }
}
