import Networks
import NumericCore
import Results
import SampleStatistics

/// Figure 4: the area under the ablation curve as a signal for early stopping (a; b is the counterpart on MNIST) and for the selection of
/// hyperparameters (c, the counterpart on MNIST).
public struct SingleDirectionsFigure4: Experiment {
    public init() {}

    public let id = FigureID(paper: "single-directions", figure: "fig4")
    public let label = "Figure 4 (a), with MNIST counterparts of (b, c)"
    public let title = "Reliance on single directions for early stopping and model selection"
    public let paper = Paper.singleDirections
    public let sourceFile = #fileID

    static let width = DirectionParameters.width("width", "early stopping experiments", 2048)
    static let epochs = DirectionParameters.epochs("epochs", "early stopping experiments", 640)
    static let moments = Parameter.chosen(
        "moments", "epochs at which the area is measured", .integer(40), because: "the paper does not give them",
        allowed: .integers(8...1000))
    static let sweptRates = Parameter.chosen(
        "sweptRates", "learning rates of the sweep",
        .numbers([0.00002, 0.0001, 0.0003, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3, 1]),
        because: "the paper does not give its grid of 96 settings; from too small to learn to too large",
        allowed: .lists(1e-6...100, counts: 2...96))
    static let sweptBatches = Parameter.chosen(
        "sweptBatches", "batch sizes of the sweep", .numbers([16, 32, 64, 128, 256, 512, 1024, 2048]),
        because: "the paper does not give its grid of 96 settings", allowed: .lists(1...8192, counts: 1...48))
    static let repeats = Parameter.given(
        "repeats", "networks of each setting of the sweep", .integer(2), allowed: .integers(1...100))
    static let subsets = Parameter.chosen(
        "subsets", "random halves of the settings", .integer(10_000), because: "the paper does not give how many",
        allowed: .integers(10...1_000_000))

    public let parameters =
        DirectionParameters.training + [width, epochs, moments] + DirectionParameters.ablation
        + [SweptNetworks.width, SweptNetworks.epochs, sweptRates, sweptBatches, repeats, subsets]

    private static func courses(_ settings: Settings) -> [TrainingJob] {
        DirectionCondition(
            width: settings.integer(width), epochs: settings.integer(epochs),
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

    public func needs(_ settings: Settings) -> Needs {
        Needs(jobs: Self.courses(settings) + Self.sweep(settings).flatMap(\.jobs))
    }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        let courses = try Self.courses(inputs.settings).map { try Course($0, inputs) }
        let settings = Self.sweep(inputs.settings)
        let sweep = Sweep(
            settings: try settings.map { try $0.jobs.map { try SweptNetwork($0, inputs) } }, batchSizes: settings.map(\.batchSize))
        let subsets = inputs.settings.integer(Self.subsets)
        let (byArea, byLoss) = (sweep.byArea(subsets: subsets), sweep.byTrainingLoss(subsets: subsets))
        return FigureResult(
            id: id, title: title,
            panels: [
                PanelResult(letter: "a", title: "Over training", series: [Self.series(courses), Self.turns(courses)]),
                PanelResult(letter: "b", title: "Area and test loss over training", series: Self.paths(courses)),
                PanelResult(letter: "c", title: "Hyperparameters", series: Self.points(sweep)),
            ],
            tables: [
                Self.turnTable(courses, firstSeed: inputs.settings.integer(DirectionParameters.firstSeed)),
                Self.selectionTable(sweep, byArea, byLoss),
            ],
            values: Self.values(courses) + Self.values(sweep, byArea),
            claims: [
                Self.samePoint(courses), Self.negative(courses.map { $0.correlation(after: 0) }),
                Self.swept(sweep.networks), Self.chooses(byArea, subset: sweep.subset), Self.loses(byArea),
            ])
    }

    // MARK: Series

    /// Losses and area, mean over the networks.
    private static func series(_ courses: [Course]) -> Series {
        func column(_ id: String, _ quantity: Quantity, _ values: (Course) -> [Double]) -> Column {
            let runs = courses.map(values)
            return Column(id: id, quantity: quantity, values: Statistics.columnMeans(runs), replicates: runs.count > 1 ? runs : [])
        }
        return Series(
            id: "course", label: "mean over networks",
            index: Column(id: "epoch", quantity: Quantity("epoch"), values: courses[0].epochs.map(Double.init)),
            columns: [
                column("training", Quantity("training loss", unit: "nat"), \.trainingLoss),
                column("test", Quantity("test loss", unit: "nat"), \.testLoss),
                column("area", Quantity("normalised area under the ablation curve"), \.areas),
            ])
    }

    /// The turning points of the mean curves, for the eye; none where there is none.
    private static func turns(_ courses: [Course]) -> Series {
        let mean = Course(
            epochs: courses[0].epochs, trainingLoss: Statistics.columnMeans(courses.map(\.trainingLoss)),
            testLoss: Statistics.columnMeans(courses.map(\.testLoss)), areas: Statistics.columnMeans(courses.map(\.areas)))
        let found = [(1.0, mean.divergence), (2, mean.drop)].filter { $0.1 != nil }
        return Series(
            id: "turns", label: "turning points of the mean curves",
            index: Column(id: "kind", quantity: Quantity("1: least test loss, 2: greatest area"), values: found.map(\.0)),
            columns: [Column(id: "epoch", quantity: Quantity("epoch"), values: found.map { Double($0.1!) })])
    }

    /// The first network's area against its test loss, from epoch 1 on; and every network's correlation.
    private static func paths(_ courses: [Course]) -> [Series] {
        let trained = courses[0].epochs.indices.filter { courses[0].epochs[$0] > 0 }
        let correlations = courses.map { [$0.correlation(after: 0)] }
        return [
            Series(
                id: "path", label: "first network",
                index: Column(id: "epoch", quantity: Quantity("epoch"), values: trained.map { Double(courses[0].epochs[$0]) }),
                columns: [
                    Column(
                        id: "test", quantity: Quantity("test loss", unit: "nat"), values: trained.map { courses[0].testLoss[$0] }),
                    Column(
                        id: "area", quantity: Quantity("normalised area under the ablation curve"),
                        values: trained.map { courses[0].areas[$0] }),
                ]),
            Series(
                id: "correlations", label: "Spearman's correlation",
                index: Column(id: "from", quantity: Quantity("first epoch"), values: [1]),
                columns: [
                    Column(
                        id: "spearman", quantity: Quantity("Spearman's correlation"), values: Statistics.columnMeans(correlations),
                        replicates: correlations.count > 1 ? correlations : [])
                ]),
        ]
    }

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
