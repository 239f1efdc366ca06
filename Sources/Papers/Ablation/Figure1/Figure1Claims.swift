import Experiments

extension Figure1 {
    /// - Parameters:
    ///   - measured: one a panel.
    ///   - smallL2: small FashionMNIST networks with L2 regularisation.
    ///   - finer: KL selectivities of panel c's neurons with finer bins, [network][layer][neuron].
    static func claims(_ measured: [MeasuredNeurons], smallL2: MeasuredNeurons, finer: [[[Double]]]) -> [Claim] {
        let (a, b, c, d) = (measured[0], measured[1], measured[2], measured[3])
        let names = conditions.map(\.condition.label)
        func growing(_ place: Int, _ neurons: MeasuredNeurons, _ measures: [AblationMeasure]) -> [Claim] {
            measures.map { growth(conditions[place].letter, names[place], $0, neurons, from: 0, to: 1) }
        }
        return growing(0, a, AblationMeasure.allCases) + growing(1, b, AblationMeasure.allCases)
            + growing(2, c, [.entropy, .mutualInformation])
            + [growth("c", names[2], .klSelectivity, c, from: 0, to: 1, shrinks: true)]
            + AblationMeasure.allCases.map { growth("d", names[3], $0, d, from: 1, to: 3) }
            + [
                parted(a), moreWithDropout(c, smallL2), finerBins(c, finer: finer), smallFirstLayer(d, others: [a, b]),
                inactive(d),
            ]
    }

    /// A measure's mean over a layer's neurons against another layer's.
    /// - Parameter shrinks: the paper has it smaller in the deeper layer.
    static func growth(
        _ letter: String, _ name: String, _ measure: AblationMeasure, _ neurons: MeasuredNeurons, from shallow: Int, to deep: Int,
        shrinks: Bool = false
    ) -> Claim {
        let rule: Rule = shrinks ? .under(0) : .over(0)
        func part(_ label: String, _ statistic: ([Double]) -> Double, from shallow: Int, to deep: Int) -> Claim.Part {
            let (low, high) = (neurons.values(measure, layer: shallow), neurons.values(measure, layer: deep))
            return .init(label, .networks(zip(high, low).map { statistic($0) - statistic($1) }), rule)
        }
        let median = part("", { Statistics.quantile($0, 0.5) }, from: shallow, to: deep)
        let steps = (shallow..<deep).map { part("layer \($0 + 1) to \($0 + 2)", Statistics.mean, from: $0, to: $0 + 1) }
        return Claim(
            id: "\(letter)-\(measure.rawValue)",
            statement:
                "\(name): \(measure.label) is \(shrinks ? "smaller" : "larger") in layer \(deep + 1) than in layer \(shallow + 1).",
            source: "Section V-A, figure 1\(letter)", origin: .sentence,
            quantity: "layer \(deep + 1)'s mean less layer \(shallow + 1)'s, in bits", digits: 3,
            parts: [part("", Statistics.mean, from: shallow, to: deep)],
            readings: [.init("the neurons' median", [median])]
                + (steps.count > 1 ? [.init("from each layer to the next", steps)] : []))
    }

    /// Most neurons of the first layer lie below all neurons of the second.
    static func parted(_ neurons: MeasuredNeurons) -> Claim {
        let shares = neurons.networks.map { network in
            let least = network[1].map(\.mutualInformation).min() ?? 0
            return Double(network[0].count { $0.mutualInformation < least }) / Double(network[0].count)
        }
        return Claim(
            id: "a-parted",
            statement:
                "With Dropout, most neurons in the first layer have smaller mutual information than any neuron in the second layer.",
            source: "Section V-B, figure 1a", origin: .sentence, published: "most", quantity: "share of layer 1's neurons",
            digits: 2,
            parts: [.init(.networks(shares), .over(0.5))])
    }

    /// Dropout spreads information over the few neurons there are.
    static func moreWithDropout(_ dropout: MeasuredNeurons, _ l2: MeasuredNeurons) -> Claim {
        func sample(_ statistic: ([Double]) -> Double) -> Sample {
            func values(_ neurons: MeasuredNeurons) -> [Double] {
                neurons.networks.map { network in statistic(network.joined().map(\.mutualInformation)) }
            }
            return .groups(values(dropout), values(l2))
        }
        return Claim(
            id: "c-more-with-dropout",
            statement: "Small FashionMNIST: mutual information is larger for training with Dropout than with L2 regularization.",
            source: "Section V-A", origin: .sentence, quantity: "mean over all neurons with Dropout less that with L2, in bits",
            digits: 3, parts: [.init(sample(Statistics.mean), .over(0))],
            readings: [.init("the neurons' median", [.init(sample { Statistics.quantile($0, 0.5) }, .over(0))])])
    }

    /// With finer bins both layers' selectivities are alike: of a neuron of either layer, each is the more selective about as often. A chance
    /// of less than 0.64 is a difference of less than medium size (Vargha and Delaney 2000).
    /// - Parameter finer: [network][layer][neuron].
    static func finerBins(_ coarse: MeasuredNeurons, finer: [[[Double]]]) -> Claim {
        let gaps = finer.map { network in Statistics.mean(network[1]) / Statistics.mean(network[0]) - 1 }
        let oneBit = coarse.networks.map { network in superiority(network.map { $0.map(\.klSelectivity) }) }
        return Claim(
            id: "c-finer-bins",
            statement:
                "Small FashionMNIST, Dropout: with finer quantization the KL selectivity of the first and second layer is alike.",
            source: "Section V-A", origin: .sentence, published: "similar distribution",
            quantity: "chance that a neuron of layer 2 is more selective than one of layer 1", digits: 2,
            parts: [.init(.networks(finer.map(superiority)), .near(0.5, within: 0.14))],
            readings: [
                .init("layer 2's mean over layer 1's less 1, at most a tenth", [.init(.networks(gaps), .equivalent(within: 0.1))])
            ],
            remark: "With one bit the chance is \(Estimate(mean: oneBit).short(digits: 2))")
    }

    /// How often a value of the second list exceeds one of the first, of all pairs; equal ones count half.
    private static func superiority(_ layers: [[Double]]) -> Double {
        let wins = layers[1].reduce(0.0) { sum, high in
            layers[0].reduce(sum) { $0 + ($1 < high ? 1 : $1 == high ? 0.5 : 0) }
        }
        return wins / Double(layers[0].count * layers[1].count)
    }

    /// The first layer's values are much smaller than those of networks on simpler data: under half.
    /// - Parameter others: panels a and b.
    static func smallFirstLayer(_ cifar: MeasuredNeurons, others: [MeasuredNeurons]) -> Claim {
        func parts(_ share: Double) -> [Claim.Part] {
            [AblationMeasure.mutualInformation, .klSelectivity].flatMap { measure in
                zip(["a", "b"], others).map { letter, other in
                    let scaled = other.means(measure, layer: 0).map { share * $0 }
                    return .init("\(measure.label), \(letter)", .groups(cifar.means(measure, layer: 0), scaled), .under(0))
                }
            }
        }
        return Claim(
            id: "d-first-layer",
            statement:
                "Mutual information and KL selectivity in the first layer are much smaller in CIFAR-10 networks than in MNIST and FashionMNIST ones.",
            source: "Section V-E, figure 1", origin: .sentence, published: "much smaller",
            quantity: "panel d's mean less half of the other panel's, in bits", digits: 3, parts: parts(0.5),
            readings: [.init("smaller, the whole of the other panel's", parts(1))])
    }

    /// Neurons of the last two layers that are never active.
    static func inactive(_ cifar: MeasuredNeurons) -> Claim {
        func parts(over share: Double, _ isMeant: (UnitMeasures) -> Bool) -> [Claim.Part] {
            [2, 3].map { layer in
                let shares = cifar.counts(layer: layer, where: isMeant).map { $0 / Double(cifar.networks[0][layer].count) }
                return .init("layer \(layer + 1)", .networks(shares), .over(share))
            }
        }
        return Claim(
            id: "d-inactive", statement: "CIFAR-10: many neurons in the third and fourth layer are inactive.",
            source: "Sections V-A and V-E, figure 1d", origin: .sentence, published: "many",
            quantity: "share of dead neurons", digits: 2, parts: parts(over: 0.25, \.isDead),
            readings: [
                .init("over a tenth", parts(over: 0.1, \.isDead)), .init("of no entropy", parts(over: 0.25) { $0.entropy == 0 }),
            ])
    }
}
