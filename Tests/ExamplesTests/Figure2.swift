// listing: readme-figure
import Experiments

struct Figure2: Experiment {
    let identity = Identity(.example, "Figure 2", "Accuracy over training"), parameters: [Parameter] = []
    let job = TrainingJob(
        architecture: Architecture(inputs: 12, hidden: [.init(8, .tanh), .init(4, .tanh)], classes: 2),
        recipe: Recipe(optimiser: .sgd(learningRate: 0.1), batchSize: 64, epochs: 200), data: DataSelection(.szt), seed: 1,
        snapshots: SnapshotSchedule(everyEpochUpTo: 0, count: 2))
    func needs(_ settings: Settings) -> Needs { Needs(jobs: [job]) }
    func compute(_ inputs: Inputs) throws -> FigureResult {
        let curve = try inputs.trajectory(job).validation?.accuracy ?? []
        let epochs = Column(id: "epoch", quantity: Quantity("epoch"), values: curve.indices.map(Double.init))
        let accuracy = Column(id: "accuracy", quantity: Quantity("validation accuracy"), values: curve)
        let series = Series(id: "validation", label: "Validation", index: epochs, columns: [accuracy])
        return FigureResult(
            id: id, title: title, panels: [PanelResult(letter: "", title: "", series: [series])], values: [], claims: [])
    }
    func chart(_ result: FigureResult) -> Chart? {
        let series = result.panels[0].series[0]
        let line = LineMark(x: series["epoch"], y: series["accuracy"], style: .series(0))
        return Chart(panels: [Panel(x: Axis("epoch"), y: Axis("validation accuracy"), marks: [.line(line)])])
    }
}
// end of listing
