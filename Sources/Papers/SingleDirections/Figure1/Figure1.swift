import Experiments

/// Figure 1: training accuracy as units are ablated, for networks trained on more and more shuffled labels: (a) on MNIST, (b) feature maps
/// on CIFAR-10.
struct Figure1: Experiment {
    let identity = Identity(.singleDirections, "Figure 1", "Ablating networks that generalise and networks that memorise")

    let parameters =
        DirectionParameters.training + CorruptedNetworks.parameters + DirectionParameters.ablation + ConvolutionParameters.training
        + [ConvolutionParameters.scoredSamples]

    /// The networks of one share of shuffled labels.
    private struct Condition {
        let corruption: Double
        let jobs: [TrainingJob]
    }

    private func conditions(_ settings: Settings) -> (units: [Condition], maps: [Condition]) {
        (
            CorruptedNetworks.conditions(settings).map { Condition(corruption: $0.corruption, jobs: $0.jobs(settings)) },
            settings.numbers(DirectionParameters.corruptions).map {
                Condition(corruption: $0, jobs: ConvolutionCondition(corruption: $0).jobs(settings))
            }
        )
    }

    func needs(_ settings: Settings) -> Needs {
        let (units, maps) = conditions(settings)
        return Needs(jobs: (units + maps).flatMap(\.jobs))
    }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        let (units, maps) = conditions(settings)
        return (claim.id.hasSuffix(Self.ofMaps) ? maps : units).flatMap(\.jobs).map(\.data)
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let (units, maps) = conditions(inputs.settings)
        let unitCurves = try ablated(units, scored: DirectionParameters.scoredSamples, inputs)
        let mapCurves = try ablated(
            maps, layers: ConvolutionCondition.ablatedLayers, scored: ConvolutionParameters.scoredSamples, inputs)
        return FigureResult(
            id: id, title: title,
            panels: [
                PanelResult(letter: "a", title: "MNIST, all units", series: unitCurves.map(\.series)),
                PanelResult(letter: "b", title: "CIFAR-10, last three layers", series: mapCurves.map(\.series)),
            ],
            tables: [
                Self.table(unitCurves, of: "units"),
                Self.table(mapCurves, of: "feature maps of the last three layers"),
            ],
            values: [DirectionChart.chanceValue] + Self.values(unitCurves) + Self.values(mapCurves, of: "maps"),
            claims: Self.claims(unitCurves.map(\.networks))
                + Self.claims(mapCurves.map(\.networks)).map { claim in
                    var claim = claim
                    claim.id += Self.ofMaps
                    claim.statement += " (Convolutional networks, panel b.)"
                    return claim
                })
    }

    /// - Parameter layers: those whose units are ablated; nil: all hidden ones.
    private func ablated(
        _ conditions: [Condition], layers: [Int]? = nil, scored: Parameter, _ inputs: Inputs
    ) throws -> [Ablated] {
        try conditions.map { condition in
            let trajectories = try condition.jobs.map(inputs.trajectory)
            let curves = try zip(condition.jobs, trajectories).map { job, trajectory in
                try DirectionAblation(
                    trajectory.snapshots.last!.weights, of: job,
                    on: inputs.data(job.data).split.training.first(inputs.settings.integer(scored)), layers: layers, inputs)
            }
            return Ablated(
                id: CorruptedNetworks.id(condition.corruption),
                networks: PerturbedNetworks(
                    label: CorruptedNetworks.label(condition.corruption), corruption: condition.corruption,
                    x: curves[0].counts.map(Double.init), accuracies: curves.map(\.accuracies)),
                testAccuracies: trajectories.compactMap { $0.test?.accuracy.last })
        }
    }

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

    private static func table(_ conditions: [Ablated], of units: String) -> TableResult {
        TableResult(
            title:
                "Means over the networks of each share of shuffled labels. The area is the ablation curve's mean height; halfway: the share "
                + "of \(units) whose loss brings accuracy halfway down to chance",
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

    /// - Parameter units: what the values' names begin with; "": nothing.
    private static func values(_ conditions: [Ablated], of units: String = "") -> [NamedValue] {
        let ends = [
            ("true", conditions.min { $0.networks.corruption < $1.networks.corruption }),
            ("shuffled", conditions.max { $0.networks.corruption < $1.networks.corruption }),
        ]
        return ends.flatMap { name, condition -> [NamedValue] in
            guard let condition else { return [] }
            let id = units.isEmpty ? name : units + name.capitalized
            let halfway = "\(units.isEmpty ? "units" : units) ablated where accuracy is halfway down to chance"
            var values = [
                NamedValue(
                    id: "\(id)Area", quantity: Quantity("area under the ablation curve"),
                    value: Statistics.mean(condition.networks.areas), digits: 2),
                NamedValue(
                    id: "\(id)Halfway", quantity: Quantity(halfway, unit: "%"), value: 100 * condition.halfway, digits: 0),
            ]
            if !condition.testAccuracies.isEmpty {
                values.append(
                    NamedValue(
                        id: "\(id)Test", quantity: Quantity("test accuracy", unit: "%"),
                        value: 100 * Statistics.mean(condition.testAccuracies), digits: 1))
            }
            return values
        }
    }

    func chart(_ result: FigureResult) -> Chart? {
        DirectionChart.corruptions(
            result,
            x: zip(["units ablated, of both layers", "feature maps ablated"], result.panels).map { title, panel in
                Axis(title, domain: 0...(panel.series[0]["ablated"].last ?? 1))
            }, column: "ablated")
    }
}
