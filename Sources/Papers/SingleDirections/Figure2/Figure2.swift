import Experiments

/// Figure 2 (a): training accuracy as noise is added to all hidden units, for networks trained on more and more shuffled labels.
struct Figure2: Experiment {
    let identity = Identity(.singleDirections, "Figure 2", "Noise in networks that generalise and in networks that memorise")

    let parameters =
        DirectionParameters.training + CorruptedNetworks.parameters + [runs, noises, leastNoise, greatestNoise]
        + [DirectionParameters.scoredSamples]

    private static let runs = Parameter.given("runs", "draws of noise", .integer(10), allowed: .integers(2...1000))
    private static let noises = Parameter.chosen(
        "noises", "noise scales, evenly spaced on the logarithmic axis", .integer(25), because: "the paper does not give them",
        allowed: .integers(3...1000))
    private static let leastNoise = Parameter.chosen(
        "leastNoise", "least variance of the noise, in variances of the unit", .number(0.01),
        because: "the paper does not give it; less noise changes next to nothing", allowed: .numbers(1e-6...1))
    private static let greatestNoise = Parameter.chosen(
        "greatestNoise", "greatest variance of the noise, in variances of the unit", .number(1000),
        because: "the paper does not give it; more noise leaves chance", allowed: .numbers(2...1e6))

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: CorruptedNetworks.conditions(settings).flatMap { $0.jobs(settings) })
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let settings = inputs.settings
        let scales = Self.scales(
            from: settings.number(Self.leastNoise), to: settings.number(Self.greatestNoise), count: settings.integer(Self.noises))
        var conditions: [NoisyCondition] = []
        for condition in CorruptedNetworks.conditions(settings) {
            let networks = try condition.jobs(settings).map { job in
                let weights = try inputs.trajectory(job).snapshots.last!.weights
                let samples = try inputs.data(job.data).split.training
                let scored = samples.first(settings.integer(DirectionParameters.scoredSamples))
                let moments = try UnitMoments(
                    weights, of: job.architecture, on: samples, checkCancellation: inputs.checkCancellation)
                return (
                    noisy: try Self.accuracies(
                        weights, of: job, on: scored, moments: moments, scales: scales, runs: settings.integer(Self.runs),
                        checkCancellation: inputs.checkCancellation),
                    clean: ActivationReader(job.architecture).score(weights, on: scored).accuracy
                )
            }
            conditions.append(
                NoisyCondition(
                    id: CorruptedNetworks.id(condition.corruption), scales: scales, cleanAccuracies: networks.map(\.clean),
                    networks: PerturbedNetworks(
                        label: CorruptedNetworks.label(condition.corruption), corruption: condition.corruption,
                        x: scales.map(DeterministicMath.log), accuracies: networks.map(\.noisy))))
        }
        return FigureResult(
            id: id, title: title, panels: [PanelResult(letter: "a", title: "MNIST", series: conditions.map(\.series))],
            tables: [Self.table(conditions)], values: Self.values(conditions), claims: Self.claims(conditions.map(\.networks)))
    }

    /// The networks of one share of shuffled labels.
    private struct NoisyCondition {
        let id: String
        let scales: [Double]
        /// Without noise, a network each.
        let cleanAccuracies: [Double]
        let networks: PerturbedNetworks

        var cleanAccuracy: Double { Statistics.mean(cleanAccuracies) }

        var series: Series {
            DirectionSeries.curve(
                id: id, label: networks.label,
                index: Column(
                    id: "noise", quantity: Quantity("variance of the noise", unit: "variances of the unit"), values: scales),
                runs: networks.accuracies)
        }

        /// The noise at which the mean curve has come half the way down to chance; the greatest where it never has.
        var halfway: Double {
            let middle = (cleanAccuracy + DirectionChart.chance) / 2
            return DeterministicMath.exp(networks.place(of: networks.mean, below: middle))
        }
    }

    private static func table(_ conditions: [NoisyCondition]) -> TableResult {
        TableResult(
            title:
                "Means over the networks of each share of shuffled labels. The area is the curve's mean height over the logarithmic axis; "
                + "halfway: the variance of the noise, in variances of the unit, that brings accuracy halfway down to chance",
            header: ["Labels", "Accuracy without noise in %", "Area", "Halfway"],
            rows: conditions.map { condition in
                [
                    .text(condition.networks.label), .number(100 * condition.cleanAccuracy, digits: 1),
                    .number(Statistics.mean(condition.networks.areas), digits: 3), .number(condition.halfway, digits: 1),
                ]
            })
    }

    private static func values(_ conditions: [NoisyCondition]) -> [NamedValue] {
        let sorted = conditions.sorted { $0.networks.corruption < $1.networks.corruption }
        return [DirectionChart.chanceValue]
            + zip(["true", "shuffled"], [sorted[0], sorted[sorted.count - 1]]).flatMap { name, condition in
                [
                    NamedValue(
                        id: "\(name)Area", quantity: Quantity("area under the curve"),
                        value: Statistics.mean(condition.networks.areas), digits: 2),
                    NamedValue(
                        id: "\(name)Halfway",
                        quantity: Quantity("noise at which accuracy is halfway down to chance", unit: "variances of the unit"),
                        value: condition.halfway, digits: 1),
                ]
            }
    }

    func chart(_ result: FigureResult) -> Chart? {
        DirectionChart.corruptions(
            result, x: [Axis("variance of the noise, in variances of the unit", scale: .log10, ends: .tight)], column: "noise")
    }
}
