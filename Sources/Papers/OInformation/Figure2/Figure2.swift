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
        "retrainedEpochs", "re-training length in epochs", .integer(50), because: "as long as the first training",
        allowed: .integers(1...10_000))

    let parameters =
        OInformationNetworks.training + [OInformationNetworks.exhaustiveTo, keptNeurons, retrainedEpochs]

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: OInformationNetworks.jobs(.mnist, settings))
    }

    /// What becomes of the neurons that are not re-trained. The paper says "frozen" of the re-training and "removes" of its baselines.
    enum Others: String, CaseIterable, Sendable {
        /// They keep their initial weights and go on feeding the layer above.
        case frozen
        /// Their output is 0.
        case removed

        var title: String { self == .frozen ? "The other neurons frozen" : "The other neurons removed" }
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
        var whole: Double
        /// With as many neurons a layer as `sizes` says.
        var parts: [Others: [Choice: [Double]]]

        init(whole: Double, parts: [Others: [Choice: [Double]]]) {
            self.whole = whole
            self.parts = parts
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

    /// The re-trainings, which depend on what the neurons of the trained networks say.
    func next(_ inputs: Inputs) throws -> Needs? {
        guard inputs.rounds.count == 1 else { return nil }
        return Needs(jobs: try Self.retrainings(sizes: try sizes(inputs.settings), inputs).flatMap(\.jobs))
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let sizes = try sizes(inputs.settings)
        let networks = try Self.retrainings(sizes: sizes, inputs).map { try $0.retrained(inputs) }
        return FigureResult(
            id: id, title: title,
            panels: Others.allCases.enumerated().map { Self.panel(FigureLetters[$0], $1, networks, sizes: sizes) }
                + Others.allCases.enumerated().map { Self.gainPanel(FigureLetters[2 + $0], $1, networks, sizes: sizes) },
            tables: [Self.table(networks)], values: Self.values(networks, sizes: sizes),
            claims: Others.allCases.flatMap { others in
                [Self.synergyLosesLeast(networks, others)]
                    + [.mixture, .anova].map { Self.resemblesRandom(networks, $0, others) }
            })
    }
}
