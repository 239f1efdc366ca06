import Experiments

/// Figure 5: what dropout (a) and batch normalisation (b) do to a network's reliance on single units. Panel b is the counterpart on MNIST of
/// one on CIFAR-10.
struct Figure5: Experiment {
    let identity = Identity(.singleDirections, "Figure 5", "Dropout, batch normalisation and the reliance on single units")

    let parameters =
        DirectionParameters.training + [
            dropouts, dropoutWidth, dropoutEpochs, instances, CorruptedNetworks.width, CorruptedNetworks.epochs,
        ]
        + DirectionParameters.ablation

    private static let dropouts = Parameter.given(
        "dropouts", "shares of units that dropout leaves out in training (a)", .numbers([0.1, 0.2, 0.3]),
        allowed: .lists(0.01...0.9, counts: 2...6))
    private static let dropoutWidth = DirectionParameters.width("dropoutWidth", "dropout experiments (a)", 2048)
    private static let dropoutEpochs = DirectionParameters.epochs("dropoutEpochs", "dropout experiments (a)", 5000)
    static let instances = Parameter.given(
        "instances", "networks with and without batch normalisation each (b)", .integer(4), allowed: .integers(1...1000))

    func needs(_ settings: Settings) -> Needs {
        let dropped = Self.dropoutConditions(settings).flatMap { $0.jobs(settings) }
        let normalised = Self.normalisationConditions(settings).flatMap {
            $0.jobs(settings, count: settings.integer(Self.instances))
        }
        return Needs(jobs: dropped + normalised)
    }

    /// For each dropout true labels, then labels that are all shuffled. The halves, quarters and eighths of training are recorded, so
    /// that the speed of learning can be told.
    private static func dropoutConditions(_ settings: Settings) -> [DirectionCondition] {
        let epochs = settings.integer(dropoutEpochs)
        return settings.numbers(dropouts).flatMap { dropout in
            [0, 1].map { corruption in
                var condition = DirectionCondition(
                    width: settings.integer(dropoutWidth), epochs: epochs, corruption: corruption, dropout: dropout)
                condition.snapshots.including = [8, 4, 2].map { epochs / $0 }.filter { $0 > 0 }
                return condition
            }
        }
    }

    /// Without, then with batch normalisation.
    private static func normalisationConditions(_ settings: Settings) -> [DirectionCondition] {
        [false, true].map {
            DirectionCondition(
                width: settings.integer(CorruptedNetworks.width), epochs: settings.integer(CorruptedNetworks.epochs),
                isNormalised: $0)
        }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let settings = inputs.settings
        let dropped = try Self.dropoutConditions(settings).map { condition in
            try Self.dropout(condition, jobs: condition.jobs(settings), inputs)
        }
        let normalised = try Self.normalisationConditions(settings).map { condition in
            try Self.treated(condition, inputs)
        }
        let drawn = normalised.map { $0.curves[.both]! }
        let panels = [
            PanelResult(
                letter: "a", title: "MNIST, dropout", series: dropped.map(\.series) + [Self.marked(dropped)]),
            PanelResult(
                letter: "b", title: "MNIST, batch normalisation (counterpart)",
                series: zip(["plain", "normalised"], drawn).map { Self.series(id: $0, $1) }),
        ]
        return FigureResult(
            id: id, title: title, panels: panels,
            tables: [Self.table(dropped, drawn), Self.normalisationTable(normalised[0], normalised[1])],
            values: Self.values(dropped) + Self.normalisationValues(normalised[0], normalised[1]),
            claims: Self.dropoutClaims(dropped) + Self.normalisationClaims(plain: drawn[0], normalised: drawn[1]))
    }

    static func ablated(
        _ condition: DirectionCondition, jobs: [TrainingJob], label: String, _ treatment: Treatment, _ inputs: Inputs
    ) throws -> PerturbedNetworks {
        let scored = inputs.settings.integer(DirectionParameters.scoredSamples)
        let curves = try jobs.map { job in
            let weights = try inputs.trajectory(job).snapshots.last!.weights
            let samples = try inputs.data(job.data).split.training
            return try DirectionAblation(
                weights, of: job, on: samples.first(scored), layers: treatment.layers,
                replacement: treatment.replacement(weights, of: job, on: samples, inputs), inputs)
        }
        return PerturbedNetworks(
            label: label, corruption: condition.corruption, x: curves[0].counts.map(Double.init),
            accuracies: curves.map(\.accuracies))
    }

    private static func dropout(
        _ condition: DirectionCondition, jobs: [TrainingJob], _ inputs: Inputs
    ) throws -> DroppedNetworks {
        let name = "dropout \(SettingValue.number(condition.dropout)), \(condition.corruption == 0 ? "true" : "shuffled") labels"
        return DroppedNetworks(
            dropout: condition.dropout, networks: try ablated(condition, jobs: jobs, label: name, .both, inputs),
            learning: try jobs.map { job in
                let trajectory = try inputs.trajectory(job)
                return zip(trajectory.scoredEpochs, trajectory.training.accuracy).map { .init(epoch: $0, accuracy: $1) }
            })
    }
}
