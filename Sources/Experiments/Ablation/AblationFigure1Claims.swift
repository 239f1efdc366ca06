import InformationTheory
import NumericCore
import Results
import SampleStatistics

extension AblationFigure1 {
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

    /// Reads a difference between two layers or conditions: its sign, and whether the networks leave it in doubt.
    /// - Parameter estimate: of at least two networks, positive as the paper has it.
    private static func verdict(_ estimate: Claim.Estimate, networks: Int) -> Claim.Verdict {
        guard networks > 1 else { return .notAssessed("one network only") }
        if estimate.lower > 0 { return .holds }
        return estimate.value > 0 ? .partly : .doesNotHold
    }

    private static let rule =
        "Reproduced where the 95 % interval over networks has the stated sign throughout, partly where the mean has it, else not."

    /// A measure's mean over a layer's neurons against another layer's.
    /// - Parameter shrinks: the paper has it smaller in the deeper layer.
    package static func growth(
        _ letter: String, _ name: String, _ measure: AblationMeasure, _ neurons: MeasuredNeurons, from shallow: Int, to deep: Int,
        shrinks: Bool = false
    ) -> Claim {
        let (low, high) = (neurons.means(measure, layer: shallow), neurons.means(measure, layer: deep))
        let differences = zip(high, low).map { $0 - $1 }
        let estimate = ClaimRules.mean(differences)
        let sign = shrinks ? -1.0 : 1
        let signed = ClaimRules.mean(differences.map { sign * $0 })
        return Claim(
            id: "\(letter)-\(measure.rawValue)",
            statement:
                "\(name): \(measure.label) is \(shrinks ? "smaller" : "larger") in layer \(deep + 1) than in layer \(shallow + 1).",
            source: "Section V-A, figure 1\(letter)", kind: .order,
            measured:
                "mean \(Statistics.mean(low).fixed(3)) bits in layer \(shallow + 1), \(Statistics.mean(high).fixed(3)) in layer \(deep + 1); "
                + "difference \(ClaimRules.print(estimate, digits: 3))",
            estimate: estimate, rule: rule, verdict: verdict(signed, networks: differences.count))
    }

    /// Most neurons of the first layer lie below all neurons of the second.
    package static func parted(_ neurons: MeasuredNeurons) -> Claim {
        let shares = neurons.networks.map { network in
            let least = network[1].map(\.mutualInformation).min() ?? 0
            return Double(network[0].count { $0.mutualInformation < least }) / Double(network[0].count)
        }
        let estimate = ClaimRules.mean(shares)
        return Claim(
            id: "a-parted",
            statement:
                "With Dropout, most neurons in the first layer have smaller mutual information than any neuron in the second layer.",
            source: "Section V-B, figure 1a", kind: .number, published: "most",
            measured: "a share of \(ClaimRules.print(estimate, digits: 2))", estimate: estimate,
            rule: "Reproduced where the mean share within a network is over 0.5, partly where it is over 0.25.",
            verdict: estimate.value > 0.5 ? .holds : estimate.value > 0.25 ? .partly : .doesNotHold)
    }

    /// Dropout spreads information over the few neurons there are.
    package static func moreWithDropout(_ dropout: MeasuredNeurons, _ l2: MeasuredNeurons) -> Claim {
        func means(_ neurons: MeasuredNeurons) -> [Double] {
            neurons.networks.map { network in Statistics.mean(network.joined().map(\.mutualInformation)) }
        }
        let differences = zip(means(dropout), means(l2)).map { $0 - $1 }
        let estimate = ClaimRules.mean(differences)
        return Claim(
            id: "c-more-with-dropout",
            statement: "Small FashionMNIST: mutual information is larger for training with Dropout than with L2 regularization.",
            source: "Section V-A", kind: .order,
            measured:
                "mean \(Statistics.mean(means(dropout)).fixed(3)) bits with Dropout, \(Statistics.mean(means(l2)).fixed(3)) with L2; difference "
                + ClaimRules.print(estimate, digits: 3),
            estimate: estimate, rule: rule, verdict: verdict(estimate, networks: differences.count))
    }

    /// With finer bins both layers' selectivities are alike.
    /// - Parameter finer: [network][layer][neuron].
    package static func finerBins(_ coarse: MeasuredNeurons, finer: [[[Double]]]) -> Claim {
        func gap(_ first: [Double], _ second: [Double]) -> Double {
            let base = Statistics.mean(first)
            return base > 0 ? Statistics.mean(second) / base - 1 : 0
        }
        let oneBit = gap(coarse.means(.klSelectivity, layer: 0), coarse.means(.klSelectivity, layer: 1))
        let gaps = finer.map { gap($0[0], $0[1]) }
        let estimate = ClaimRules.mean(gaps.map { 100 * $0 })
        let size = abs(estimate.value) / 100
        return Claim(
            id: "c-finer-bins",
            statement:
                "Small FashionMNIST, Dropout: with finer quantization the KL selectivity of the first and second layer is alike.",
            source: "Section V-A", kind: .number, published: "similar",
            measured:
                "layer 2's mean lies \(ClaimRules.print(estimate, digits: 0)) % from layer 1's; with one bit, \((100 * oneBit).fixed(0)) %",
            estimate: estimate,
            rule:
                "Reproduced where the means of the two layers differ by at most 10 % with the finer bins and by less than with one bit, partly "
                + "where by at most 20 %, else not.",
            verdict: size <= 0.1 && size < abs(oneBit) ? .holds : size <= 0.2 ? .partly : .doesNotHold)
    }

    /// The first layer's values are much smaller than those of networks on simpler data.
    package static func smallFirstLayer(_ cifar: MeasuredNeurons, others: [MeasuredNeurons]) -> Claim {
        func mean(_ neurons: MeasuredNeurons, _ measure: AblationMeasure) -> Double {
            Statistics.mean(neurons.means(measure, layer: 0))
        }
        let measures = [AblationMeasure.mutualInformation, .klSelectivity]
        let ratios = measures.map { measure in
            let other = others.map { mean($0, measure) }.min() ?? 0
            return other > 0 ? mean(cifar, measure) / other : .infinity
        }
        let largest = ratios.max() ?? .infinity
        return Claim(
            id: "d-first-layer",
            statement:
                "Mutual information and KL selectivity in the first layer are much smaller in CIFAR-10 networks than in MNIST and FashionMNIST ones.",
            source: "Section V-E, figure 1", kind: .order,
            measured:
                "\(ratios[0].fixed(2)) and \(ratios[1].fixed(2)) times the smaller of panels a's and b's means",
            rule: "Reproduced where both ratios are under one half, partly where both are under 1.",
            verdict: largest < 0.5 ? .holds : largest < 1 ? .partly : .doesNotHold)
    }

    /// Neurons of the last two layers that are never active.
    package static func inactive(_ cifar: MeasuredNeurons) -> Claim {
        let shares = [2, 3].map { layer in
            cifar.counts(layer: layer) { $0.isDead }.map { $0 / Double(cifar.networks[0][layer].count) }
        }
        let estimates = shares.map { ClaimRules.mean($0) }
        let least = estimates.map(\.value).min() ?? 0
        return Claim(
            id: "d-inactive", statement: "CIFAR-10: many neurons in the third and fourth layer are inactive.",
            source: "Sections V-A and V-E, figure 1d", kind: .number, published: "many",
            measured:
                "dead: a share of \(ClaimRules.print(estimates[0], digits: 2)) in layer 3, \(ClaimRules.print(estimates[1], digits: 2)) in "
                + "layer 4",
            rule: "Reproduced where the mean share of dead neurons is over a quarter in both layers, partly where over a tenth.",
            verdict: least > 0.25 ? .holds : least > 0.1 ? .partly : .doesNotHold)
    }
}
