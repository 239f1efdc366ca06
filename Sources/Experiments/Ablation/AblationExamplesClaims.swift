import InformationTheory
import NumericCore
import Results

/// The four examples' statements; each rule reads the measures of a system, whichever it is.
extension AblationExamples {
    static var claims: [Claim] {
        [
            highestEntropy(.importantWithoutEntropy), withoutEntropy(.importantWithoutEntropy), oneClass(.importantWithoutEntropy),
            sameClass(.oneClassForAll), keepingSelective(.oneClassForAll), redundancy(.redundant), synergy(.synergistic),
        ]
    }

    /// Differences below this are rounding.
    private static let exact = 1e-12

    private static func holds(_ condition: Bool) -> Claim.Verdict { condition ? .holds : .doesNotHold }

    package static func highestEntropy(_ system: ExactSystem) -> Claim {
        let measures = system.measures
        let half = measures.filter { $0.activeShare == 0.5 }.map(\.entropy)
        let others = measures.filter { $0.activeShare != 0.5 }.map(\.entropy)
        let most = others.max() ?? 0
        return Claim(
            id: "1-half-active", statement: "Neurons that are active for half of the input samples have highest entropy.",
            source: "Section IV, example 1", kind: .order,
            measured: "\((half.min() ?? 0).fixed(3)) bits; the others have at most \(most.fixed(3))",
            rule:
                "Reproduced where a neuron is active for half of the outcomes, all such have 1 bit and no other neuron has as much.",
            verdict: holds(!half.isEmpty && half.allSatisfy { abs($0 - 1) < exact } && most < 1 - exact))
    }

    package static func withoutEntropy(_ system: ExactSystem) -> Claim {
        let measures = system.measures
        let whole = system.bestAccuracy(without: [])
        func costs(_ isMeant: (UnitMeasures) -> Bool) -> [Double] {
            measures.indices.filter { isMeant(measures[$0]) }.map { whole - system.bestAccuracy(without: [$0]) }
        }
        let silent = measures.filter { $0.entropy == 0 }
        let always = costs(\.isAlwaysActive)
        let dead = costs(\.isDead)
        return Claim(
            id: "1-zero-entropy",
            statement:
                "Neurons with zero entropy are inactive or active for all inputs, and the latter may play an important role.",
            source: "Section IV, example 1", kind: .order,
            measured:
                "of \(silent.count) neurons of 0 bits, ablating the always active one costs \((100 * (always.max() ?? 0)).fixed(0)) points "
                + "of accuracy, the dead one \((100 * (dead.max() ?? 0)).fixed(0))",
            rule:
                "Reproduced where all neurons of 0 bits are dead or always active, ablating an always active one costs accuracy and ablating "
                + "a dead one costs none.",
            verdict: holds(
                silent.allSatisfy { $0.isDead || $0.isAlwaysActive } && (always.max() ?? 0) > exact
                    && !dead.isEmpty && dead.allSatisfy { abs($0) < exact }))
    }

    package static func oneClass(_ system: ExactSystem) -> Claim {
        let measures = system.measures
        let share = 1 / Double(system.classes)
        let place = measures.indices.first { abs(measures[$0].activeShare - share) < exact && measures[$0].klSelectivity > 0 }
        let entropy = place.map { measures[$0].entropy } ?? 0
        let cost = place.map { system.bestAccuracy(without: []) - system.bestAccuracy(without: [$0]) } ?? 0
        let highest = measures.indices.max { measures[$0].entropy < measures[$1].entropy }!
        let highestCost = system.bestAccuracy(without: []) - system.bestAccuracy(without: [highest])
        return Claim(
            id: "1-one-class",
            statement: "Neurons with small but non-zero entropy may be important if they are active for only one of many classes.",
            source: "Section IV, example 1", kind: .order,
            measured:
                "\(entropy.fixed(3)) bits, and ablating it costs \((100 * cost).fixed(0)) points of accuracy; ablating the neuron of highest "
                + "entropy costs \((100 * highestCost).fixed(0))",
            rule:
                "Reproduced where a neuron active for one class has entropy above 0 and below the highest, and ablating it costs more "
                + "accuracy than ablating the neuron of the highest.",
            verdict: holds(entropy > 0 && entropy < measures[highest].entropy && cost > highestCost + exact))
    }

    package static func sameClass(_ system: ExactSystem) -> Claim {
        let spectra = system.neurons.map { neuron in
            KLSelectivity.spectrum(of: neuron.outputs.map { $0 > 0 }, labels: system.labels)
        }
        // The label of the maximum, and by how much it leads the next.
        let leads = spectra.map { spectrum in
            let ranked = spectrum.sorted { $0.value > $1.value }
            return (label: ranked[0].label, lead: ranked[0].value - ranked[1].value)
        }
        let least = leads.map(\.lead).min() ?? 0
        return Claim(
            id: "2-same-class",
            statement: "It may happen that one class is the maximiser of the KL selectivity for all neurons in the layer.",
            source: "Section IV, example 2", kind: .order,
            measured:
                "class \(leads[0].label) for \(leads.count { $0.label == leads[0].label }) of \(leads.count) neurons, ahead of the next "
                + "class by at least \(least.fixed(2)) bits",
            rule: "Reproduced where there are more than two classes and one of them alone is every neuron's maximiser.",
            verdict: holds(system.classes > 2 && leads.allSatisfy { $0.label == leads[0].label && $0.lead > exact }))
    }

    package static func keepingSelective(_ system: ExactSystem) -> Claim {
        let selectivities = system.measures.map(\.klSelectivity)
        let best = selectivities.max() ?? 0
        let lower = selectivities.indices.filter { selectivities[$0] < best - exact }
        let higher = selectivities.indices.filter { !lower.contains($0) }
        let kept = system.bestAccuracy(without: lower)
        let dropped = system.bestAccuracy(without: higher)
        // What is left where only the detected class is told from the others.
        let onlyOne = (1 + 1) / Double(system.classes)
        return Claim(
            id: "2-ablation",
            statement:
                "Ablating neurons based on KL selectivity may result in a network unable to correctly classify the other classes.",
            source: "Section IV, example 2", kind: .order,
            measured:
                "without the \(lower.count) neurons of lower selectivity the best decision is right in \((100 * kept).fixed(0)) %, without the "
                + "\(higher.count) of the highest in \((100 * dropped).fixed(0)) %",
            rule:
                "Reproduced where the neurons of the highest selectivity alone do no better than telling one class from the rest and guessing "
                + "there, and the others alone lose nothing.",
            verdict: holds(
                !lower.isEmpty && kept < onlyOne + exact && abs(dropped - system.bestAccuracy(without: [])) < exact))
    }

    package static func redundancy(_ system: ExactSystem) -> Claim {
        let single = system.measures.map(\.mutualInformation)
        let joint = system.measures(of: .init("", Array(system.neurons.indices))).mutualInformation
        let whole = system.bestAccuracy(without: [])
        let cost = system.neurons.indices.map { whole - system.bestAccuracy(without: [$0]) }.max() ?? 0
        return Claim(
            id: "3-redundant",
            statement:
                "Two neurons with the same output are both given high importance by mutual information; still, one can replace the other.",
            source: "Section IV, example 3", kind: .number,
            measured:
                "\(list(single)) bits each alone, \(joint.fixed(3)) together; ablating one costs \((100 * cost).fixed(0)) points of accuracy",
            rule:
                "Reproduced where each neuron alone has over 0 bits and as many as both together, and ablating either costs no accuracy.",
            verdict: holds(single.allSatisfy { $0 > exact && abs($0 - joint) < exact } && abs(cost) < exact))
    }

    package static func synergy(_ system: ExactSystem) -> Claim {
        let single = system.measures.map(\.mutualInformation)
        let joint = system.measures(of: .init("", Array(system.neurons.indices))).mutualInformation
        let entropy = system.labelEntropy
        let chance = 1 / Double(system.classes)
        let left = system.neurons.indices.map { system.bestAccuracy(without: [$0]) }.max() ?? 0
        return Claim(
            id: "4-synergistic",
            statement:
                "Two neurons independent of the class may jointly determine it: I(T1;Y) = I(T2;Y) = 0 and I(T1,T2;Y) = H(Y).",
            source: "Section IV, example 4", kind: .number, published: "0, 0 and H(Y)",
            measured:
                "\(list(single)) bits alone, \(joint.fixed(3)) together, H(Y) = \(entropy.fixed(3)); with one ablated the best decision is "
                + "right in \((100 * left).fixed(0)) %",
            rule:
                "Reproduced where each neuron alone has 0 bits, both together H(Y) > 0, and ablating either leaves chance.",
            verdict: holds(
                single.allSatisfy { abs($0) < exact } && entropy > exact && abs(joint - entropy) < exact
                    && left < chance + exact))
    }

    private static func list(_ bits: [Double]) -> String { bits.map { $0.fixed(3) }.joined(separator: " and ") }
}
