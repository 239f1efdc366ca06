// listing: example-figure
import Experiments

/// Figure 1: the accuracy of small tanh networks over training.
struct Figure1: Experiment {
    let identity = Identity(.example, "Figure 1", "Accuracy over training")
    let parameters = [Self.epochs, Self.networks]

    static let epochs = Parameter.given("epochs", "training length in epochs", 200, 1...100_000)
    static let networks = Parameter.chosen(
        "networks", "networks", 4, 1...100, because: "enough to see how far seeds differ")

    /// What the figure is computed from. Networks of equal jobs are trained once, whichever figures ask for them.
    func needs(_ settings: Settings) -> Needs { Needs(jobs: jobs(settings)) }

    private func jobs(_ settings: Settings) -> [TrainingJob] {
        Condition(
            Architecture(inputs: 12, hidden: [.init(8, .tanh), .init(4, .tanh)], classes: 2),
            Recipe(optimiser: .sgd(learningRate: 0.1), batchSize: 64, epochs: settings.integer(Self.epochs)),
            DataSelection(.szt), seeds: 0..<settings.integer(Self.networks), snapshots: .init(everyEpochUpTo: 0, count: 2)
        ).jobs
    }

    /// Numbers only: everything that is drawn or quoted is in the result.
    func compute(_ inputs: Inputs) throws -> FigureResult {
        let curves = try jobs(inputs.settings).map { try inputs.trajectory($0).validation?.accuracy ?? [] }
        let epochs = Column("epoch", Quantity("training epoch", unit: "epoch"), curves[0].indices)
        let ends = curves.map { $0[$0.count - 1] }
        return result(
            panels: [PanelResult("", "", [.overNetworks("validation", "Validation", epochs, "validation accuracy", curves)])],
            values: [NamedValue("accuracy", "validation accuracy", Statistics.mean(ends), 3)], claims: [Self.learns(ends)])
    }

    /// A statement of the paper, put to the test by a rule that can fail.
    /// - Parameter accuracies: each network's, at the end.
    static func learns(_ accuracies: [Double]) -> Claim {
        Claim(
            "learns", "The networks learn the task.", .sentence, "Section 1, figure 1", "validation accuracy at the end",
            digits: 3, .networks(accuracies), .over(0.9))
    }

    /// The result as a picture; computes nothing.
    func chart(_ result: FigureResult) -> Chart? {
        let curve = [Mark].curve(result.panels[0].series[0], style: .series(0).width(1.8))
        return Chart(panels: [Panel(x: Axis("epoch"), y: .accuracy("validation accuracy", domain: 0.5...1), marks: curve)])
    }
}
// end of listing
