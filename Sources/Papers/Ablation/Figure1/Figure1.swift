import Experiments

/// Figure 1: entropy, mutual information and KL selectivity of the neurons of each layer, all networks pooled.
struct Figure1: Experiment {
    let identity = Identity(.ablation, "Figure 1", "What the neurons of each layer measure")

    /// With the digits of a mean in print.
    static let conditions: [(letter: String, title: String, condition: AblationCondition, digits: Int)] = [
        ("a", "MNIST, ReLU, Dropout", .mnistReluDropout, 2), ("b", "FashionMNIST, ReLU, L2", .fashionReluL2, 2),
        ("c", "Small Fashion, ReLU, Dropout", .smallFashionReluDropout, 2), ("d", "CIFAR-10, ReLU, L2", .cifarReluL2, 3),
    ]
    /// The last is not drawn: what panel c is held against.
    private static let all = conditions.map(\.condition) + [.smallFashionReluL2]

    static let steps = Parameter.chosen(
        "steps", "steps of the violins' outlines and their least bandwidths: entropy, mutual information, KL selectivity, in bits",
        .numbers([0.01, 0.005, 0.02]), because: "a hundredth of what a neuron of one bit can reach, or finer",
        allowed: .lists(1e-4...0.5, counts: 3...3))
    static let finerBins = Parameter.chosen(
        "finerBins", "bins of the finer quantisation: one at 0, the others equally filled by the layer's positive outputs", 8,
        3...64,
        because: "the paper says only that it is finer than one bit")

    let parameters = AblationCondition.parameters(of: all) + [steps, finerBins]

    func needs(_ settings: Settings) -> Needs { Needs(jobs: Self.all.flatMap { $0.jobs(settings) }) }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] {
        if claim.id == "d-first-layer" { return needs(settings).allData }
        return Self.conditions.filter { claim.id.hasPrefix($0.letter) }.map { $0.condition.networks(settings).data }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let measured = try Self.all.map { condition in
            let networks = try condition.jobs(inputs.settings).map { try MeasuredNetwork($0, of: condition, inputs) }
            return MeasuredNetworks(condition: condition, networks: networks)
        }
        let finer = try Self.finerSelectivities(Self.all[2], inputs)
        var panels: [PanelResult] = []
        var violins: [[[Violin]]] = []
        for (place, networks) in zip(Self.conditions, measured) {
            let own = try zip(Measure.allCases, inputs.settings.numbers(Self.steps)).map { measure, step in
                try networks.layers.map {
                    try Violin(measure, networks.values(measure, $0), layer: $0, step: step, check: inputs.checkCancellation)
                }
            }
            panels.append(PanelResult(place.letter, place.title, own.flatMap { $0.map(\.outline) + [Violin.summary($0)] }))
            violins.append(own)
        }
        let drawn = Array(measured.prefix(Self.conditions.count))
        return result(
            panels: panels, tables: Self.tables(drawn, violins), values: Self.values(drawn),
            claims: Self.claims(drawn, smallL2: measured[4], finer: finer))
    }

    /// KL selectivity of every neuron with more than one bit (Section V-A): [network][hidden layer][neuron], on the validation set D.
    private static func finerSelectivities(_ condition: AblationCondition, _ inputs: Inputs) throws -> [[[Double]]] {
        try condition.jobs(inputs.settings).map { job in
            let (weights, held) = (try inputs.weights(job), try inputs.validation(job))
            return try job.architecture.hidden.indices.map { layer in
                try inputs.checkCancellation()
                let activations = ActivationReader(job.architecture).read(weights, on: held, layers: [layer])[0]
                return UnitMeasures.of(
                    activations: activations, labels: held.labels, classes: held.classes,
                    thresholds: thresholds(activations.values, bins: inputs.settings.integer(finerBins))
                ).map(\.klSelectivity)
            }
        }
    }

    /// 0, then the quantiles of the positive outputs that part them into equal shares; equal ones count once.
    private static func thresholds(_ outputs: [Float], bins: Int) -> [Float] {
        let positive = outputs.filter { $0 > 0 }.sorted()
        return ([0] + (1..<bins - 1).filter { _ in !positive.isEmpty }.map { positive[positive.count * $0 / (bins - 1)] }).unique
    }

    private static func tables(_ measured: [MeasuredNetworks], _ violins: [[[Violin]]]) -> [TableResult] {
        typealias Row = (place: Int, networks: MeasuredNetworks, layer: Int)
        let rows = measured.enumerated().flatMap { place, networks in networks.layers.map { (place, networks, $0) as Row } }
        let heads: [(String, (Row) -> TableResult.Cell)] = [
            (
                "Panel",
                { .text($0.layer == 0 ? "\(conditions[$0.place].letter): \(conditions[$0.place].condition.label)" : "") }
            ),
            ("Networks", { .text($0.layer == 0 ? "\($0.networks.networks.count)" : "") }), ("Layer", { .count($0.layer + 1) }),
        ]
        func width(_ row: Row) -> Double { Double(row.networks.networks[0].measures[row.layer].count) }
        func dead(_ row: Row) -> Double { Statistics.mean(row.networks.counts(row.layer, where: \.isDead)) }
        func always(_ row: Row) -> Double { Statistics.mean(row.networks.counts(row.layer, where: \.isAlwaysActive)) }
        func mean(_ measure: Measure) -> (Row) -> TableResult.Cell {
            { .number(Statistics.mean($0.networks.means(measure, $0.layer)), 3) }
        }
        return [
            // Their three measures are 0, whatever their outputs do.
            TableResult(
                "Neurons of a network whose one-bit output never varies, mean over networks", of: rows,
                heads + [
                    ("Neurons", { .number(width($0), 0) }), ("Dead", { .number(dead($0), 1) }),
                    ("Always active", { .number(always($0), 1) }),
                    ("Their share, %", { .number(100 * (dead($0) + always($0)) / width($0), 1) }),
                ]),
            TableResult(
                "Means over all neurons, and the bandwidths of the violins, in bits", of: rows,
                heads + [
                    ("H(T)", mean(.entropy)), ("I(T;Y)", mean(.mutualInformation)), ("KL selectivity", mean(.klSelectivity)),
                    (
                        "Bandwidths of the three",
                        { row in
                            .text(violins[row.place].map { $0[row.layer].bandwidth?.fixed(4) ?? "–" }.joined(separator: ", "))
                        }
                    ),
                ]),
        ]
    }

    /// "aMi2": the mean mutual information of panel a's second layer.
    @ListOf<NamedValue> private static func values(_ measured: [MeasuredNetworks]) -> [NamedValue] {
        for (place, networks) in zip(conditions, measured) {
            for layer in networks.layers {
                for measure in Measure.allCases {
                    NamedValue(
                        "\(place.letter)\(measure.word)\(layer + 1)",
                        Quantity("mean \(measure.label), \(place.condition.label), layer \(layer + 1)", unit: "bit"),
                        Statistics.mean(networks.means(measure, layer)), place.digits)
                }
            }
        }
        for layer in measured[3].layers {
            NamedValue(
                "dDead\(layer + 1)", Quantity("dead neurons of a CIFAR-10 network, layer \(layer + 1)"),
                Statistics.mean(measured[3].counts(layer, where: \.isDead)))
            NamedValue(
                "dAlways\(layer + 1)", Quantity("always active neurons of a CIFAR-10 network, layer \(layer + 1)"),
                Statistics.mean(measured[3].counts(layer, where: \.isAlwaysActive)))
        }
    }
}
