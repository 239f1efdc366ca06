import Experiments

/// Fully connected networks on MNIST by one optimiser: their units over training, and how good they are in the end.
struct UnitStudy {
    let optimiser: String
    let course: UnitCourse
    let accuracies: [Double]

    var units: NetworkUnits { course.trained }

    /// Correlations over training.
    func overTraining(_ letter: String) -> PanelResult {
        PanelResult(
            letter, "MNIST, \(optimiser), over training", Series.correlations(course.index, course.moments, \.selectivityIndex))
    }

    var values: [NamedValue] {
        let implied = RankCorrelation.impliedCount(coefficient: Figure7.publishedCoefficient, p: Figure7.publishedP)
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
            NamedValue("rhoStart", "Spearman's correlation of selectivity and impact after epoch 1", Statistics.mean(start), 3),
            NamedValue("impliedLeast", pairs, implied.lowerBound), NamedValue("impliedMost", pairs, implied.upperBound),
        ] + layers("rise", "rise") { 1000 * $0.lossChange } + layers("size", "change") { 1000 * abs($0.lossChange) } + [
            percent("helping", "units without which the test loss falls", units.shares { $0.lossChange < 0 }),
            percent("minimalShare", "highly selective units of minimal impact", units.networks.map { Figure7.minimalShare($0) }),
            percent(
                "minimalShareRest", "other units of minimal impact",
                units.networks.map { Figure7.minimalShare($0, ofSelective: false) }),
            percent("testAccuracy", "test accuracy", accuracies, 2),
        ]
    }

    /// What the text quotes of the networks by Adam too, with "Adam" at the end of their ids.
    var adamValues: [NamedValue] {
        let quoted = ["rhoBoth", "rhoFirst", "rhoSecond", "rhoStart", "riseFirst", "riseSecond", "minimalShare", "testAccuracy"]
        return values.filter { quoted.contains($0.id) }.map { value in
            NamedValue(
                "\(value.id)Adam", Quantity("\(value.quantity.name), by Adam", unit: value.quantity.unit), value.value, value.digits
            )
        }
    }

    /// By layer, of each optimiser.
    static func table(_ studies: [UnitStudy]) -> TableResult {
        let rows = studies.flatMap { study in
            study.units.parts.map { part in
                (
                    trainedBy: part.layer == nil ? study.optimiser : "", units: study.units, part: part,
                    found: study.units.correlations(layer: part.layer, \.selectivityIndex)
                )
            }
        }
        return TableResult(
            "Units on MNIST by layer, \(Estimate.meanWords(of: studies[0].accuracies.count)) by each optimiser", of: rows,
            [
                ("Trained by", { .text($0.trainedBy) }), ("Layer", { .text($0.part.short) }),
                ("Dead units", { .number(Statistics.mean($0.units.dead(layer: $0.part.layer)), 1) }),
                ("Selectivity index", { .mean($0.units.means(layer: $0.part.layer, \.selectivityIndex), 3, within: .share) }),
                ("Rise of test loss, 0.001 nat", { .mean($0.units.means(layer: $0.part.layer) { 1000 * $0.lossChange }, 2) }),
                (
                    "Size of its change, 0.001 nat",
                    { .mean($0.units.means(layer: $0.part.layer) { 1000 * abs($0.lossChange) }, 2, within: .nonnegative) }
                ),
                ("Spearman’s correlation", { .mean($0.found.map(\.coefficient), 3, within: .correlation) }),
                ("Of the network shown", { .number($0.found[0].coefficient, 3) }), ("Its p", { .text($0.found[0].printedP) }),
            ])
    }
}
