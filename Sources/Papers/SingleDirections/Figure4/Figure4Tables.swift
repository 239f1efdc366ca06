import Experiments

extension Figure4 {
    static func turnTable(_ studies: [Study], firstSeed: Int) -> TableResult {
        func epoch(_ epoch: Int?) -> TableResult.Cell { .text(epoch.map { "\($0)" } ?? "none") }
        let rows = studies.flatMap { study in
            study.courses.enumerated().map { index, course -> [TableResult.Cell] in
                [
                    .text(index == 0 ? study.optimiser.label : ""), .number(Double(firstSeed + index), digits: 0),
                    epoch(course.divergence), epoch(course.drop), .number(course.areas.max() ?? 0, digits: 3),
                    .number(course.areas.last ?? 0, digits: 3), .number(course.testLoss.min() ?? 0, digits: 3),
                    .number(course.testLoss.last ?? 0, digits: 3), .number(study.correlations[index], digits: 3),
                ]
            }
        }
        return TableResult(
            title: "Turning points of each network, and Spearman’s correlation of area and test loss",
            header: [
                "Optimiser", "Seed", "Test loss turns", "Area turns", "Greatest area", "Last area", "Least test loss",
                "Last test loss",
                "Correlation",
            ], rows: rows)
    }

    /// How often each way of choosing takes one of the best settings of a random half.
    static func selectionTable(_ sweep: Sweep, _ byArea: Selection, _ byLoss: Selection) -> TableResult {
        let ranks = publishedRanks.map { rank($0, among: sweep.subset) }
        func row(_ name: String, _ shares: [Double], _ losses: [Double]?, mean: Double) -> [TableResult.Cell] {
            let deviation = losses.map { $0.count > 1 ? Statistics.standardDeviation($0) : 0 }
            return [.text(name)] + shares.map { .number(100 * $0, digits: 0) } + [
                .text((100 * mean).fixed(2) + (deviation.map { " ± \((100 * $0).fixed(2))" } ?? ""))
            ]
        }
        func row(_ name: String, _ selection: Selection) -> [TableResult.Cell] {
            row(name, ranks.map { selection.share(ofTop: $0) }, selection.losses, mean: Statistics.mean(selection.losses))
        }
        return TableResult(
            title: "One of \(sweep.subset) settings chosen, in \(byArea.ranks.count) random halves of all \(sweep.settings.count)",
            header: ["Chosen by"] + ranks.map { "Among the top \($0), %" } + ["Test accuracy below the best, points (mean ± sd)"],
            rows: [
                row("area under the ablation curve", byArea), row("least training loss", byLoss),
                row(
                    "chance", ranks.map { Double($0) / Double(sweep.subset) }, nil, mean: Statistics.mean(byArea.lossesAtRandom)),
            ])
    }

    /// "divergingSgd", "divergingRmsprop".
    static func values(_ study: Study) -> [NamedValue] {
        let courses = study.courses
        let (divergences, drops) = (courses.compactMap(\.divergence), courses.compactMap(\.drop))
        func value(_ id: String, _ quantity: Quantity, _ value: Double, digits: Int) -> NamedValue {
            NamedValue(
                id: id + study.optimiser.rawValue.capitalized,
                quantity: Quantity("\(quantity.name), \(study.optimiser.label)", unit: quantity.unit), value: value, digits: digits)
        }
        func mean(_ measure: (Course) -> Double) -> Double { Statistics.mean(courses.map(measure)) }
        return [
            value("networks", Quantity("networks"), Double(courses.count), digits: 0),
            value("diverging", Quantity("networks whose test loss rises"), Double(divergences.count), digits: 0),
            value("dropping", Quantity("networks whose area falls"), Double(drops.count), digits: 0),
            value("rho", Quantity("Spearman's correlation of area and test loss"), Statistics.mean(study.correlations), digits: 3),
            value("areaGreatest", Quantity("greatest area"), mean { $0.areas.max() ?? 0 }, digits: 3),
            value("areaLast", Quantity("last area"), mean { $0.areas.last ?? 0 }, digits: 3),
            value("testLeast", Quantity("least test loss", unit: "nat"), mean { $0.testLoss.min() ?? 0 }, digits: 3),
            value("testLast", Quantity("last test loss", unit: "nat"), mean { $0.testLoss.last ?? 0 }, digits: 3),
            // Rising from the least to the last test loss, the area goes by so much.
            value(
                "areaChange", Quantity("area at the end less area at the least test loss"),
                mean { course in
                    let least = course.testLoss.indices.min { (course.testLoss[$0], $0) < (course.testLoss[$1], $1) }!
                    return course.areas[course.areas.count - 1] - course.areas[least]
                }, digits: 3),
            value(
                "shownLoss", Quantity("loss up to which panel a shows", unit: "nat"),
                1.5 * Statistics.columnMeans(courses.map(\.testLoss)).dropFirst().max()!, digits: 2),
        ]
    }

    static func values(_ sweep: Sweep, _ byArea: Selection, _ byLoss: Selection) -> [NamedValue] {
        let networks = sweep.networks
        let fitted = networks.filter(\.isFitted)
        let spearman = Quantity("Spearman's correlation with the test accuracy")
        func value(_ id: String, _ quantity: Quantity, _ value: Double, digits: Int) -> NamedValue {
            NamedValue(id: id, quantity: quantity, value: value, digits: digits)
        }
        return [
            value("settings", Quantity("settings"), Double(sweep.settings.count), digits: 0),
            value("subset", Quantity("settings in a random half"), Double(sweep.subset), digits: 0),
            value("swept", Quantity("networks of the sweep"), Double(networks.count), digits: 0),
            value("fitted", Quantity("networks of a training accuracy of at least 99 %"), Double(fitted.count), digits: 0),
            value("rhoSweep", spearman, sweep.correlation(networks, \.area), digits: 3),
            value("rhoSweepTraining", spearman, sweep.correlation(networks, \.trainingAccuracy), digits: 3),
            value("rhoSweepFitted", spearman, sweep.correlation(fitted, \.area), digits: 3),
            value(
                "rhoSweepLoss", spearman,
                sweep.correlation(networks) { $0.trainingLoss.isFinite ? -$0.trainingLoss : -Double.greatestFiniteMagnitude },
                digits: 3),
            value(
                "topFirst", Quantity("halves in which the area takes the best", unit: "%"), 100 * byArea.share(ofTop: 1), digits: 0),
            value(
                "topFirstByLoss", Quantity("halves in which the training loss takes the best", unit: "%"),
                100 * byLoss.share(ofTop: 1),
                digits: 0),
            value(
                "lossByLoss", Quantity("test accuracy below the best, by training loss", unit: "points"),
                100 * Statistics.mean(byLoss.losses), digits: 2),
            value(
                "loss", Quantity("test accuracy below the best", unit: "points"), 100 * Statistics.mean(byArea.losses), digits: 2),
            value(
                "lossAtRandom", Quantity("test accuracy of a random setting below the best", unit: "points"),
                100 * Statistics.mean(byArea.lossesAtRandom), digits: 2),
        ]
    }
}
