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
            let quoted = [
                "rhoBoth", "rhoFirst", "rhoSecond", "rhoStart", "riseFirst", "riseSecond", "minimalShare", "testAccuracy",
            ]
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

    static let publishedCoefficient = 0.095
    static let publishedP = 0.288
    private static let byAdam = "trained by Adam"

    /// The paper names no optimiser: SGD with momentum, as in the paper's other networks here, and Adam as a reading of each statement.
    static func claims(sgd: NetworkUnits, adam: NetworkUnits) -> [Claim] {
        [
            slight(sgd.correlations(\.selectivityIndex), adam: adam.correlations(\.selectivityIndex)),
            NetworkUnits.poorPredictor(
                "selectivity-poor", "Class selectivity is a poor predictor of a unit's importance to the network's output.",
                "Abstract, Section 3.4", sgd.parts, sgd.coefficients(\.selectivityIndex),
                others: [(byAdam, adam.coefficients(\.selectivityIndex))]),
            minimal(sgd.networks.map { minimalShare($0) }, adam: adam.networks.map { minimalShare($0) }),
            earlier(excess(sgd, \.lossChange), sizes: excess(sgd) { abs($0.lossChange) }, adam: excess(adam, \.lossChange)),
        ]
    }

    /// The published coefficient: positive, and no more than twice as large. Its own standard error, by the p beside it, is 0.09.
    static func slight(_ correlations: [RankCorrelation], adam: [RankCorrelation]) -> Claim {
        let rule = Rule.near(publishedCoefficient, within: publishedCoefficient)
        return Claim(
            "spearman",
            "There is a slight, but minor correlation between a unit's class selectivity and the impact of its ablation.",
            .number, "Section 3.4, figure 7a", published: "0.095 (p 0.288)", "Spearman's correlation", digits: 3,
            .networks(correlations.map(\.coefficient)), rule,
            readings: [.init(byAdam, .networks(adam.map(\.coefficient)), rule)],
            remark: "p is above 0.05 in \(correlations.count { $0.p > 0.05 }) of \(correlations.count) networks, by Adam in "
                + "\(adam.count { $0.p > 0.05 }) of \(adam.count)")
    }

    /// Of a network's units in the upper quarter by selectivity (or of the others), the share whose ablation moves the test loss by less
    /// than a tenth of what the greatest rise is.
    static func minimalShare(_ units: [DirectionUnit], ofSelective isSelective: Bool = true) -> Double {
        let bound = Statistics.quantile(units.map(\.selectivityIndex), 0.75)
        let greatest = units.map(\.lossChange).max() ?? 0
        let chosen = units.filter { ($0.selectivityIndex >= bound) == isSelective }
        guard !chosen.isEmpty else { return 0 }
        return Double(chosen.count { abs($0.lossChange) < greatest / 10 }) / Double(chosen.count)
    }

    /// Many highly selective units can go.
    /// - Parameter shares: `minimalShare`, one a network.
    static func minimal(_ shares: [Double], adam: [Double]) -> Claim {
        let (sgd, adam) = (Sample.networks(shares.map { 100 * $0 }), Sample.networks(adam.map { 100 * $0 }))
        return Claim(
            "selective-minimal", "Many highly selective units had minimal impact when ablated.", .sentence,
            "Section 3.4, figure 7a", published: "many",
            "of the upper quarter by selectivity, units that move the test loss by less than a tenth of the greatest rise, in %",
            digits: 0, sgd, .over(50), readings: [.init("over a quarter", sgd, .over(25)), .init(byAdam, adam, .over(50))])
    }

    /// A measure's mean over the units of the first layer less that over those of the last, in thousandths, one a network.
    private static func excess(_ units: NetworkUnits, _ value: (DirectionUnit) -> Double) -> [Double] {
        let layers = units.parts.dropFirst().map { units.means(layer: $0.layer, value) }
        return zip(layers[0], layers[layers.count - 1]).map { 1000 * ($0 - $1) }
    }

    /// Ablation costs more near the input.
    /// - Parameters: by how much a unit of layer 1 raises the test loss, or moves it up or down (`sizes`), beyond one of layer 2, in
    ///   thousandths of a nat, one a network.
    static func earlier(_ rises: [Double], sizes: [Double], adam: [Double]) -> Claim {
        Claim(
            "earlier-layer", "Ablations in early layers were more impactful than ablations in later layers.", .sentence,
            "Section 3.4, figure 7", published: "layer 1 above layer 2",
            "mean rise of the test loss, a unit of layer 1 less one of layer 2, in thousandths of a nat", digits: 2,
            .networks(rises), .over(0),
            readings: [
                .init("size of the change, up or down", .networks(sizes), .over(0)), .init(byAdam, .networks(adam), .over(0)),
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
