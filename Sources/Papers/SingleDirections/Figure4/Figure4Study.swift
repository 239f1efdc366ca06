import Experiments

extension Figure4 {
    /// Networks of several seeds over their training, by one optimiser.
    struct Study: Sendable {
        let optimiser: CourseOptimiser
        let courses: [Course]

        /// Spearman's correlation of area and test loss from epoch 1 on, one a network.
        var correlations: [Double] { courses.map { $0.correlation(after: 0) } }

        /// Losses and area, mean over the networks.
        var series: Series {
            Series(
                "course-\(optimiser.rawValue)", optimiser.label, Column("epoch", "epoch", courses[0].epochs),
                [
                    .mean("training", Quantity("training loss", unit: "nat"), of: courses.map(\.trainingLoss)),
                    .mean("test", Quantity("test loss", unit: "nat"), of: courses.map(\.testLoss)),
                    .mean("area", SweptNetwork.area, of: courses.map(\.areas)),
                ])
        }

        /// The turning points of the mean curves, for the eye; none where there is none.
        var turns: Series {
            let mean = Course(
                epochs: courses[0].epochs, trainingLoss: Statistics.columnMeans(courses.map(\.trainingLoss)),
                testLoss: Statistics.columnMeans(courses.map(\.testLoss)), areas: Statistics.columnMeans(courses.map(\.areas)))
            let found = [(1, mean.divergence), (2, mean.drop)].filter { $0.1 != nil }
            return Series(
                "turns-\(optimiser.rawValue)", "turning points of the mean curves",
                Column("kind", "1: least test loss, 2: greatest area", found.map(\.0)),
                [Column("epoch", "epoch", found.map { $0.1! })])
        }

        /// The first network's area against its test loss, from epoch 1 on; and every network's correlation.
        var paths: [Series] {
            let first = courses[0]
            let trained = first.epochs.indices.filter { first.epochs[$0] > 0 }
            return [
                Series(
                    "path-\(optimiser.rawValue)", optimiser.label, Column("epoch", "epoch", trained.map { first.epochs[$0] }),
                    [
                        Column("test", Quantity("test loss", unit: "nat"), trained.map { first.testLoss[$0] }),
                        Column("area", SweptNetwork.area, trained.map { first.areas[$0] }),
                    ]),
                Series(
                    "correlations-\(optimiser.rawValue)", "Spearman's correlation", Column("from", "first epoch", [1]),
                    [.mean("spearman", "Spearman's correlation", of: correlations.map { [$0] })]),
            ]
        }

        /// "divergingSgd", "divergingRmsprop".
        var values: [NamedValue] {
            func value(_ id: String, _ name: String, unit: String = "", _ value: Double, _ digits: Int = 3) -> NamedValue {
                NamedValue(
                    id + optimiser.rawValue.capitalized, Quantity("\(name), \(optimiser.label)", unit: unit), value, digits)
            }
            func mean(_ measure: (Course) -> Double) -> Double { Statistics.mean(courses.map(measure)) }
            return [
                value("networks", "networks", Double(courses.count), 0),
                value("diverging", "networks whose test loss rises", Double(courses.count { $0.divergence != nil }), 0),
                value("dropping", "networks whose area falls", Double(courses.count { $0.drop != nil }), 0),
                value("rho", "Spearman's correlation of area and test loss", Statistics.mean(correlations)),
                value("areaGreatest", "greatest area", mean { $0.areas.max() ?? 0 }),
                value("areaLast", "last area", mean { $0.areas.last ?? 0 }),
                value("testLeast", "least test loss", unit: "nat", mean { $0.testLoss.min() ?? 0 }),
                value("testLast", "last test loss", unit: "nat", mean { $0.testLoss.last ?? 0 }),
                value("areaChange", "area at the end less area at the least test loss", mean(\.change)),
                value(
                    "shownLoss", "loss up to which panel a shows", unit: "nat",
                    1.5 * Statistics.columnMeans(courses.map(\.testLoss)).dropFirst().max()!, 2),
            ]
        }
    }

    static func turnTable(_ studies: [Study], firstSeed: Int) -> TableResult {
        let rows = studies.flatMap { study in study.courses.enumerated().map { (study, seed: $0, course: $1) } }
        func epoch(_ epoch: Int?) -> TableResult.Cell { epoch.map { "\($0)" } ?? "none" }
        return TableResult(
            "Turning points of each network, and Spearman’s correlation of area and test loss", of: rows,
            [
                ("Optimiser", { .text($0.seed == 0 ? $0.0.optimiser.label : "") }), ("Seed", { .count(firstSeed + $0.seed) }),
                ("Test loss turns", { epoch($0.course.divergence) }), ("Area turns", { epoch($0.course.drop) }),
                ("Greatest area", { .number($0.course.areas.max() ?? 0, 3) }),
                ("Last area", { .number($0.course.areas.last ?? 0, 3) }),
                ("Least test loss", { .number($0.course.testLoss.min() ?? 0, 3) }),
                ("Last test loss", { .number($0.course.testLoss.last ?? 0, 3) }),
                ("Correlation", { .number($0.course.correlation(after: 0), 3) }),
            ])
    }
}
