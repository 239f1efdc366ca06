import Experiments

/// Figure 4: the area under the ablation curve as a signal for early stopping (a; b is the counterpart on MNIST) and for the selection of
/// hyperparameters (c, the counterpart on MNIST).
struct Figure4: Experiment {
    let identity = Identity(
        .singleDirections, "Figure 4 (a), with MNIST counterparts of (b, c)",
        "Reliance on single directions for early stopping and model selection")

    private static let moments = Parameter.chosen(
        "moments", "epochs at which the area is measured", 40, 8...1000, because: "the paper does not give them")
    private static let rmsPropRate = Parameter.chosen(
        "rmsPropRate", "learning rate of RMSProp, beside SGD in panels a and b", 0.001, 1e-6...1,
        because: "the paper names no optimiser; a usual rate of one that scales each step by its gradients")
    private static let sweptRates = Parameter.chosen(
        "sweptRates", "learning rates of the sweep",
        .numbers([0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1]),
        because: "the paper does not give its grid of 96 settings; from too small to learn to nearly too large",
        allowed: .lists(1e-6...100, counts: 2...96))
    private static let sweptBatches = Parameter.chosen(
        "sweptBatches", "batch sizes of the sweep", .numbers([16, 32, 64, 128, 256, 512, 1024, 2048]),
        because: "the paper does not give its grid of 96 settings", allowed: .lists(1...8192, counts: 1...48))
    private static let repeats = Parameter.given("repeats", "networks of each setting of the sweep", 2, 1...100)
    private static let subsets = Parameter.chosen(
        "subsets", "random halves of the settings", 10_000, 10...1_000_000, because: "the paper does not give how many")

    let parameters =
        NetworkFamily.earlyStopping.parameters + [moments, rmsPropRate] + DirectionParameters.ablation
        + [NetworkFamily.swept.width, NetworkFamily.swept.epochs, sweptRates, sweptBatches, repeats, subsets]

    /// How the networks of panels a and b are trained: the paper does not say.
    enum CourseOptimiser: String, CaseIterable, Sendable {
        case sgd
        case rmsProp = "rmsprop"

        var label: String { self == .sgd ? "SGD with momentum" : "RMSProp" }
    }

    /// The networks that are followed over training, one an optimiser; those of the sweep, one a setting.
    func conditions(_ settings: Settings) -> (courses: [DirectionCondition], sweep: [DirectionCondition]) {
        let courses = CourseOptimiser.allCases.map { optimiser in
            DirectionCondition(
                family: .earlyStopping, settings: settings,
                optimiser: optimiser == .rmsProp ? .rmsProp(learningRate: settings.number(Self.rmsPropRate)) : nil,
                snapshots: SnapshotSchedule(
                    everyEpochUpTo: 8, count: settings.integer(Self.moments), scoresEveryEpoch: false))
        }
        let sweep = settings.numbers(Self.sweptRates).flatMap { rate in
            settings.numbers(Self.sweptBatches).map { batch in
                DirectionCondition.swept(settings, rate: rate, batchSize: Int(batch), count: settings.integer(Self.repeats))
            }
        }
        return (courses, sweep)
    }

    func needs(_ settings: Settings) -> Needs {
        let (courses, sweep) = conditions(settings)
        return Needs(jobs: (courses + sweep).flatMap(\.jobs))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let conditions = conditions(inputs.settings)
        let studies = try zip(CourseOptimiser.allCases, conditions.courses).map { optimiser, condition in
            Study(optimiser: optimiser, courses: try condition.jobs.map { try Course($0, of: condition, inputs) })
        }
        let sweep = Sweep(try conditions.sweep.map { try $0.swept(inputs) }, subsets: inputs.settings.integer(Self.subsets))
        return result(
            panels: [
                PanelResult("a", "Over training", studies.flatMap { [$0.series, $0.turns] }),
                PanelResult("b", "Area and test loss", studies.flatMap(\.paths)),
                PanelResult("c", "Hyperparameters", sweep.series),
            ],
            tables: [Self.turnTable(studies, firstSeed: inputs.settings.integer(.firstSeed)), sweep.table],
            values: studies.flatMap(\.values) + sweep.values, claims: Self.claims(studies))
    }

    static func claims(_ studies: [Study]) -> [Claim] {
        func published(_ id: String, _ statement: String, _ source: String, _ number: String) -> Claim {
            Claim(id, statement, .number, source, published: number, notAssessed: otherArchitecture)
        }
        return studies.map(samePoint) + [
            published(
                "course-spearman", "AUC and test loss were negatively correlated over the course of training.",
                "Section 3.2, figure 4b", "−0.728")
        ] + studies.map(negative) + [
            published(
                "sweep-spearman", "Across hyperparameter settings, AUC and test accuracy were highly correlated.",
                "Section 3.2, figure 4c", "0.914"),
            published(
                "selection",
                "By random subselections of 48 settings, AUC selected one of the top 1, 5 and 10 settings 13, 83 and 98 % of the time.",
                "Section 3.2", "13, 83, 98 %"),
            published(
                "selection-loss",
                "The average difference in test accuracy between the best model selected by AUC and the optimal model was only 1 ± 1.1 %.",
                "Section 3.2", "1 ± 1.1 %"),
        ]
    }

    private static let (training, test) = (Palette.categorical[0], Color(hex: 0x8E3C9E))
    private static let area = Palette.categorical[3]

    /// Losses above the area for either optimiser; beside them the area against the test loss, and the sweep below it.
    func chart(_ result: FigureResult) -> Chart? {
        let series = Dictionary(uniqueKeysWithValues: result.panels[0].series.map { ($0.id, $0) })
        let courses = CourseOptimiser.allCases.compactMap { optimiser -> (losses: Panel, area: Panel)? in
            guard let course = series["course-\(optimiser.rawValue)"], let turns = series["turns-\(optimiser.rawValue)"] else {
                return nil
            }
            let shown = result.value("shownLoss\(optimiser.rawValue.capitalized)") ?? 1
            return Self.course(course, turns, letter: optimiser == .sgd ? "a" : nil, shownLoss: shown)
        }
        let paths = zip(result.panels[1].series.filter { $0.id.hasPrefix("path-") }, [Self.area, Palette.categorical[4]]).map {
            Mark.epochPath(
                EpochPathMark(x: $0["test"], y: $0["area"], epochs: $0["epoch"], color: $1, label: RichText(plain: $0.label)))
        }
        let path = Panel(
            result.panels[1], x: Axis("test loss in nats", ends: .padded), y: Axis("normalised area", ends: .padded), marks: paths)
        let sweep = SweptNetwork.points(
            result.panels[2], x: "accuracy", xAxis: Axis("test accuracy", ends: .padded, format: .percent),
            yAxis: "normalised area")
        return Chart(
            panels: courses.map(\.losses) + [path] + courses.map(\.area) + [sweep], columns: 3, width: StyleSheet.full,
            aspect: 0.95, legend: Legend(.bottom))
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
