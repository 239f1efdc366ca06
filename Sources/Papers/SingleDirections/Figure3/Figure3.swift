import Experiments

/// Figure 3, its counterpart on MNIST: networks of one topology that generalise well or badly, and how much they rely on single directions.
struct Figure3: Experiment {
    let identity = Identity(
        .singleDirections, "Figure 3, MNIST counterpart", "Networks that generalise poorly rely more on single directions")

    static let learningRates = Parameter.chosen(
        "learningRates", "learning rates of SGD", .numbers([0.002, 0.003, 0.005, 0.0075, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1]),
        because: "the paper varies them and does not give them; networks learn their training images with each of these",
        allowed: .lists(1e-6...100, counts: 2...40))
    static let repeats = Parameter.chosen(
        "repeats", "networks of each learning rate", .integer(5), because: "50 networks in all, the paper has 200",
        allowed: .integers(2...1000))
    static let extreme = Parameter.given(
        "extreme", "best and worst networks in panel a, each", .integer(5), allowed: .integers(2...100))

    let parameters = SweptNetworks.parameters + [DirectionParameters.batchSize, learningRates, repeats, extreme]

    /// [learning rate][seed].
    private static func jobs(_ settings: Settings) -> [[TrainingJob]] {
        settings.numbers(learningRates).map {
            SweptNetworks.jobs(
                settings, learningRate: $0, batchSize: settings.integer(DirectionParameters.batchSize),
                count: settings.integer(repeats))
        }
    }

    func needs(_ settings: Settings) -> Needs { Needs(jobs: Array(Self.jobs(settings).joined())) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let groups = try Self.jobs(inputs.settings).map { try $0.map { try SweptNetwork($0, inputs) } }
        let networks = Array(groups.joined())
        let (best, worst) = Self.extremes(networks, count: inputs.settings.integer(Self.extreme))
        return FigureResult(
            id: id, title: title,
            panels: [
                PanelResult(
                    letter: "a", title: "Best and worst networks", series: [("best", best), ("worst", worst)].map(Self.curve)),
                PanelResult(letter: "b", title: "Every network", series: groups.map(Self.points) + [Self.byRate(groups)]),
            ],
            tables: [Self.table(groups)], values: Self.values(networks, best: best, worst: worst, within: Self.within(groups)),
            claims: Self.claims(groups, best: best, worst: worst))
    }

    /// The networks of the least and of the greatest generalisation error, at most half of all each; the first of equals.
    static func extremes(_ networks: [SweptNetwork], count: Int) -> (best: [SweptNetwork], worst: [SweptNetwork]) {
        let order = networks.indices.sorted { (networks[$0].gap, $0) < (networks[$1].gap, $1) }.map { networks[$0] }
        let count = min(count, networks.count / 2)
        return (Array(order.prefix(count)), Array(order.suffix(count)))
    }

    private static func curve(_ id: String, _ networks: [SweptNetwork]) -> Series {
        DirectionSeries.curve(
            id: id, label: "\(networks.count) \(id)", index: DirectionSeries.ablated(networks[0].counts),
            runs: networks.map(\.curves))
    }

    private static func points(_ networks: [SweptNetwork]) -> Series {
        Series(
            id: "rate-\(networks[0].learningRate)", label: "\(SettingValue.number(networks[0].learningRate))",
            index: Column(
                id: "gap", quantity: Quantity("training less test accuracy", unit: "%"), values: networks.map { 100 * $0.gap }),
            columns: [
                Column(id: "area", quantity: Quantity("normalised area under the ablation curve"), values: networks.map(\.area)),
                Column(id: "testError", quantity: Quantity("test error", unit: "%"), values: networks.map { 100 * $0.testError }),
                Column(
                    id: "training", quantity: Quantity("training accuracy", unit: "%"),
                    values: networks.map { 100 * $0.trainingAccuracy }),
            ])
    }

    /// The mean of either axis at each learning rate; a replicate is the networks of one seed.
    private static func byRate(_ groups: [[SweptNetwork]]) -> Series {
        func column(_ id: String, _ quantity: Quantity, _ value: (SweptNetwork) -> Double) -> Column {
            let seeds = groups[0].indices.map { seed in groups.map { value($0[seed]) } }
            return Column(id: id, quantity: quantity, values: Statistics.columnMeans(seeds), replicates: seeds)
        }
        return Series(
            id: "by-rate", label: "mean at each learning rate",
            index: Column(id: "rate", quantity: Quantity("learning rate"), values: groups.map { $0[0].learningRate }),
            columns: [
                column("gap", Quantity("training less test accuracy", unit: "%")) { 100 * $0.gap },
                column("area", Quantity("normalised area under the ablation curve"), \.area),
            ])
    }

    private static func table(_ groups: [[SweptNetwork]]) -> TableResult {
        func cell(_ values: [Double], digits: Int) -> TableResult.Cell {
            .text(Estimate(mean: values).short(digits: digits))
        }
        return TableResult(
            title: "Networks by learning rate, \(Estimate.meanWords(of: groups[0].count)) each",
            header: ["Learning rate", "Training accuracy, %", "Test accuracy, %", "Generalisation error, points", "Area"],
            rows: groups.map { networks in
                [
                    .text("\(SettingValue.number(networks[0].learningRate))"),
                    cell(networks.map { 100 * $0.trainingAccuracy }, digits: 2),
                    cell(networks.map { 100 * $0.testAccuracy }, digits: 2), cell(networks.map { 100 * $0.gap }, digits: 2),
                    cell(networks.map(\.area), digits: 3),
                ]
            })
    }

    /// Spearman's correlation of area and generalisation error, of each network less the mean at its learning rate.
    static func within(_ groups: [[SweptNetwork]]) -> Double {
        func centred(_ value: (SweptNetwork) -> Double) -> [Double] {
            groups.flatMap { networks in
                let values = networks.map(value)
                let mean = Statistics.mean(values)
                return values.map { $0 - mean }
            }
        }
        return RankCorrelation.of(centred(\.area), centred(\.gap)).coefficient
    }

    private static func values(
        _ networks: [SweptNetwork], best: [SweptNetwork], worst: [SweptNetwork], within: Double
    ) -> [NamedValue] {
        let area = Quantity("normalised area under the ablation curve")
        let spearman = Quantity("Spearman's correlation with the area")
        let fitted = networks.filter(\.isFitted)
        func value(_ id: String, _ quantity: Quantity, _ value: Double, digits: Int) -> NamedValue {
            NamedValue(id: id, quantity: quantity, value: value, digits: digits)
        }
        func correlation(_ networks: [SweptNetwork], _ with: (SweptNetwork) -> Double) -> Double {
            RankCorrelation.of(networks.map(\.area), networks.map(with)).coefficient
        }
        return [
            value("networks", Quantity("networks"), Double(networks.count), digits: 0),
            value("fitted", Quantity("networks of a training accuracy of at least 99 %"), Double(fitted.count), digits: 0),
            value("areaBest", area, Statistics.mean(best.map(\.area)), digits: 3),
            value("areaWorst", area, Statistics.mean(worst.map(\.area)), digits: 3),
            value(
                "gapLeast", Quantity("least generalisation error", unit: "points"), 100 * (networks.map(\.gap).min() ?? 0),
                digits: 2),
            value(
                "gapGreatest", Quantity("greatest generalisation error", unit: "points"), 100 * (networks.map(\.gap).max() ?? 0),
                digits: 2),
            value("rho", spearman, correlation(networks, \.gap), digits: 3),
            value("rhoError", spearman, correlation(networks, \.testError), digits: 3),
            value("rhoFitted", spearman, correlation(fitted, \.gap), digits: 3),
            value("rhoRate", spearman, correlation(networks, \.learningRate), digits: 3),
            value("rhoWithin", spearman, within, digits: 3),
            value(
                "widestGap", Quantity("widest gap between neighbouring areas, of their range", unit: "%"),
                100 * widestGap(networks.map(\.area)), digits: 0),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let curves = zip(result.panels[0].series, [Palette.categorical[0], Palette.categorical[1]]).flatMap { series, color in
            DirectionChart.marks(series, x: "ablated", style: SeriesStyle(color, width: 1.3))
        }
        let points = SweptChart.points(result.panels[1].series.filter { $0.id.hasPrefix("rate-") }, x: "gap", y: "area")
        return Chart(
            panels: [
                Panel(
                    letter: "a", title: RichText(plain: result.panels[0].title), x: Axis("units ablated", ends: .tight),
                    y: Axis("training accuracy", including: [0, 1], format: .percent), marks: curves, legend: Legend(.inside)),
                Panel(
                    letter: "b", title: RichText(plain: result.panels[1].title),
                    x: Axis("generalisation error in percentage points", ends: .padded),
                    y: Axis("normalised area under the curve", ends: .padded), marks: points,
                    legend: Legend(.bottom, title: "Learning rate")),
            ], columns: 2, aspect: 0.85)
    }
}
