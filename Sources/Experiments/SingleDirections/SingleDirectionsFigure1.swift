import Charts
import Networks
import Results

/// Figure 1 (a): training accuracy as units are ablated, for networks trained on more and more shuffled labels.
public struct SingleDirectionsFigure1: Experiment {
    public init() {}

    public let id = FigureID(paper: "single-directions", figure: "fig1")
    public let label = "Figure 1"
    public let title = "Ablation of networks that generalise and that memorise"
    public let paper = Paper.singleDirections
    public let sourceFile = #fileID

    public let parameters =
        DirectionParameters.training + CorruptedNetworks.parameters + DirectionParameters.ablation

    public func needs(_ settings: Settings) -> Needs {
        Needs(jobs: CorruptedNetworks.conditions(settings).flatMap { $0.jobs(settings) })
    }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        let scored = inputs.settings.integer(DirectionParameters.scoredSamples)
        var series: [Series] = []
        for condition in CorruptedNetworks.conditions(inputs.settings) {
            let curves = try condition.jobs(inputs.settings).map { job in
                let trajectory = try inputs.trajectory(job)
                return try DirectionAblation(
                    trajectory.snapshots.last!.weights, of: job, on: inputs.data(job.data).split.training.first(scored), inputs)
            }
            series.append(
                DirectionSeries.curve(
                    id: CorruptedNetworks.id(condition), label: CorruptedNetworks.label(condition),
                    index: DirectionSeries.ablated(curves[0].counts), runs: curves.map(\.accuracies)))
        }
        return FigureResult(
            id: id, title: title, panels: [PanelResult(letter: "a", title: "MNIST", series: series)], tables: [], values: [], claims: [])
    }

    public func chart(_ result: FigureResult) -> Chart? {
        let panel = result.panels[0]
        let marks = panel.series.enumerated().flatMap { index, series in
            DirectionChart.marks(series, x: "ablated", style: SeriesStyle(Palette.categorical[index % 8], width: 1.3))
        }
        return Chart(
            panels: [
                Panel(
                    letter: "a", title: "MNIST", x: Axis("units ablated"),
                    y: Axis("training accuracy", including: [0, 1], format: .percent), marks: marks)
            ], columns: 1, width: 400, aspect: 0.7, legend: Legend(.bottom))
    }
}
