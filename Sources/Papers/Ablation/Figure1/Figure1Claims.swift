import Experiments

extension Figure1 {
    /// - Parameters:
    ///   - measured: one a panel.
    ///   - smallL2: small FashionMNIST networks with L2 regularisation.
    ///   - finer: KL selectivities of panel c's neurons with finer bins, [network][layer][neuron].
    @ListOf<Claim> static func claims(
        _ measured: [MeasuredNetworks], smallL2: MeasuredNetworks, finer: [[[Double]]]
    ) -> [Claim] {
        for (place, networks) in zip(conditions, measured) {
            for measure in Measure.allCases {
                let (from, to) = place.letter == "d" ? (1, 3) : (0, 1)
                let shrinks = place.letter == "c" && measure == .klSelectivity
                growth(place.letter, place.condition.label, measure, networks, from: from, to: to, shrinks: shrinks)
            }
        }
        parted(measured[0])
        moreWithDropout(measured[2], smallL2)
        finerBins(measured[2], finer: finer)
        smallFirstLayer(measured[3], others: Array(measured[..<2]))
        inactive(measured[3])
    }

    /// A measure's mean over a layer's neurons against another layer's.
    /// - Parameter shrinks: the paper has it smaller in the deeper layer.
    static func growth(
        _ letter: String, _ name: String, _ measure: Measure, _ networks: MeasuredNetworks, from shallow: Int, to deep: Int,
        shrinks: Bool = false
    ) -> Claim {
        func part(_ label: String, _ statistic: ([Double]) -> Double, _ shallow: Int, _ deep: Int) -> Claim.Part {
            let layers = zip(networks.values(measure, deep), networks.values(measure, shallow))
            return .init(label, .networks(layers.map { statistic($0) - statistic($1) }), shrinks ? .under(0) : .over(0))
        }
        let steps = (shallow..<deep).map { part("layer \($0 + 1) to \($0 + 2)", Statistics.mean, $0, $0 + 1) }
        return Claim(
            "\(letter)-\(measure.rawValue)",
            "\(name): \(measure.label) is \(shrinks ? "smaller" : "larger") in layer \(deep + 1) than in layer \(shallow + 1).",
            .sentence, "Section V-A, figure 1\(letter)", "layer \(deep + 1)'s mean less layer \(shallow + 1)'s, in bits", digits: 3,
            [part("", Statistics.mean, shallow, deep)],
            readings: [.init("the neurons' median", [part("", { Statistics.quantile($0, 0.5) }, shallow, deep)])]
                + (steps.count > 1 ? [.init("from each layer to the next", steps)] : []))
    }

    static func parted(_ networks: MeasuredNetworks) -> Claim {
        let layers = zip(networks.values(.mutualInformation, 0), networks.values(.mutualInformation, 1))
        let shares = layers.map { first, second in Double(first.count { $0 < second.min() ?? 0 }) / Double(first.count) }
        return Claim(
            "a-parted",
            "With Dropout, most neurons in the first layer have smaller mutual information than any neuron in the second layer.",
            .sentence, "Section V-B, figure 1a", published: "most", "share of layer 1's neurons", digits: 2, within: .share,
            .networks(shares), .over(0.5))
    }

    /// Dropout spreads information over the few neurons there are.
    static func moreWithDropout(_ dropout: MeasuredNetworks, _ l2: MeasuredNetworks) -> Claim {
        func sample(_ statistic: ([Double]) -> Double) -> Sample {
            let values = [dropout, l2].map { kind in
                kind.networks.map { statistic($0.measures.joined().map(\.mutualInformation)) }
            }
            return .groups(values[0], values[1])
        }
        return Claim(
            "c-more-with-dropout",
            "Small FashionMNIST: mutual information is larger for training with Dropout than with L2 regularization.",
            .sentence, "Section V-A", "mean over all neurons with Dropout less that with L2, in bits", digits: 3,
            sample(Statistics.mean), .over(0),
            readings: [.init("the neurons' median", sample { Statistics.quantile($0, 0.5) }, .over(0))])
    }

    /// With finer bins both layers' selectivities are alike: of a neuron of either layer, each is the more selective about as often. A chance
    /// of less than 0.64 is a difference of less than medium size (Vargha and Delaney 2000).
    /// - Parameter finer: [network][layer][neuron].
    static func finerBins(_ coarse: MeasuredNetworks, finer: [[[Double]]]) -> Claim {
        let oneBit = zip(coarse.values(.klSelectivity, 0), coarse.values(.klSelectivity, 1)).map { superiority([$0, $1]) }
        let gaps = finer.map { network in Statistics.mean(network[1]) / Statistics.mean(network[0]) - 1 }
        return Claim(
            "c-finer-bins",
            "Small FashionMNIST, Dropout: with finer quantization the KL selectivity of the first and second layer is alike.",
            .sentence, "Section V-A", published: "similar distribution",
            "chance that a neuron of layer 2 is more selective than one of layer 1", digits: 2, within: .share,
            .networks(finer.map(superiority)), .near(0.5, within: 0.14),
            readings: [.init("layer 2's mean over layer 1's less 1, at most a tenth", .networks(gaps), .equivalent(within: 0.1))],
            remark: "With one bit the chance is \(Estimate(mean: oneBit).clamped(to: .share).short(digits: 2))")
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
    static func smallFirstLayer(_ cifar: MeasuredNetworks, others: [MeasuredNetworks]) -> Claim {
        func parts(_ share: Double) -> [Claim.Part] {
            Measure.informed.flatMap { measure in
                zip(["a", "b"], others).map { letter, other in
                    let scaled = other.means(measure, 0).map { share * $0 }
                    return .init("\(measure.label), \(letter)", .groups(cifar.means(measure, 0), scaled), .under(0))
                }
            }
        }
        return Claim(
            "d-first-layer",
            "Mutual information and KL selectivity in the first layer are much smaller in CIFAR-10 networks than in MNIST and "
                + "FashionMNIST ones.",
            .sentence, "Section V-E, figure 1", published: "much smaller",
            "panel d's mean less half of the other panel's, in bits", digits: 3, parts(0.5),
            readings: [.init("smaller, the whole of the other panel's", parts(1))])
    }

    static func inactive(_ cifar: MeasuredNetworks) -> Claim {
        func parts(over share: Double, _ isMeant: (UnitMeasures) -> Bool) -> [Claim.Part] {
            [2, 3].map { layer in
                let shares = cifar.counts(layer, where: isMeant).map { $0 / Double(cifar.networks[0].measures[layer].count) }
                return .init("layer \(layer + 1)", .networks(shares), .over(share))
            }
        }
        return Claim(
            "d-inactive", "CIFAR-10: many neurons in the third and fourth layer are inactive.", .sentence,
            "Sections V-A and V-E, figure 1d", published: "many", "share of dead neurons", digits: 2, within: .share,
            parts(over: 0.25, \.isDead),
            readings: [
                .init("over a tenth", parts(over: 0.1, \.isDead)), .init("of no entropy", parts(over: 0.25) { $0.entropy == 0 }),
            ])
    }
}
