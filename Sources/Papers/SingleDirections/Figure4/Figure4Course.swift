import Experiments

extension Figure4 {
    /// One network over its training.
    struct Course: Sendable {
        /// Ascending, from 0, the network before training.
        let epochs: [Int]
        /// In nats, at each of these epochs.
        let trainingLoss: [Double]
        let testLoss: [Double]
        /// The normalised area under the cumulative ablation curve, mean over orders.
        let areas: [Double]

        /// The first place of the least test loss, and of the greatest area.
        private var least: Int { testLoss.indices.min { (testLoss[$0], $0) < (testLoss[$1], $1) }! }
        private var peak: Int { areas.indices.max { (areas[$0], -$0) < (areas[$1], -$1) }! }

        /// The epoch of the least test loss, from which on training and test loss diverge; nil where the test loss does not end at least
        /// 2 % higher with a lower training loss.
        var divergence: Int? {
            let last = epochs.count - 1
            guard testLoss[last] >= 1.02 * testLoss[least], trainingLoss[last] < trainingLoss[least] else { return nil }
            return epochs[least]
        }

        /// The epoch of the greatest area, which is the last one where it never falls.
        var turn: Int { epochs[peak] }
        /// By how much the area ends below its greatest value.
        var fall: Double { areas[peak] - areas[areas.count - 1] }
        /// The epoch of the greatest area, from which on it falls; nil where it does not end at least 0.01 lower.
        var drop: Int? { fall >= 0.01 ? turn : nil }
        /// By how much the area changes from the least to the last test loss.
        var change: Double { areas[areas.count - 1] - areas[least] }

        /// Spearman's correlation of area and test loss over the epochs after a first one.
        func correlation(after first: Int) -> Double {
            let places = epochs.indices.filter { epochs[$0] > first }
            return RankCorrelation.of(places.map { areas[$0] }, places.map { testLoss[$0] }).coefficient
        }
    }

    /// Networks of several seeds over their training, of one kind.
    struct Study: Sendable {
        /// "sgd", "rmsprop", "maps".
        let id: String
        /// "SGD with momentum", "CIFAR-10".
        let label: String
        let courses: [Course]

        /// Spearman's correlation of area and test loss from epoch 1 on, one a network.
        var correlations: [Double] { courses.map { $0.correlation(after: 0) } }

        /// Losses and area, mean over the networks.
        var series: Series {
            Series(
                "course-\(id)", label, Column("epoch", "epoch", courses[0].epochs),
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
                "turns-\(id)", "turning points of the mean curves",
                Column("kind", "1: least test loss, 2: greatest area", found.map(\.0)),
                [Column("epoch", "epoch", found.map { $0.1! })])
        }

        /// The first network's area against its test loss, from epoch 1 on; and every network's correlation.
        var paths: [Series] {
            let first = courses[0]
            let trained = first.epochs.indices.filter { first.epochs[$0] > 0 }
            return [
                Series(
                    "path-\(id)", label, Column("epoch", "epoch", trained.map { first.epochs[$0] }),
                    [
                        Column("test", Quantity("test loss", unit: "nat"), trained.map { first.testLoss[$0] }),
                        Column("area", SweptNetwork.area, trained.map { first.areas[$0] }),
                    ]),
                Series(
                    "correlations-\(id)", "Spearman's correlation", Column("from", "first epoch", [1]),
                    [.mean("spearman", "Spearman's correlation", of: correlations.map { [$0] })]),
            ]
        }

        /// "divergingSgd", "divergingRmsprop".
        var values: [NamedValue] {
            func value(_ id: String, _ name: String, unit: String = "", _ value: Double, _ digits: Int = 3) -> NamedValue {
                NamedValue(
                    id + self.id.capitalized, Quantity("\(name), \(label)", unit: unit), value, digits)
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
                ("Networks", { .text($0.seed == 0 ? $0.0.label : "") }), ("Seed", { .count(firstSeed + $0.seed) }),
                ("Test loss turns", { epoch($0.course.divergence) }), ("Area turns", { epoch($0.course.drop) }),
                ("Greatest area", { .number($0.course.areas.max() ?? 0, 3) }),
                ("Last area", { .number($0.course.areas.last ?? 0, 3) }),
                ("Least test loss", { .number($0.course.testLoss.min() ?? 0, 3) }),
                ("Last test loss", { .number($0.course.testLoss.last ?? 0, 3) }),
                ("Correlation", { .number($0.course.correlation(after: 0), 3) }),
            ])
    }

    /// The area turns where the losses part: it falls at all, by 0.01 of the accuracy at least, and from a place within a factor of two.
    static func samePoint(_ study: Study) -> Claim {
        let id = "same-point-\(study.id)"
        let statement =
            "The point in training at which the AUC began to drop was the same point that the train and test loss started to diverge "
            + "(\(study.label))."
        let (source, published) = ("Section 3.2, figure 4a", "the same point")
        let diverging = study.courses.filter { $0.divergence != nil }
        guard !diverging.isEmpty else {
            return Claim(id, statement, .sentence, source, published: published, notAssessed: "the losses do not diverge")
        }
        let doublings = diverging.map { course in
            DeterministicMath.log2(Double(max(1, course.turn))) - DeterministicMath.log2(Double(max(1, course.divergence ?? 0)))
        }
        return Claim(
            id, statement, .sentence, source, published: published, "", digits: 2,
            [
                .init("fall of the area from its greatest value to its last", .networks(diverging.map(\.fall)), .over(0.01)),
                .init(
                    "doublings of the epoch from the least test loss to the greatest area", .networks(doublings),
                    .equivalent(within: 1)),
            ], remark: "The losses diverge in \(diverging.count) of \(study.courses.count) networks")
    }

    /// Area and test loss over training: that they go against each other, and the paper's coefficient.
    static func negative(_ study: Study) -> Claim {
        Claim(
            "course-negative", "Area and test loss are negatively correlated over the course of training.", .sentence, courseSource,
            courseQuantity, digits: 3, within: .correlation, .networks(study.correlations), .under(0))
    }

    static func coefficient(_ study: Study) -> Claim {
        Claim(
            "course-spearman", "Spearman's correlation of area and test loss over the course of training is −0.728.", .number,
            courseSource, published: "−0.728", courseQuantity, digits: 3, within: .correlation, .networks(study.correlations),
            .near(-0.728, within: 0.15))
    }

    private static let courseSource = "Section 3.2, figure 4b"
    private static let courseQuantity = "Spearman's correlation over the measured epochs from 1 on"
}

extension Figure4.Course {
    init(_ job: TrainingJob, of condition: DirectionCondition, _ inputs: Inputs) throws {
        let trajectory = try inputs.trajectory(job)
        guard let test = trajectory.test?.loss else { preconditionFailure("a training without test images") }
        self.init(
            epochs: trajectory.snapshots.map(\.epoch), trainingLoss: trajectory.training.loss, testLoss: test,
            areas: try condition.ablated(inputs, trajectory.snapshots.map { (job, $0.weights) }).areas)
    }
}
