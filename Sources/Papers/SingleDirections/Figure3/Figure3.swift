import Experiments

/// Figure 3, its counterpart on MNIST: networks of one topology that generalise well or badly, and how much they rely on single directions.
struct Figure3: Experiment {
    let identity = Identity(
        .singleDirections, "Figure 3, MNIST counterpart", "Networks that generalise poorly rely more on single directions")

    private static let learningRates = Parameter.chosen(
        "learningRates", "learning rates of SGD", .numbers([0.002, 0.003, 0.005, 0.0075, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1]),
        because: "the paper varies them and does not give them; networks learn their training images with each of these",
        allowed: .lists(1e-6...100, counts: 2...40))
    private static let repeats = Parameter.chosen(
        "repeats", "networks of each learning rate", 5, 2...1000, because: "50 networks in all, the paper has 200")
    private static let extreme = Parameter.given("extreme", "best and worst networks in panel a, each", 5, 2...100)

    let parameters = SweptNetwork.parameters + [DirectionParameters.batchSize, learningRates, repeats, extreme]

    /// One a learning rate.
    func conditions(_ settings: Settings) -> [DirectionCondition] {
        settings.numbers(Self.learningRates).map {
            .swept(
                settings, rate: $0, batchSize: settings.integer(DirectionParameters.batchSize),
                count: settings.integer(Self.repeats))
        }
    }

    func needs(_ settings: Settings) -> Needs { Needs(jobs: conditions(settings).flatMap(\.jobs)) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let groups = try conditions(inputs.settings).map { try $0.swept(inputs) }
        let networks = Array(groups.joined())
        let (best, worst) = Self.extremes(networks, count: inputs.settings.integer(Self.extreme))
        return result(
            panels: [
                PanelResult("a", "Best and worst networks", [Self.curve("best", best), Self.curve("worst", worst)]),
                PanelResult("b", "Every network", groups.map(Self.points) + [Self.byRate(groups)]),
            ],
            tables: [
                TableResult(
                    "Networks by learning rate, \(Estimate.meanWords(of: groups[0].count)) each", of: groups,
                    [
                        ("Learning rate", { .text("\(SettingValue.number($0[0].learningRate))") }),
                        ("Training accuracy, %", { .mean($0.map { 100 * $0.trainingAccuracy }, 2) }),
                        ("Test accuracy, %", { .mean($0.map { 100 * $0.testAccuracy }, 2) }),
                        ("Generalisation error, points", { .mean($0.map { 100 * $0.gap }, 2) }),
                        ("Area", { .mean($0.map(\.area), 3) }),
                    ])
            ], values: Self.values(networks, best: best, worst: worst, within: Self.within(groups)),
            claims: Self.claims(groups, best: best, worst: worst))
    }

    /// The networks of the least and of the greatest generalisation error, at most half of all each; the first of equals.
    static func extremes(_ networks: [SweptNetwork], count: Int) -> (best: [SweptNetwork], worst: [SweptNetwork]) {
        let order = networks.indices.sorted { (networks[$0].gap, $0) < (networks[$1].gap, $1) }.map { networks[$0] }
        let count = min(count, networks.count / 2)
        return (Array(order.prefix(count)), Array(order.suffix(count)))
    }

    private static func curve(_ id: String, _ networks: [SweptNetwork]) -> Series {
        PerturbedNetworks(
            id: id, label: "\(networks.count) \(id)", corruption: 0, x: networks[0].x, accuracies: networks.map(\.curves)
        ).series()
    }

    private static let gap = Quantity("training less test accuracy", unit: "%")

    private static func points(_ networks: [SweptNetwork]) -> Series {
        let rate = networks[0].learningRate
        return Series(
            "rate-\(rate)", "\(SettingValue.number(rate))", Column("gap", gap, networks.map { 100 * $0.gap }),
            [
                Column("area", SweptNetwork.area, networks.map(\.area)),
                Column("testError", Quantity("test error", unit: "%"), networks.map { 100 * $0.testError }),
                Column("training", Quantity("training accuracy", unit: "%"), networks.map { 100 * $0.trainingAccuracy }),
            ])
    }

    private static func byRate(_ groups: [[SweptNetwork]]) -> Series {
        Series(
            "by-rate", "mean at each learning rate", Column("rate", "learning rate", groups.map { $0[0].learningRate }),
            [.mean("gap", gap, groups) { 100 * $0.gap }, .mean("area", SweptNetwork.area, groups, \.area)])
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
        let fitted = networks.filter(\.isFitted)
        let gaps = networks.map { 100 * $0.gap }
        let spearman = Quantity("Spearman's correlation with the area")
        func correlation(_ networks: [SweptNetwork], _ with: (SweptNetwork) -> Double) -> Double {
            RankCorrelation.of(networks.map(\.area), networks.map(with)).coefficient
        }
        return [
            NamedValue("networks", "networks", networks.count), NamedValue("fitted", SweptNetwork.fitted, fitted.count),
            NamedValue("areaBest", SweptNetwork.area, Statistics.mean(best.map(\.area)), 3),
            NamedValue("areaWorst", SweptNetwork.area, Statistics.mean(worst.map(\.area)), 3),
            NamedValue("gapLeast", Quantity("least generalisation error", unit: "points"), gaps.min() ?? 0, 2),
            NamedValue("gapGreatest", Quantity("greatest generalisation error", unit: "points"), gaps.max() ?? 0, 2),
            NamedValue("rho", spearman, correlation(networks, \.gap), 3),
            NamedValue("rhoError", spearman, correlation(networks, \.testError), 3),
            NamedValue("rhoFitted", spearman, correlation(fitted, \.gap), 3),
            NamedValue("rhoRate", spearman, correlation(networks, \.learningRate), 3), NamedValue("rhoWithin", spearman, within, 3),
            NamedValue(
                "widestGap", Quantity("widest gap between neighbouring areas, of their range", unit: "%"),
                100 * widestGap(networks.map(\.area))),
        ]
    }

    /// - Parameter groups: [learning rate][seed].
    static func claims(_ groups: [[SweptNetwork]], best: [SweptNetwork], worst: [SweptNetwork]) -> [Claim] {
        [
            Claim(
                "best-and-worst",
                "The 5 networks with the best generalization performance were more robust to the ablation of single directions than the 5 "
                    + "with the worst.", .sentence, "Section 3.1, figure 3a", notAssessed: otherArchitecture),
            bestAndWorst(best: best.map(\.area), worst: worst.map(\.area)),
            Claim(
                "negative", "The area under the ablation curve is smaller in networks of larger generalization error.", .figure,
                "Section 3.1, figure 3b", notAssessed: otherArchitecture), negative(groups),
            Claim(
                "regimes", "Networks appeared to undergo a discrete regime shift in their reliance upon single directions.",
                .sentence, "Section 3.1, figure 3b", notAssessed: otherArchitecture),
        ]
    }

    /// The best withstand ablation better than the worst.
    /// - Parameters: normalised areas of the networks that generalise best, and of those that generalise worst.
    static func bestAndWorst(best: [Double], worst: [Double]) -> Claim {
        Claim(
            "best-and-worst-mlp",
            "Of fully connected networks on MNIST, too, those that generalise best withstand ablation better than those that generalise "
                + "worst.", .ours, "After Section 3.1, figure 3a", "area of the best less that of the worst", digits: 3,
            .groups(best, worst), .over(0))
    }

    /// Areas fall as generalisation errors grow. The networks of a seed, one a learning rate, are one draw of the correlation.
    static func negative(_ groups: [[SweptNetwork]]) -> Claim {
        func coefficients(_ error: (SweptNetwork) -> Double) -> Sample {
            let seeds = zip(groups.map { $0.map(\.area) }.transposed, groups.map { $0.map(error) }.transposed)
            return .networks(seeds.map { RankCorrelation.of($0, $1).coefficient })
        }
        return Claim(
            "negative-mlp",
            "Of fully connected networks on MNIST, too, those of larger generalisation error have a smaller area under the ablation "
                + "curve.", .ours, "After Section 3.1, figure 3b",
            "Spearman's correlation of area and generalisation error over the learning rates, one a seed", digits: 3,
            coefficients(\.gap), .under(0), readings: [.init("the test error", coefficients(\.testError), .under(0))])
    }

    /// The widest gap between neighbouring values, as a share of their range, that leaves at least a tenth of them on either side.
    static func widestGap(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let least = max(1, sorted.count / 10)
        guard let low = sorted.first, let high = sorted.last, high > low, sorted.count >= 2 * least else { return 0 }
        return (least...sorted.count - least).map { sorted[$0] - sorted[$0 - 1] }.max()! / (high - low)
    }

    func chart(_ result: FigureResult) -> Chart? {
        Chart(
            panels: [
                DirectionChart.panel(
                    result.panels[0], of: result, x: Axis("units ablated", ends: .tight), legend: Legend(.inside)
                ) { place, _ in SeriesStyle(Palette.categorical[place], width: 1.3) },
                SweptNetwork.points(
                    result.panels[1], x: "gap", xAxis: Axis("generalisation error in percentage points", ends: .padded),
                    yAxis: "normalised area under the curve"),
            ], columns: 2, width: StyleSheet.full, aspect: 0.85)
    }
}
