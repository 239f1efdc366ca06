import Experiments

/// Figure 4: the area under the ablation curve as a signal for early stopping (a; b is the counterpart on MNIST) and for the selection of
/// hyperparameters (c, the counterpart on MNIST).
struct Figure4: Experiment {
    let identity = Identity(
        .singleDirections, "Figure 4 (a), with MNIST counterparts of (b, c)", "Reliance on single directions for early stopping and model selection")

    static let width = DirectionParameters.width("width", "early stopping experiments", 2048)
    static let epochs = DirectionParameters.epochs("epochs", "early stopping experiments", 640)
    static let moments = Parameter.chosen(
        "moments", "epochs at which the area is measured", .integer(40), because: "the paper does not give them",
        allowed: .integers(8...1000))
    static let rmsPropRate = Parameter.chosen(
        "rmsPropRate", "learning rate of RMSProp, beside SGD in panels a and b", .number(0.001),
        because: "the paper names no optimiser; a usual rate of one that scales each step by its gradients",
        allowed: .numbers(1e-6...1))
    static let sweptRates = Parameter.chosen(
        "sweptRates", "learning rates of the sweep",
        .numbers([0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1]),
        because: "the paper does not give its grid of 96 settings; from too small to learn to nearly too large",
        allowed: .lists(1e-6...100, counts: 2...96))
    static let sweptBatches = Parameter.chosen(
        "sweptBatches", "batch sizes of the sweep", .numbers([16, 32, 64, 128, 256, 512, 1024, 2048]),
        because: "the paper does not give its grid of 96 settings", allowed: .lists(1...8192, counts: 1...48))
    static let repeats = Parameter.given(
        "repeats", "networks of each setting of the sweep", .integer(2), allowed: .integers(1...100))
    static let subsets = Parameter.chosen(
        "subsets", "random halves of the settings", .integer(10_000), because: "the paper does not give how many",
        allowed: .integers(10...1_000_000))

    let parameters =
        DirectionParameters.training + [width, epochs, moments, rmsPropRate] + DirectionParameters.ablation
        + [SweptNetworks.width, SweptNetworks.epochs, sweptRates, sweptBatches, repeats, subsets]

    private static func courses(_ optimiser: CourseOptimiser, _ settings: Settings) -> [TrainingJob] {
        DirectionCondition(
            width: settings.integer(width), epochs: settings.integer(epochs),
            optimiser: optimiser == .rmsProp ? .rmsProp(learningRate: settings.number(rmsPropRate)) : nil,
            snapshots: SnapshotSchedule(everyEpochUpTo: 8, count: settings.integer(moments), scoresEveryEpoch: false)
        ).jobs(settings)
    }

    /// Of each setting: its batch size and its networks' jobs.
    private static func sweep(_ settings: Settings) -> [(batchSize: Int, jobs: [TrainingJob])] {
        settings.numbers(sweptRates).flatMap { rate in
            settings.numbers(sweptBatches).map { Int($0) }.map { batch in
                (
                    batch,
                    SweptNetworks.jobs(settings, learningRate: rate, batchSize: batch, count: settings.integer(repeats))
                )
            }
        }
    }

    func needs(_ settings: Settings) -> Needs {
        Needs(
            jobs: CourseOptimiser.allCases.flatMap { Self.courses($0, settings) } + Self.sweep(settings).flatMap(\.jobs))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let studies = try CourseOptimiser.allCases.map { optimiser in
            Study(
                optimiser: optimiser, courses: try Self.courses(optimiser, inputs.settings).map { try Course($0, inputs) })
        }
        let settings = Self.sweep(inputs.settings)
        let sweep = Sweep(
            settings: try settings.map { try $0.jobs.map { try SweptNetwork($0, inputs) } }, batchSizes: settings.map(\.batchSize))
        let subsets = inputs.settings.integer(Self.subsets)
        let (byArea, byLoss) = (sweep.byArea(subsets: subsets), sweep.byTrainingLoss(subsets: subsets))
        return FigureResult(
            id: id, title: title,
            panels: [
                PanelResult(letter: "a", title: "Over training", series: studies.flatMap { [$0.series, $0.turns] }),
                PanelResult(letter: "b", title: "Area and test loss", series: studies.flatMap(\.paths)),
                PanelResult(letter: "c", title: "Hyperparameters", series: Self.points(sweep)),
            ],
            tables: [
                Self.turnTable(studies, firstSeed: inputs.settings.integer(DirectionParameters.firstSeed)),
                Self.selectionTable(sweep, byArea, byLoss),
            ],
            values: studies.flatMap(Self.values) + Self.values(sweep, byArea, byLoss),
            claims: Self.claims(studies))
    }

    // MARK: Series

    /// A series a learning rate; its points are batch sizes, once for each repeat.
    private static func points(_ sweep: Sweep) -> [Series] {
        let rates = sweep.settings.map { $0[0].learningRate }.reduce(into: [Double]()) { if $0.last != $1 { $0.append($1) } }
        let area = Quantity("normalised area under the ablation curve")
        return rates.map { rate in
            let places = sweep.settings.indices.filter { sweep.settings[$0][0].learningRate == rate }
            let networks = places.flatMap { place in sweep.settings[place].map { ($0, sweep.batchSizes[place]) } }
            return Series(
                id: "rate-\(rate)", label: "\(SettingValue.number(rate))",
                index: Column(id: "batch", quantity: Quantity("batch size"), values: networks.map { Double($0.1) }),
                columns: [
                    Column(id: "accuracy", quantity: Quantity("test accuracy"), values: networks.map(\.0.testAccuracy)),
                    Column(id: "area", quantity: area, values: networks.map(\.0.area)),
                    Column(id: "training", quantity: Quantity("training accuracy"), values: networks.map(\.0.trainingAccuracy)),
                ])
        } + [repeats(sweep, area)]
    }

    /// Every setting's mean; a replicate is one repeat of all settings.
    private static func repeats(_ sweep: Sweep, _ area: Quantity) -> Series {
        func column(_ id: String, _ quantity: Quantity, _ value: (SweptNetwork) -> Double) -> Column {
            let runs = sweep.settings[0].indices.map { run in sweep.settings.map { value($0[run]) } }
            return Column(id: id, quantity: quantity, values: sweep.means(value), replicates: runs.count > 1 ? runs : [])
        }
        return Series(
            id: "settings", label: "mean of each setting",
            index: Column(id: "setting", quantity: Quantity("setting"), values: sweep.settings.indices.map { Double($0 + 1) }),
            columns: [column("accuracy", Quantity("test accuracy"), \.testAccuracy), column("area", area, \.area)])
    }
}
