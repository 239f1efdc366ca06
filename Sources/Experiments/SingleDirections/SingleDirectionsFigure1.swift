import Charts
import Networks
import NumericCore
import Results
import SampleStatistics

/// Figure 1 (a): training accuracy as units are ablated, for networks trained on more and more shuffled labels.
public struct SingleDirectionsFigure1: Experiment {
    public init() {}

    public let id = FigureID(paper: "single-directions", figure: "fig1")
    public let label = "Figure 1"
    public let title = "Ablating networks that generalise and networks that memorise"
    public let paper = Paper.singleDirections
    public let sourceFile = #fileID

    public let parameters =
        DirectionParameters.training + CorruptedNetworks.parameters + DirectionParameters.ablation

    public func needs(_ settings: Settings) -> Needs {
        Needs(jobs: CorruptedNetworks.conditions(settings).flatMap { $0.jobs(settings) })
    }

    public func compute(_ inputs: Inputs) throws -> FigureResult {
        let scored = inputs.settings.integer(DirectionParameters.scoredSamples)
        var conditions: [Ablated] = []
        for condition in CorruptedNetworks.conditions(inputs.settings) {
            let jobs = condition.jobs(inputs.settings)
            let trajectories = try jobs.map(inputs.trajectory)
            let curves = try zip(jobs, trajectories).map { job, trajectory in
                try DirectionAblation(
                    trajectory.snapshots.last!.weights, of: job, on: inputs.data(job.data).split.training.first(scored), inputs)
            }
            conditions.append(
                Ablated(
                    id: CorruptedNetworks.id(condition),
                    networks: PerturbedNetworks(
                        label: CorruptedNetworks.label(condition), corruption: condition.corruption,
                        x: curves[0].counts.map(Double.init), accuracies: curves.map(\.accuracies)),
                    testAccuracies: trajectories.compactMap { $0.test?.accuracy.last }))
        }
        return FigureResult(
            id: id, title: title, panels: [PanelResult(letter: "a", title: "MNIST", series: conditions.map(\.series))],
            tables: [Self.table(conditions)], values: Self.values(conditions), claims: Self.claims(conditions.map(\.networks)))
    }

    /// The networks of one share of shuffled labels.
    private struct Ablated {
        let id: String
        let networks: PerturbedNetworks
        let testAccuracies: [Double]

        var series: Series {
            DirectionSeries.curve(
                id: id, label: networks.label, index: DirectionSeries.ablated(networks.x.map { Int($0) }), runs: networks.accuracies
            )
        }

        /// Without ablation.
        var trainingAccuracy: Double { networks.mean[0] }

        /// The share of units after which the mean curve has come half the way down to chance.
        var halfway: Double {
            let middle = (trainingAccuracy + DirectionChart.chance) / 2
            return networks.place(of: networks.mean, below: middle) / networks.x[networks.x.count - 1]
        }
    }

    private static func table(_ conditions: [Ablated]) -> TableResult {
        TableResult(
            title:
                "Means over the networks of each share of shuffled labels. The area is the ablation curve's mean height; halfway: the share "
                + "of units whose loss brings accuracy halfway down to chance",
            header: ["Labels", "Training accuracy in %", "Test accuracy in %", "Area", "Halfway in % of the units"],
            rows: conditions.map { condition in
                [
                    .text(condition.networks.label), .number(100 * condition.trainingAccuracy, digits: 1),
                    condition.testAccuracies.isEmpty
                        ? .text("–") : .number(100 * Statistics.mean(condition.testAccuracies), digits: 1),
                    .number(Statistics.mean(condition.networks.areas), digits: 3), .number(100 * condition.halfway, digits: 1),
                ]
            })
    }

    private static func values(_ conditions: [Ablated]) -> [NamedValue] {
        var values = [DirectionChart.chanceValue]
        let ends = [
            ("true", conditions.min { $0.networks.corruption < $1.networks.corruption }),
            ("shuffled", conditions.max { $0.networks.corruption < $1.networks.corruption }),
        ]
        for case (let name, let condition?) in ends {
            values += [
                NamedValue(
                    id: "\(name)Area", quantity: Quantity("area under the ablation curve"),
                    value: Statistics.mean(condition.networks.areas), digits: 2),
                NamedValue(
                    id: "\(name)Halfway", quantity: Quantity("units ablated where accuracy is halfway down to chance", unit: "%"),
                    value: 100 * condition.halfway, digits: 0),
            ]
            if !condition.testAccuracies.isEmpty {
                values.append(
                    NamedValue(
                        id: "\(name)Test", quantity: Quantity("test accuracy", unit: "%"),
                        value: 100 * Statistics.mean(condition.testAccuracies), digits: 1))
            }
        }
        return values
    }

    public func chart(_ result: FigureResult) -> Chart? {
        DirectionChart.corruptions(
            result, x: Axis("units ablated, of both layers", domain: 0...(result.panels[0].series[0]["ablated"].last ?? 1)),
            column: "ablated")
    }
}
