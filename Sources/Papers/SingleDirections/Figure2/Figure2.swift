import Experiments

/// Figure 2 (a): training accuracy as noise is added to all hidden units, for networks trained on more and more shuffled labels.
struct Figure2: Experiment {
    let identity = Identity(.singleDirections, "Figure 2", "Noise in networks that generalise and in networks that memorise")

    let parameters =
        NetworkFamily.generalisation.parameters + [
            DirectionParameters.corruptions, runs, noises, leastNoise, greatestNoise, DirectionParameters.scoredSamples,
        ]

    static let runs = Parameter.given("runs", "draws of noise", 10, 2...1000)
    static let noises = Parameter.chosen(
        "noises", "noise scales, evenly spaced on the logarithmic axis", 25, 3...1000, because: "the paper does not give them")
    private static let leastNoise = Parameter.chosen(
        "leastNoise", "least variance of the noise, in variances of the unit", 0.01, 1e-6...1,
        because: "the paper does not give it; less noise changes next to nothing")
    private static let greatestNoise = Parameter.chosen(
        "greatestNoise", "greatest variance of the noise, in variances of the unit", 1000, 2...1e6,
        because: "the paper does not give it; more noise leaves chance")

    func conditions(_ settings: Settings) -> [DirectionCondition] { DirectionCondition.shares(.generalisation, settings) }

    func needs(_ settings: Settings) -> Needs { Needs(jobs: conditions(settings).flatMap(\.jobs)) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let settings = inputs.settings
        let scales = Self.scales(
            from: settings.number(Self.leastNoise), to: settings.number(Self.greatestNoise), count: settings.integer(Self.noises))
        let noises = Column("noise", Quantity("variance of the noise", unit: "variances of the unit"), scales)
        let conditions = try conditions(settings).map { try Self.noisy($0, scales: scales, inputs) }
        return result(
            panels: [PanelResult("a", "MNIST", conditions.map { $0.networks.series(noises) })],
            tables: [
                TableResult(
                    "Means over the networks of each share of shuffled labels. The area is the curve's mean height over the logarithmic "
                        + "axis; halfway: the variance of the noise, in variances of the unit, that brings accuracy halfway down to chance",
                    of: conditions,
                    [
                        ("Labels", { .text($0.networks.label) }), ("Accuracy without noise in %", { .number(100 * $0.clean, 1) }),
                        ("Area", { .number($0.networks.area, 3) }), ("Halfway", { .number($0.halfway, 1) }),
                    ])
            ], values: Self.values(conditions), claims: Self.claims(conditions.map(\.networks)))
    }

    /// The networks of one share of shuffled labels, their mean accuracy without noise, and the noise at which the mean curve has come half
    /// the way down to chance, the greatest where it never has.
    private typealias Noisy = (networks: PerturbedNetworks, clean: Double, halfway: Double)

    private static func noisy(_ condition: DirectionCondition, scales: [Double], _ inputs: Inputs) throws -> Noisy {
        let samples = try condition.scored(inputs)
        let noisy = try zip(condition.jobs, condition.moments(inputs)).map { job, moments in
            let weights = try inputs.weights(job)
            return (
                accuracies: try accuracies(
                    weights, of: job, on: samples, moments: moments, scales: scales, runs: inputs.settings.integer(runs),
                    checkCancellation: inputs.checkCancellation),
                clean: ActivationReader(job.architecture).score(weights, on: samples).accuracy
            )
        }
        let networks = PerturbedNetworks(
            id: condition.id, label: condition.label, corruption: condition.corruption, x: scales.map(DeterministicMath.log),
            accuracies: noisy.map(\.accuracies))
        let clean = Statistics.mean(noisy.map(\.clean))
        return (networks, clean, DeterministicMath.exp(networks.halfway(from: clean)))
    }

    private static func values(_ conditions: [Noisy]) -> [NamedValue] {
        let sorted = conditions.sorted { $0.networks.corruption < $1.networks.corruption }
        let noise = Quantity("noise at which accuracy is halfway down to chance", unit: "variances of the unit")
        return [DirectionChart.chance]
            + zip(["true", "shuffled"], [sorted[0], sorted[sorted.count - 1]]).flatMap { name, condition in
                [
                    NamedValue("\(name)Area", "area under the curve", condition.networks.area, 2),
                    NamedValue("\(name)Halfway", noise, condition.halfway, 1),
                ]
            }
    }

    /// - Parameter networks: a condition each.
    private static func claims(_ networks: [PerturbedNetworks]) -> [Claim] {
        [
            SensitivityClaims.memorisersAreSensitive(
                networks,
                "Networks trained on labels of which a share is shuffled are more sensitive to noise along random directions than "
                    + "networks trained on true labels.", "Section 3.1, figure 2"),
            SensitivityClaims.memorisersAreBelowThroughout(
                networks, "They are so substantially and consistently.", "Section 3.1, figure 2"),
            SensitivityClaims.areaFalls(
                networks, "The more the training set must be memorised, the more sensitive the network is to noise.", "Figure 2"),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        DirectionChart.shares(
            result, x: [Axis("variance of the noise, in variances of the unit", scale: .log10, ends: .tight)])
    }
}
