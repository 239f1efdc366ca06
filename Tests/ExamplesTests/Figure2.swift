// listing: readme-figure
import Experiments

struct Figure2: Experiment {
    let identity = Identity(.example, "Figure 2", "Accuracy of four networks"), parameters: [Parameter] = []
    let networks = Condition(
        Architecture(inputs: 12, hidden: [.init(8, .tanh), .init(4, .tanh)], classes: 2),
        Recipe(optimiser: .sgd(learningRate: 0.1), batchSize: 64, epochs: 200), DataSelection(.szt), seeds: 1..<5,
        snapshots: .init(everyEpochUpTo: 0, count: 2))
    func needs(_ settings: Settings) -> Needs { Needs(jobs: networks.jobs) }
    func compute(_ inputs: Inputs) throws -> FigureResult {
        let curves = try networks.jobs.map { try inputs.trajectory($0).validation?.accuracy ?? [] }
        let epochs = Column("epoch", "epoch", curves[0].indices)
        return result(panels: [PanelResult("", "", [.overNetworks("validation", "Validation", epochs, "accuracy", curves)])])
    }
    func chart(_ result: FigureResult) -> Chart? {
        let curve = [Mark].curve(result.panels[0].series[0], style: .series(0))
        return Chart(panels: [Panel(x: Axis("epoch"), y: .accuracy("validation accuracy", domain: 0.5...1), marks: curve)])
    }
}
// end of listing
