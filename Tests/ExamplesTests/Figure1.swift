// listing: example-figure
import Experiments

/// Figure 1: the accuracy of small tanh networks over training.
struct Figure1: Experiment {
    let identity = Identity(.example, "Figure 1", "Accuracy over training")
    let parameters = [Self.epochs, Self.networks]

    static let epochs = Parameter.given(
        "epochs", "training length in epochs", .integer(200), allowed: .integers(1...100_000))
    static let networks = Parameter.chosen(
        "networks", "networks", .integer(4), because: "enough to see how far seeds differ", allowed: .integers(1...100))

    /// What the figure is computed from. Networks of equal jobs are trained once, whichever figures ask for them.
    func needs(_ settings: Settings) -> Needs { Needs(jobs: jobs(settings)) }

    private func jobs(_ settings: Settings) -> [TrainingJob] {
        (0..<settings.integer(Self.networks)).map { seed in
            TrainingJob(
                architecture: Architecture(inputs: 12, hidden: [.init(8, .tanh), .init(4, .tanh)], classes: 2),
                recipe: Recipe(
                    optimiser: .sgd(learningRate: 0.1), batchSize: 64, epochs: settings.integer(Self.epochs)),
                data: DataSelection(.szt), seed: UInt64(seed), snapshots: SnapshotSchedule(everyEpochUpTo: 0, count: 2))
        }
    }

    /// Numbers only: everything that is drawn or quoted is in the result.
    func compute(_ inputs: Inputs) throws -> FigureResult {
        let curves = try jobs(inputs.settings).map { job in
            try inputs.checkCancellation()
            return try inputs.trajectory(job).validation?.accuracy ?? []
        }
        let epochs = Column(
            id: "epoch", quantity: Quantity("training epoch", unit: "epoch"), values: curves[0].indices.map(Double.init))
        let means = epochs.values.indices.map { epoch in
            curves.reduce(0) { $0 + $1[epoch] } / Double(curves.count)
        }
        let accuracy = Column(
            id: "accuracy", quantity: Quantity("validation accuracy"), values: means,
            replicates: curves.count > 1 ? curves : [])
        return FigureResult(
            id: id, title: title,
            panels: [
                PanelResult(
                    letter: "", title: "",
                    series: [Series(id: "validation", label: "Validation", index: epochs, columns: [accuracy])])
            ],
            values: [
                NamedValue(id: "accuracy", quantity: accuracy.quantity, value: means[means.count - 1], digits: 3)
            ],
            claims: [Self.learns(curves.map { $0[$0.count - 1] })])
    }

    /// A statement of the paper, put to the test by a rule that can fail.
    /// - Parameter accuracies: each network's, at the end.
    static func learns(_ accuracies: [Double]) -> Claim {
        Claim(
            id: "learns", statement: "The networks learn the task.", source: "Section 1, figure 1", origin: .sentence,
            quantity: "validation accuracy at the end", digits: 3, parts: [.init(.networks(accuracies), .over(0.9))])
    }

    /// The result as a picture; computes nothing.
    func chart(_ result: FigureResult) -> Chart? {
        let series = result.panels[0].series[0]
        let style = SeriesStyle.series(0).width(1.8)
        let pale = SeriesStyle(style.color.mixed(with: .white, share: 0.6), width: 0.6)
        let networks = series.columns[0].replicates.enumerated().map { index, replicate in
            Mark.line(LineMark(x: series["epoch"], y: replicate, style: pale, label: index == 0 ? "each network" : nil))
        }
        let mean = LineMark(x: series["epoch"], y: series["accuracy"], style: style, label: networks.isEmpty ? nil : "mean")
        return Chart(panels: [
            Panel(x: Axis("epoch"), y: Axis("validation accuracy", domain: 0.5...1), marks: networks + [.line(mean)])
        ])
    }
}
// end of listing
