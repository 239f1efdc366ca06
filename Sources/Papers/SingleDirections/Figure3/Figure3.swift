import Experiments

/// Figure 3: networks of one topology that generalise well or badly, and how much they rely on single directions: on CIFAR-10 (a, b), and
/// their counterpart on MNIST (c, d).
struct Figure3: Experiment {
    let identity = Identity(.singleDirections, "Figure 3", "Networks that generalise poorly rely more on single directions")

    private static let extreme = Parameter.given("extreme", "best and worst networks in panel a, each", 5, 2...100)

    let parameters =
        (Kind.both.flatMap { $0.family.sweptParameters + [$0.family.batchSize, $0.rates, $0.repeats] } + [extreme]).unique

    /// Networks of one topology that are trained at several learning rates.
    struct Kind: Sendable {
        let letters: [String]
        let name: String
        let family: NetworkFamily
        let rates, repeats: Parameter
        /// What the ids of its values begin with.
        let prefix: String
        let ablated: RichText

        static let both = [
            Kind(
                letters: ["a", "b"], name: "CIFAR-10", family: .sweptMaps,
                rates: .chosen(
                    "mapLearningRates", "learning rates of SGD, convolutional networks",
                    .numbers([0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.3]),
                    because:
                        "the paper varies them and does not give them; networks learn their training images with each of these",
                    allowed: .lists(1e-6...100, counts: 2...40)),
                repeats: .given("rateNetworks", "convolutional networks of each learning rate", 20, 2...1000).of(.cifar10),
                prefix: "maps",
                ablated: "feature maps ablated"),
            Kind(
                letters: ["c", "d"], name: "MNIST", family: .swept,
                rates: .chosen(
                    "learningRates", "learning rates of SGD",
                    .numbers([0.002, 0.003, 0.005, 0.0075, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1]),
                    because:
                        "the paper varies them and does not give them; networks learn their training images with each of these",
                    allowed: .lists(1e-6...100, counts: 2...40)),
                repeats: .chosen(
                    "repeats", "networks of each learning rate", 5, 2...1000,
                    because: "with the ten learning rates 50 networks; the paper has 200, which are convolutional"), prefix: "",
                ablated: "units ablated"),
        ]

        /// One a learning rate.
        func conditions(_ settings: Settings) -> [DirectionCondition] {
            settings.numbers(rates).map {
                .swept(
                    family, settings, rate: $0, batchSize: settings.integer(family.batchSize), count: settings.integer(repeats))
            }
        }

        /// "areaBest", "mapsAreaBest".
        func id(_ id: String) -> String { prefix.isEmpty ? id : prefix + id.prefix(1).uppercased() + id.dropFirst() }
    }

    func conditions(_ settings: Settings) -> [DirectionCondition] { Kind.both.flatMap { $0.conditions(settings) } }
    func needs(_ settings: Settings) -> Needs { Needs(jobs: conditions(settings).flatMap(\.jobs)) }
    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        data(of: claim.isOfCounterpart ? .mnist : .cifar10, settings)
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let kinds = try Kind.both.map { kind in
            Measured(
                kind, try kind.conditions(inputs.settings).map { try $0.swept(inputs) },
                extreme: inputs.settings.integer(Self.extreme))
        }
        let claims = kinds.map(Self.claims)
        return result(
            panels: kinds.flatMap(\.panels), tables: kinds.map(\.table), values: kinds.flatMap(\.values),
            claims: claims[0] + claims[1].map(\.ofCounterpart))
    }

    /// The networks of one kind, and which of them generalise best and worst.
    struct Measured {
        let kind: Kind
        /// [learning rate][seed].
        let groups: [[SweptNetwork]]
        let best, worst: [SweptNetwork]
        var networks: [SweptNetwork] { Array(groups.joined()) }

        init(_ kind: Kind, _ groups: [[SweptNetwork]], extreme: Int) {
            (self.kind, self.groups) = (kind, groups)
            (best, worst) = Figure3.extremes(Array(groups.joined()), count: extreme)
        }

        var panels: [PanelResult] {
            [
                PanelResult(
                    kind.letters[0], "\(kind.name), best and worst", [Figure3.curve("best", best), Figure3.curve("worst", worst)]),
                PanelResult(kind.letters[1], "\(kind.name), every network", groups.map(Figure3.points) + [Figure3.byRate(groups)]),
            ]
        }

        var table: TableResult {
            TableResult(
                "\(kind.name): networks by learning rate, \(Estimate.meanWords(of: groups[0].count)) each", of: groups,
                [
                    ("Learning rate", { .text("\(SettingValue.number($0[0].learningRate))") }),
                    ("Training accuracy, %", { .mean($0.map { 100 * $0.trainingAccuracy }, 2, within: .percent) }),
                    ("Test accuracy, %", { .mean($0.map { 100 * $0.testAccuracy }, 2, within: .percent) }),
                    ("Generalisation error, points", { .mean($0.map { 100 * $0.gap }, 2) }),
                    ("Area", { .mean($0.map(\.area), 3, within: .share) }),
                ])
        }

        var values: [NamedValue] {
            let fitted = networks.filter(\.isFitted)
            let gaps = networks.map { 100 * $0.gap }
            func value(_ id: String, _ quantity: Quantity, _ value: Double, _ digits: Int = 0) -> NamedValue {
                NamedValue(kind.id(id), quantity, value, digits)
            }
            func rho(_ id: String, _ networks: [SweptNetwork], _ with: (SweptNetwork) -> Double) -> NamedValue {
                let found = RankCorrelation.of(networks.map(\.area), networks.map(with)).coefficient
                return value(id, "Spearman's correlation with the area", found, 3)
            }
            return [
                value("networks", "networks", Double(networks.count)), value("fitted", SweptNetwork.fitted, Double(fitted.count)),
                value("areaBest", SweptNetwork.area, Statistics.mean(best.map(\.area)), 3),
                value("areaWorst", SweptNetwork.area, Statistics.mean(worst.map(\.area)), 3),
                value("gapLeast", Quantity("least generalisation error", unit: "points"), gaps.min() ?? 0, 2),
                value("gapGreatest", Quantity("greatest generalisation error", unit: "points"), gaps.max() ?? 0, 2),
                rho("rho", networks, \.gap), rho("rhoError", networks, \.testError), rho("rhoFitted", fitted, \.gap),
                rho("rhoRate", networks, \.learningRate),
                value("rhoWithin", "Spearman's correlation with the area", Figure3.within(groups), 3),
                value(
                    "widestGap", Quantity("widest gap between neighbouring areas, of their range", unit: "%"),
                    100 * Figure3.widestGap(networks.map(\.area))),
            ]
        }
    }

    /// The networks of the least and of the greatest generalisation error, at most half of all each; the first of equals.
    static func extremes(_ networks: [SweptNetwork], count: Int) -> (best: [SweptNetwork], worst: [SweptNetwork]) {
        let order = networks.indices.sorted { (networks[$0].gap, $0) < (networks[$1].gap, $1) }.map { networks[$0] }
        let count = min(count, networks.count / 2)
        return (Array(order.prefix(count)), Array(order.suffix(count)))
    }

    fileprivate static func curve(_ id: String, _ networks: [SweptNetwork]) -> Series {
        PerturbedNetworks(
            id: id, label: "\(networks.count) \(id)", corruption: 0, x: networks[0].x, accuracies: networks.map(\.curves)
        ).series()
    }

    private static let gap = Quantity("training less test accuracy", unit: "%")

    fileprivate static func points(_ networks: [SweptNetwork]) -> Series {
        let rate = networks[0].learningRate
        return Series(
            "rate-\(rate)", "\(SettingValue.number(rate))", Column("gap", gap, networks.map { 100 * $0.gap }),
            [
                Column("area", SweptNetwork.area, networks.map(\.area)),
                Column("testError", Quantity("test error", unit: "%"), networks.map { 100 * $0.testError }),
                Column("training", Quantity("training accuracy", unit: "%"), networks.map { 100 * $0.trainingAccuracy }),
            ])
    }

    fileprivate static func byRate(_ groups: [[SweptNetwork]]) -> Series {
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

    private static let source = "Section 3.1, figure 3"

    static func claims(_ measured: Measured) -> [Claim] {
        [
            bestAndWorst(best: measured.best.map(\.area), worst: measured.worst.map(\.area)), negative(measured.groups),
            regimes(measured.groups),
        ]
    }

    /// - Parameters: normalised areas of the networks that generalise best, and of those that generalise worst.
    static func bestAndWorst(best: [Double], worst: [Double]) -> Claim {
        Claim(
            "best-and-worst",
            "The networks with the best generalisation performance are more robust to the ablation of single directions than those with "
                + "the worst.", .sentence, "\(source)a", "area of the best less that of the worst", digits: 3,
            .groups(best, worst), .over(0))
    }

    /// Areas fall as generalisation errors grow. The networks of a seed, one a learning rate, are one draw of the correlation.
    static func negative(_ groups: [[SweptNetwork]]) -> Claim {
        func coefficients(_ error: (SweptNetwork) -> Double) -> Sample {
            let seeds = zip(groups.map { $0.map(\.area) }.transposed, groups.map { $0.map(error) }.transposed)
            return .networks(seeds.map { RankCorrelation.of($0, $1).coefficient })
        }
        return Claim(
            "negative", "Networks of larger generalisation error have a smaller area under the ablation curve.", .figure,
            "\(source)b",
            "Spearman's correlation of area and generalisation error over the learning rates, one a seed", digits: 3,
            within: .correlation,
            coefficients(\.gap), .under(0), readings: [.init("the test error", coefficients(\.testError), .under(0))])
    }

    /// A shift is where nothing lies in between: more than half of the range of the areas is empty. Ten networks that are spread evenly at
    /// random leave a third of it so.
    static func regimes(_ groups: [[SweptNetwork]]) -> Claim {
        let areas = groups.map { $0.map(\.area) }
        return Claim(
            "regimes", "Networks undergo a discrete regime shift in their reliance upon single directions.", .sentence,
            "\(source)b", "widest gap between neighbouring areas, of their range, in %, over the learning rates of a seed",
            digits: 0, within: .percent, .networks(areas.transposed.map { 100 * widestGap($0) }), .over(50),
            remark: "Of all networks together \((100 * widestGap(Array(areas.joined()))).fixed(0)) %")
    }

    /// The widest gap between neighbouring values, as a share of their range, that leaves at least a tenth of them on either side.
    static func widestGap(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let least = max(1, sorted.count / 10)
        guard let low = sorted.first, let high = sorted.last, high > low, sorted.count >= 2 * least else { return 0 }
        return (least...sorted.count - least).map { sorted[$0] - sorted[$0 - 1] }.max()! / (high - low)
    }

    func chart(_ result: FigureResult) -> Chart? {
        let panels = Kind.both.enumerated().flatMap { place, kind in
            [
                DirectionChart.panel(
                    result.panels[2 * place], of: result, x: Axis(kind.ablated, ends: .tight), legend: Legend(.inside)
                ) { place, _ in SeriesStyle(Palette.categorical[place], width: 1.3) },
                SweptNetwork.points(
                    result.panels[2 * place + 1], x: "gap",
                    xAxis: Axis("generalisation error in percentage points", ends: .padded),
                    yAxis: "normalised area under the curve"),
            ]
        }
        return Chart(panels: panels, columns: 2, aspect: 0.8)
    }
}
