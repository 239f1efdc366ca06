import Experiments

/// Figure 1: entropy, mutual information and KL selectivity of the neurons of each layer, all networks pooled.
struct Figure1: Experiment {
    let identity = Identity(.ablation, "Figure 1", "What the neurons of each layer measure")

    static let conditions: [(letter: String, title: String, condition: AblationCondition)] = [
        ("a", "MNIST, ReLU, Dropout", .mnistReluDropout), ("b", "FashionMNIST, ReLU, L2", .fashionReluL2),
        ("c", "Small Fashion, ReLU, Dropout", .smallFashionReluDropout), ("d", "CIFAR-10, ReLU, L2", .cifarReluL2),
    ]
    /// Not drawn: what panel c is held against.
    private static let compared = AblationCondition.smallFashionReluL2

    static let steps = Parameter.chosen(
        "steps", "steps of the violins' outlines and their least bandwidths: entropy, mutual information, KL selectivity, in bits",
        .numbers([0.01, 0.005, 0.02]), because: "a hundredth of what a neuron of one bit can reach, or finer",
        allowed: .lists(1e-4...0.5, counts: 3...3))

    let parameters =
        AblationCondition.parameters(of: conditions.map(\.condition) + [compared]) + [steps, FinerBins.bins]

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: (Self.conditions.map(\.condition) + [Self.compared]).flatMap { $0.jobs(settings) })
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let measured = try Self.conditions.map { try Self.measured($0.condition, inputs) }
        let compared = try Self.measured(Self.compared, inputs)
        let finer = try FinerBins.selectivities(Self.conditions[2].condition, inputs)
        var panels: [PanelResult] = []
        var bandwidths: [[[Double?]]] = []
        for (place, neurons) in zip(Self.conditions, measured) {
            var series: [Series] = []
            var widths: [[Double?]] = []
            for (measure, step) in zip(AblationMeasure.allCases, inputs.settings.numbers(Self.steps)) {
                let violins = try neurons.layers.map {
                    try Violin(measure, layer: $0, of: neurons, step: step, checkCancellation: inputs.checkCancellation)
                }
                series += violins.map(\.outline) + [Violin.summary(measure, violins)]
                widths.append(violins.map(\.bandwidth))
            }
            panels.append(PanelResult(letter: place.letter, title: place.title, series: series))
            bandwidths.append(widths)
        }
        return FigureResult(
            id: id, title: title, panels: panels,
            tables: [Self.silentTable(measured), Self.meansTable(measured, bandwidths: bandwidths)],
            values: Self.values(measured), claims: Self.claims(measured, smallL2: compared, finer: finer))
    }

    private static func measured(_ condition: AblationCondition, _ inputs: Inputs) throws -> MeasuredNeurons {
        MeasuredNeurons(
            networks: try condition.jobs(inputs.settings).map { try AblationNetwork($0, of: condition, inputs).measures })
    }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        let all = Self.conditions.map { $0.condition.data(settings) }
        switch claim.id.prefix(1) {
        case "a": return [all[0]]
        case "b", "c": return [all[1]]
        default: return claim.id == "d-first-layer" ? all : [all[3]]
        }
    }

    // MARK: Tables and values

    /// Neurons whose one-bit output never varies: their three measures are 0, whatever their outputs do.
    private static func silentTable(_ measured: [MeasuredNeurons]) -> TableResult {
        rows(
            measured, title: "Neurons of a network whose one-bit output never varies, mean over networks",
            header: ["Neurons", "Dead", "Always active", "Their share, %"]
        ) { neurons, _, layer in
            let width = Double(neurons.networks[0][layer].count)
            let dead = Statistics.mean(neurons.counts(layer: layer) { $0.isDead })
            let always = Statistics.mean(neurons.counts(layer: layer) { $0.isAlwaysActive })
            return [
                .number(width, digits: 0), .number(dead, digits: 1), .number(always, digits: 1),
                .number(100 * (dead + always) / width, digits: 1),
            ]
        }
    }

    private static func meansTable(_ measured: [MeasuredNeurons], bandwidths: [[[Double?]]]) -> TableResult {
        rows(
            measured, title: "Means over all neurons, and the bandwidths of the violins, in bits",
            header: ["H(T)", "I(T;Y)", "KL selectivity", "Bandwidths of the three"]
        ) { neurons, place, layer in
            AblationMeasure.allCases.map { .number(Statistics.mean(neurons.means($0, layer: layer)), digits: 3) }
                + [.text(bandwidths[place].map { $0[layer].map { $0.fixed(4) } ?? "–" }.joined(separator: ", "))]
        }
    }

    private static func rows(
        _ measured: [MeasuredNeurons], title: String, header: [String],
        cells: (MeasuredNeurons, Int, Int) -> [TableResult.Cell]
    ) -> TableResult {
        TableResult(
            title: title, header: ["Panel", "Networks", "Layer"] + header,
            rows: measured.enumerated().flatMap { place, neurons in
                neurons.layers.map { layer in
                    let first = layer == 0
                    return [
                        .text(first ? "\(conditions[place].letter): \(conditions[place].condition.label)" : ""),
                        .text(first ? "\(neurons.networks.count)" : ""), .number(Double(layer + 1), digits: 0),
                    ] + cells(neurons, place, layer)
                }
            })
    }

    /// "aMi2": the mean mutual information of panel a's second layer.
    private static func values(_ measured: [MeasuredNeurons]) -> [NamedValue] {
        let means = zip(conditions, measured).flatMap { place, neurons in
            neurons.layers.flatMap { layer in
                zip(["Entropy", "Mi", "Kl"], AblationMeasure.allCases).map { name, measure in
                    NamedValue(
                        id: "\(place.letter)\(name)\(layer + 1)",
                        quantity: Quantity("mean \(measure.label), \(place.condition.label), layer \(layer + 1)", unit: "bit"),
                        value: Statistics.mean(neurons.means(measure, layer: layer)), digits: place.condition.isCIFAR ? 3 : 2)
                }
            }
        }
        let cifar = measured[3]
        return means
            + cifar.layers.flatMap { layer in
                [
                    NamedValue(
                        id: "dDead\(layer + 1)", quantity: Quantity("dead neurons of a CIFAR-10 network, layer \(layer + 1)"),
                        value: Statistics.mean(cifar.counts(layer: layer) { $0.isDead }), digits: 0),
                    NamedValue(
                        id: "dAlways\(layer + 1)",
                        quantity: Quantity("always active neurons of a CIFAR-10 network, layer \(layer + 1)"),
                        value: Statistics.mean(cifar.counts(layer: layer) { $0.isAlwaysActive }), digits: 0),
                ]
            }
    }
}
