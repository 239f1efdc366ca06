import Experiments

extension Figure4 {
    /// How the networks of panels a and b are trained: the paper does not say.
    enum CourseOptimiser: String, CaseIterable, Sendable {
        case sgd
        case rmsProp = "rmsprop"

        var label: String {
            switch self {
            case .sgd: "SGD with momentum"
            case .rmsProp: "RMSProp"
            }
        }
    }

    /// Networks of several seeds over their training, by one optimiser.
    struct Study: Sendable {
        let optimiser: CourseOptimiser
        let courses: [Course]

        init(optimiser: CourseOptimiser, courses: [Course]) {
            self.optimiser = optimiser
            self.courses = courses
        }

        /// Spearman's correlation of area and test loss from epoch 1 on, one a network.
        var correlations: [Double] { courses.map { $0.correlation(after: 0) } }

        /// Losses and area, mean over the networks.
        var series: Series {
            func column(_ id: String, _ quantity: Quantity, _ values: (Course) -> [Double]) -> Column {
                let runs = courses.map(values)
                return Column(
                    id: id, quantity: quantity, values: Statistics.columnMeans(runs), replicates: runs.count > 1 ? runs : [])
            }
            return Series(
                id: "course-\(optimiser.rawValue)", label: optimiser.label,
                index: Column(id: "epoch", quantity: Quantity("epoch"), values: courses[0].epochs.map(Double.init)),
                columns: [
                    column("training", Quantity("training loss", unit: "nat"), \.trainingLoss),
                    column("test", Quantity("test loss", unit: "nat"), \.testLoss),
                    column("area", Quantity("normalised area under the ablation curve"), \.areas),
                ])
        }

        /// The turning points of the mean curves, for the eye; none where there is none.
        var turns: Series {
            let mean = Course(
                epochs: courses[0].epochs, trainingLoss: Statistics.columnMeans(courses.map(\.trainingLoss)),
                testLoss: Statistics.columnMeans(courses.map(\.testLoss)), areas: Statistics.columnMeans(courses.map(\.areas)))
            let found = [(1.0, mean.divergence), (2, mean.drop)].filter { $0.1 != nil }
            return Series(
                id: "turns-\(optimiser.rawValue)", label: "turning points of the mean curves",
                index: Column(id: "kind", quantity: Quantity("1: least test loss, 2: greatest area"), values: found.map(\.0)),
                columns: [Column(id: "epoch", quantity: Quantity("epoch"), values: found.map { Double($0.1!) })])
        }

        /// The first network's area against its test loss, from epoch 1 on; and every network's correlation.
        var paths: [Series] {
            let first = courses[0]
            let trained = first.epochs.indices.filter { first.epochs[$0] > 0 }
            let runs = correlations.map { [$0] }
            return [
                Series(
                    id: "path-\(optimiser.rawValue)", label: optimiser.label,
                    index: Column(id: "epoch", quantity: Quantity("epoch"), values: trained.map { Double(first.epochs[$0]) }),
                    columns: [
                        Column(
                            id: "test", quantity: Quantity("test loss", unit: "nat"), values: trained.map { first.testLoss[$0] }),
                        Column(
                            id: "area", quantity: Quantity("normalised area under the ablation curve"),
                            values: trained.map { first.areas[$0] }),
                    ]),
                Series(
                    id: "correlations-\(optimiser.rawValue)", label: "Spearman's correlation",
                    index: Column(id: "from", quantity: Quantity("first epoch"), values: [1]),
                    columns: [
                        Column(
                            id: "spearman", quantity: Quantity("Spearman's correlation"), values: Statistics.columnMeans(runs),
                            replicates: runs.count > 1 ? runs : [])
                    ]),
            ]
        }
    }
}
