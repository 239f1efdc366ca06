import Experiments

/// Figure 2: training accuracy as noise is added to all hidden units, for networks trained on more and more shuffled labels: (a) on MNIST,
/// (b) on CIFAR-10, where a unit is a feature map and each of its positions gets noise of its own.
///
/// "The variance of the noise added was normalized by the empirical variance of the unit's activations across the training set" (Section
/// 2.2): a scale s adds normal noise of mean 0 and variance s Var(unit), that is of standard deviation sqrt(s) sd(unit). Read as a factor
/// of the standard deviation, the same curves would stand at the roots of these scales, which halves the logarithmic axis and orders
/// nothing anew. A unit that never varies gets no noise.
struct Figure2: Experiment {
    let identity = Identity(.singleDirections, "Figure 2", "Noise in networks that generalise and in networks that memorise")

    let parameters =
        SharePanel.parameters + [runs, noises, leastNoise, greatestNoise, greatestOfMaps]
        + SharePanel.both.map(\.family.scoredSamples)

    static let runs = Parameter.given("runs", "draws of noise", 10, 2...1000)
    static let noises = Parameter.chosen(
        "noises", "noise scales, evenly spaced on the logarithmic axis", 25, 3...1000, because: "the paper does not give them")
    private static let leastNoise = Parameter.chosen(
        "leastNoise", "least variance of the noise, in variances of the unit", 0.01, 1e-6...1,
        because: "the paper does not give it; less noise changes next to nothing")
    private static let greatestNoise = Parameter.chosen(
        "greatestNoise", "greatest variance of the noise, in variances of the unit", 1000, 2...1e6,
        because: "the paper does not give it; more noise leaves chance")
    private static let greatestOfMaps = Parameter.chosen(
        "mapGreatestNoise", "the same of feature maps", 10, 2...1e6,
        because: "the paper does not give it; through eleven layers more noise leaves chance")

    /// Of each panel, those of each share of shuffled labels.
    func conditions(_ settings: Settings) -> [[DirectionCondition]] { SharePanel.both.map { $0.conditions(settings) } }
    func needs(_ settings: Settings) -> Needs { Needs(jobs: conditions(settings).joined().flatMap(\.jobs)) }
    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] { SharePanel.data(of: claim, settings) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let panels = try SharePanel.both.map { panel in
            let scales = Self.scales(panel, inputs.settings)
            return (panel, scales, try panel.conditions(inputs.settings).map { try Self.noisy($0, scales: scales, inputs) })
        }
        return result(
            panels: panels.map { panel, scales, shares in
                let noises = Column("noise", Quantity("variance of the noise", unit: "variances of the unit"), scales)
                return PanelResult(panel.letter, panel.dataset, shares.map { $0.networks.series(noises) })
            }, tables: panels.map { Self.table($2, of: $0) },
            values: [DirectionChart.chance] + panels.flatMap { Self.values($2, of: $0) },
            claims: panels.flatMap { panel, _, shares in panel.named(Self.claims(shares.map(\.networks))) })
    }

    private static func scales(_ panel: SharePanel, _ settings: Settings) -> [Double] {
        scales(
            from: settings.number(leastNoise), to: settings.number(panel.isOfMaps ? greatestOfMaps : greatestNoise),
            count: settings.integer(noises))
    }

    private static func table(_ shares: [Noisy], of panel: SharePanel) -> TableResult {
        TableResult(
            "\(panel.dataset): means over the networks of each share of shuffled labels. The area is the curve's mean height over the "
                + "logarithmic axis; halfway: the variance of the noise, in variances of the unit, that brings accuracy halfway down to "
                + "chance", of: shares,
            [
                ("Labels", { .text($0.networks.label) }), ("Accuracy without noise in %", { .number(100 * $0.clean, 1) }),
                ("Area", { .number($0.networks.area, 3) }), ("Halfway", { .number($0.halfway, 2) }),
            ])
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

    private static func values(_ shares: [Noisy], of panel: SharePanel) -> [NamedValue] {
        let noise = Quantity("noise at which accuracy is halfway down to chance", unit: "variances of the unit")
        return panel.ends(shares, \.networks).flatMap { id, share in
            [
                NamedValue("\(id)Area", "area under the curve", share.networks.area, 2),
                NamedValue("\(id)Halfway", noise, share.halfway, panel.isOfMaps ? 2 : 1),
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

    /// From `least` to `greatest`, evenly spaced on a logarithmic axis.
    static func scales(from least: Double, to greatest: Double, count: Int) -> [Double] {
        precondition(least > 0 && least < greatest && count > 1, "\(count) scales from \(least) to \(greatest)")
        let (first, last) = (DeterministicMath.log(least), DeterministicMath.log(greatest))
        return (0..<count).map { DeterministicMath.exp(first + Double($0) / Double(count - 1) * (last - first)) }
    }

    /// The noise's standard deviation of each unit; none where a layer has no units of its own.
    static func deviations(_ moments: UnitMoments, of architecture: Architecture, scale: Double) -> [[Float]] {
        let (factor, layers) = (Float(scale.squareRoot()), Set(architecture.unitLayers))
        return moments.deviations.enumerated().map { layer, values in layers.contains(layer) ? values.map { factor * $0 } : [] }
    }

    /// Training accuracy under noise: [run][scale].
    ///
    /// A run is one draw of standard normal numbers for each unit and sample, which the scales stretch: a run's curve shows what more
    /// of the same noise does. Runs of one number draw alike for all networks of a seed.
    static func accuracies(
        _ weights: Weights, of job: TrainingJob, on samples: LabelledSamples, moments: UnitMoments, scales: [Double], runs: Int,
        checkCancellation: () throws -> Void
    ) rethrows -> [[Double]] {
        let reader = ActivationReader(job.architecture)
        let blockSize = job.architecture.portion
        var correct = [[Double]](repeating: [Double](repeating: 0, count: scales.count), count: runs)
        for (block, range) in samples.portions(of: blockSize).enumerated() {
            let part = samples.count <= blockSize ? samples : samples.selecting(range)
            for run in 0..<runs {
                let seed = seed(of: job, run: run, block: block)
                for (place, scale) in scales.enumerated() {
                    try checkCancellation()
                    let score = reader.score(
                        weights, on: part, noise: deviations(moments, of: job.architecture, scale: scale), seed: seed)
                    correct[run][place] += (score.accuracy * Double(part.count)).rounded()
                }
            }
        }
        return correct.map { $0.map { $0 / Double(samples.count) } }
    }

    private static func seed(of job: TrainingJob, run: Int, block: Int) -> UInt64 {
        var generator = SeededGenerator(seed: job.seed, purpose: "noise run \(run)", index: UInt64(block))
        return generator.next()
    }

    func chart(_ result: FigureResult) -> Chart? {
        let noise = Axis("variance of the noise, in the unit's own", scale: .log10, ends: .tight)
        return DirectionChart.shares(result, x: result.panels.map { _ in noise })
    }
}
