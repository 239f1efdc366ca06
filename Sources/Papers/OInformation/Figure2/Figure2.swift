import Experiments

/// Figure 2: accuracy after re-training a part of the neurons from their initial weights, chosen by synergy, at random, or by each
/// neuron's own information about the label.
struct Figure2: RoundwiseExperiment {
    let identity = Identity(.oInformation, "Figure 2", "Accuracy of re-trained sub-networks")

    static let keptNeurons = Parameter.chosen(
        "keptNeurons", "neurons of each hidden layer that are re-trained", .numbers([2, 4, 6, 8, 12, 16]),
        because: "closer where the accuracy changes most; all 20 are the whole network, which is always re-trained too",
        allowed: .lists(2...19, counts: 1...18))
    static let retrainedEpochs = Parameter.chosen(
        "retrainedEpochs", "re-training length in epochs", 50, 1...10_000,
        because: "the paper does not say; 50 are as long as the first training")

    let parameters = OInformationCondition.parameters + [keptNeurons, retrainedEpochs]

    func needs(_ settings: Settings) -> Needs { Needs(jobs: OInformationCondition.mnist.jobs(settings)) }

    /// What becomes of the neurons that are not re-trained. The paper says "frozen" of the re-training and "removes" of its baselines.
    enum Others: String, CaseIterable, Sendable {
        /// They keep their initial weights and go on feeding the layer above.
        case frozen
        /// Their output is 0.
        case removed

        var title: String { "The other neurons \(rawValue)" }
    }

    /// How the neurons that are re-trained are chosen.
    enum Choice: String, CaseIterable, Sendable {
        case synergy, random, mixture, anova

        var title: String {
            switch self {
            case .synergy: "Best synergy"
            case .random: "Random"
            case .mixture: "MI, Gaussian mixture"
            case .anova: "MI, ANOVA"
            }
        }
    }

    /// One network's test accuracies after re-training, 0 to 1.
    struct RetrainedNetwork {
        /// With all neurons.
        let whole: Double
        /// With as many neurons a layer as the sizes say.
        let parts: [Others: [Choice: [Double]]]

        /// Percentage points of accuracy that are lost against the whole network: the mean over the sizes.
        func loss(_ choice: Choice, _ others: Others) -> Double {
            100 * (whole - Statistics.mean(parts[others]![choice]!))
        }
    }

    private func sizes(_ settings: Settings) throws -> [Int] {
        let given = settings.numbers(Self.keptNeurons)
        let sizes = Set(given.map { Int($0) }).sorted()
        guard sizes.count == given.count, given.allSatisfy({ $0 == $0.rounded() }) else {
            throw Fault(
                "\(settings[Self.keptNeurons]) are no different whole numbers", at: "setting '\(Self.keptNeurons.key)'",
                remedy: "give numbers of neurons from 2 to 19, each once", status: .usage)
        }
        return sizes
    }

    private func retrainings(_ inputs: Inputs) throws -> [Retraining] {
        let sizes = try sizes(inputs.settings)
        return try inputs.remembered("retrainings") {
            try needs(inputs.settings).jobs.map { try Retraining($0, sizes: sizes, inputs) }
        }
    }

    /// The re-trainings, which depend on what the neurons of the trained networks say.
    func next(_ inputs: Inputs) throws -> Needs? {
        inputs.rounds.count == 1 ? Needs(jobs: try retrainings(inputs).flatMap(\.jobs)) : nil
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let sizes = try sizes(inputs.settings)
        let networks = try retrainings(inputs).map { try $0.retrained(inputs) }
        let panels =
            Others.allCases.map { Self.accuracies($0, networks, sizes) }
            + Others.allCases.map { Self.gains($0, networks, sizes) }
        return result(
            panels: panels.enumerated().map { PanelResult(FigureLetters[$0], $1.title, $1.series) },
            tables: [Self.table(networks)], values: Self.values(networks, sizes), claims: Self.claims(networks))
    }

    private static func kept(_ sizes: [Int]) -> Column { Column("kept", "neurons re-trained in each hidden layer", sizes) }

    /// A series a choice: the means over the networks and their standard deviation, the whole network at the end.
    private static func accuracies(
        _ others: Others, _ networks: [RetrainedNetwork], _ sizes: [Int]
    ) -> (title: String, series: [Series]) {
        let series = Choice.allCases.map { choice in
            Series.spread(
                choice.rawValue, choice.title, kept(sizes + [OInformationCondition.mnist.width]), "accuracy",
                Quantity("test accuracy after re-training", unit: "%"),
                networks.map { network in (network.parts[others]![choice]! + [network.whole]).map { 100 * $0 } })
        }
        return (others.title, series)
    }

    /// A series for each choice but random: by how much its accuracy surpasses random's in the same network, with the interval of the
    /// mean over networks.
    private static func gains(
        _ others: Others, _ networks: [RetrainedNetwork], _ sizes: [Int]
    ) -> (title: String, series: [Series]) {
        let series = Choice.allCases.filter { $0 != .random }.map { choice in
            Series.overNetworks(
                choice.rawValue, choice.title, kept(sizes),
                Quantity("test accuracy beyond that of the random choice", unit: "percentage points"),
                networks.map { network in
                    zip(network.parts[others]![choice]!, network.parts[others]![.random]!).map { 100 * ($0 - $1) }
                }, names: ("gain", "low", "high"))
        }
        return ("\(others.title): beyond random", series)
    }

    private static func table(_ networks: [RetrainedNetwork]) -> TableResult {
        func loss(_ others: Others) -> (String, (Choice) -> TableResult.Cell) {
            (others.title, { choice in .mean(networks.map { $0.loss(choice, others) }, 2, within: .points) })
        }
        return TableResult(
            "Accuracy lost against the whole network, in percentage points: mean over the sizes, "
                + Estimate.meanWords(of: networks.count),
            of: Choice.allCases, [("Neurons chosen by", { .text($0.title) })] + Others.allCases.map(loss))
    }

    @ListOf<NamedValue> private static func values(_ networks: [RetrainedNetwork], _ sizes: [Int]) -> [NamedValue] {
        NamedValue("networks", "networks", networks.count)
        NamedValue(
            "whole", Quantity("test accuracy of the whole network", unit: "%"), 100 * Statistics.mean(networks.map(\.whole)), 1)
        NamedValue("fewest", "fewest neurons re-trained", sizes[0])
        for others in Others.allCases {
            for choice in Choice.allCases {
                let id = others.rawValue + choice.rawValue.prefix(1).uppercased() + choice.rawValue.dropFirst()
                NamedValue(
                    id, Quantity("accuracy lost, mean over the sizes", unit: "percentage points"),
                    Statistics.mean(networks.map { $0.loss(choice, others) }), 2)
                NamedValue(
                    "\(id)Fewest", Quantity("test accuracy with the fewest neurons", unit: "%"),
                    100 * Statistics.mean(networks.map { $0.parts[others]![choice]![0] }), 1)
            }
        }
    }
}
