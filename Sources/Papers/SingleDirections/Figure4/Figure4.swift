import Experiments

/// Figure 4: the area under the ablation curve as a signal for early stopping (a: on MNIST; b: on CIFAR-10) and for the selection of
/// hyperparameters (c: on CIFAR-10); the counterparts of b and c on MNIST (d, e).
struct Figure4: Experiment {
    let identity = Identity(
        .singleDirections, "Figure 4", "Reliance on single directions for early stopping and model selection")

    private static let moments = Parameter.chosen(
        "moments", "epochs at which the area is measured", 40, 8...1000, because: "the paper does not give them")
    private static let rmsPropRate = Parameter.chosen(
        "rmsPropRate", "learning rate of RMSProp, beside SGD in panels a and d", 0.001, 1e-6...1,
        because: "the paper names no optimiser; a usual rate of one that scales each step by its gradients")
    private static let subsets = Parameter.chosen(
        "subsets", "random halves of the settings", 10_000, 10...1_000_000, because: "the paper does not give how many")

    let parameters =
        (NetworkFamily.earlyStopping.parameters + [moments, rmsPropRate] + DirectionParameters.ablation
        + NetworkFamily.wholeMaps.parameters + NetworkFamily.wholeMaps.ablation
        + Grid.both.flatMap { $0.family.sweptParameters + [$0.rates, $0.batches, $0.repeats] } + [subsets]).unique

    /// The hyperparameter settings of a sweep.
    struct Grid: Sendable {
        let name: String
        let family: NetworkFamily
        let rates, batches, repeats: Parameter
        /// What the ids of its values begin with.
        let prefix: String

        /// - Parameters: what the keys of its rates and batch sizes begin with; what the names of its settings end with.
        private init(
            _ name: String, _ family: NetworkFamily, key: String, words: String = "", rates: [Double], repeats: Parameter,
            prefix: String
        ) {
            (self.name, self.family, self.repeats, self.prefix) = (name, family, repeats, prefix)
            self.rates = .chosen(
                "\(key)Rates", "learning rates of the sweep\(words)", .numbers(rates),
                because: "the paper does not give its grid of 96 settings; from too small to learn to nearly too large",
                allowed: .lists(1e-6...100, counts: 2...96))
            batches = .chosen(
                "\(key)Batches", "batch sizes of the sweep\(words)", .numbers([16, 32, 64, 128, 256, 512, 1024, 2048]),
                because: "the paper does not give its grid of 96 settings", allowed: .lists(1...8192, counts: 1...48))
        }

        static let both = [
            Grid(
                "CIFAR-10", .sweptMaps, key: "sweptMap", words: ", convolutional networks",
                rates: [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3],
                repeats: .given("settingNetworks", "convolutional networks of each setting of the sweep", 2, 1...100).of(.cifar10),
                prefix: "maps"),
            Grid(
                "MNIST", .swept, key: "swept",
                rates: [0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1],
                repeats: .given("repeats", "networks of each setting of the sweep", 2, 1...100).of(.mnist), prefix: ""),
        ]

        /// One a setting.
        func conditions(_ settings: Settings) -> [DirectionCondition] {
            settings.numbers(rates).flatMap { rate in
                settings.numbers(batches).map {
                    .swept(family, settings, rate: rate, batchSize: Int($0), count: settings.integer(repeats))
                }
            }
        }
    }

    /// How the fully connected networks that are followed are trained: the paper does not say.
    enum CourseOptimiser: String, CaseIterable, Sendable {
        case sgd
        case rmsProp = "rmsprop"

        var label: String { self == .sgd ? "SGD with momentum" : "RMSProp" }
    }

    /// The convolutional networks that are followed over training; the fully connected ones, one an optimiser; those of the sweeps, one a
    /// setting.
    func conditions(
        _ settings: Settings
    ) -> (maps: DirectionCondition, courses: [DirectionCondition], sweeps: [[DirectionCondition]]) {
        let courses = CourseOptimiser.allCases.map { optimiser in
            DirectionCondition(
                family: .earlyStopping, settings: settings,
                optimiser: optimiser == .rmsProp ? .rmsProp(learningRate: settings.number(Self.rmsPropRate)) : nil,
                snapshots: SnapshotSchedule(
                    everyEpochUpTo: 8, count: settings.integer(Self.moments), scoresEveryEpoch: false))
        }
        return (
            DirectionCondition(family: .wholeMaps, settings: settings), courses, Grid.both.map { $0.conditions(settings) }
        )
    }

    func needs(_ settings: Settings) -> Needs {
        let (maps, courses, sweeps) = conditions(settings)
        return Needs(jobs: ([maps] + courses + sweeps.joined()).flatMap(\.jobs))
    }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        data(of: claim.isOfCounterpart || claim.id.hasPrefix("same-point") ? .mnist : .cifar10, settings)
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let (maps, courses, conditions) = conditions(inputs.settings)
        func study(_ id: String, _ label: String, _ condition: DirectionCondition) throws -> Study {
            Study(id: id, label: label, courses: try condition.jobs.map { try Course($0, of: condition, inputs) })
        }
        let convolutional = try study("maps", "CIFAR-10", maps)
        let studies = try zip(CourseOptimiser.allCases, courses).map { try study($0.rawValue, $0.label, $1) }
        let sweeps = try zip(Grid.both, conditions).map { grid, conditions in
            Sweep(
                grid.name, prefix: grid.prefix, try conditions.map { try $0.swept(inputs) },
                subsets: inputs.settings.integer(Self.subsets))
        }
        return result(
            panels: [
                PanelResult("a", "Over training", studies.flatMap { [$0.series, $0.turns] }),
                PanelResult("b", "Training, CIFAR-10", convolutional.paths + [convolutional.series]),
                PanelResult("c", "Sweep, CIFAR-10", sweeps[0].series),
                PanelResult("d", "Training, MNIST", studies.flatMap(\.paths)),
                PanelResult("e", "Sweep, MNIST", sweeps[1].series),
            ],
            tables: [Self.turnTable([convolutional] + studies, firstSeed: inputs.settings.integer(.firstSeed))]
                + sweeps.map(\.table),
            values: ([convolutional] + studies).flatMap(\.values) + sweeps.flatMap(\.values),
            claims: Self.claims(studies, convolutional, sweeps[0], counterpart: sweeps[1]))
    }

    /// - Parameters: fully connected networks over training; convolutional ones, and their sweep.
    static func claims(_ studies: [Study], _ maps: Study, _ sweep: Sweep, counterpart: Sweep) -> [Claim] {
        let counterparts = studies.map { study in
            var claim = negative(study)
            claim.id += "-\(study.id)"
            claim.statement.removeLast()
            claim.statement += " (\(study.label))."
            return claim.ofCounterpart
        }
        return studies.map(samePoint) + [negative(maps), coefficient(maps)] + counterparts
            + [correlated(sweep), sweepCoefficient(sweep), selected(sweep), selectionLoss(sweep)]
            + [correlated(counterpart).ofCounterpart]
    }

    private static let (training, test) = (Palette.categorical[0], Color(hex: 0x8E3C9E))
    private static let area = Palette.categorical[3]

    /// Losses above the area for either optimiser; beside them the area against the test loss, above the sweep, of either kind of network.
    func chart(_ result: FigureResult) -> Chart? {
        let series = Dictionary(uniqueKeysWithValues: result.panels[0].series.map { ($0.id, $0) })
        let courses = CourseOptimiser.allCases.compactMap { optimiser -> (losses: Panel, area: Panel)? in
            guard let course = series["course-\(optimiser.rawValue)"], let turns = series["turns-\(optimiser.rawValue)"] else {
                return nil
            }
            let shown = result.value("shownLoss\(optimiser.rawValue.capitalized)") ?? 1
            return Self.course(course, turns, letter: optimiser == .sgd ? "a" : nil, shownLoss: shown)
        }
        let panels = result.panels
        return Chart(
            panels: courses.map(\.losses) + [1, 3].map { Self.path(panels[$0]) } + courses.map(\.area)
                + [2, 4].map { Self.sweep(panels[$0]) }, columns: 4, aspect: 1.15, legend: Legend(.bottom))
    }

    private static func path(_ panel: PanelResult) -> Panel {
        let paths = panel.series.filter { $0.id.hasPrefix("path-") }
        // Away from the colours of losses and area. Convolutional networks are trained by SGD, as the first of two kinds is.
        let colors = [2, 4].map { Palette.categorical[$0] }
        let marks = zip(paths, colors).map { series, color in
            Mark.epochPath(
                EpochPathMark(
                    x: series["test"], y: series["area"], epochs: series["epoch"], color: color,
                    label: paths.count > 1 ? RichText(plain: series.label) : "SGD with momentum"))
        }
        return Panel(
            panel, x: Axis("test loss in nats", ends: .padded), y: Axis("normalised area", ends: .padded), marks: marks)
    }

    private static func sweep(_ panel: PanelResult) -> Panel {
        SweptNetwork.points(
            panel, x: "accuracy", xAxis: Axis("test accuracy", ends: .padded, format: .percent), yAxis: "normalised area")
    }

    private static func course(
        _ course: Series, _ turns: Series, letter: String?, shownLoss: Double
    ) -> (losses: Panel, area: Panel) {
        let marked = zip(turns["kind"], turns["epoch"]).map { kind, epoch in
            Mark.rule(
                RuleMark(
                    .vertical, at: epoch, color: kind == 1 ? test : area, dash: kind == 1 ? .dashed : .dotted, width: 1,
                    label: kind == 1 ? "least test loss" : "greatest area"))
        }
        func lines(_ column: String, _ color: Color, _ label: RichText) -> [Mark] {
            let networks = course.columns.first { $0.id == column }!.replicates
            return networks.map { .line(LineMark(x: course["epoch"], y: $0, style: SeriesStyle(color.withAlpha(0.3), width: 0.6))) }
                + [.line(LineMark(x: course["epoch"], y: course[column], style: SeriesStyle(color, width: 1.5), label: label))]
        }
        let epoch = Axis("epoch", scale: .log10, ends: .tight, group: "epoch")
        return (
            Panel(
                letter: letter, title: RichText(plain: course.label), x: epoch, y: Axis("loss in nats", domain: 0...shownLoss),
                marks: marked + lines("training", training, "training loss") + lines("test", test, "test loss")),
            Panel(
                x: epoch, y: Axis("normalised area", including: [0], group: "area"),
                marks: marked + lines("area", area, "area under the ablation curve"))
        )
    }
}
