import Experiments

/// The four examples' statements; each reads the measures of a system, whichever it is. A system is made to show one: what holds is the
/// example's construction.
extension Examples {
    /// - Parameters: the systems of examples 1 to 4.
    @ListOf<Claim> static func claims(
        _ first: ExactSystem = .importantWithoutEntropy, _ second: ExactSystem = .oneClassForAll,
        _ third: ExactSystem = .redundant, _ fourth: ExactSystem = .synergistic
    ) -> [Claim] {
        entropy(first)
        selectivity(second)
        redundancy(third)
        synergy(fourth)
    }

    /// Differences below this are rounding.
    private static let exact = 1e-9

    private static func claim(
        _ id: String, _ statement: String, published: String? = nil, _ quantity: String, _ parts: [Claim.Part]
    ) -> Claim {
        Claim(
            id, statement, .sentence, "Section IV, example \(id.prefix(1))", basis: .construction, published: published, quantity,
            digits: 3, parts)
    }

    private static func none(_ label: String, _ value: Double) -> Claim.Part {
        .init(label, .exact(value), .equivalent(within: exact))
    }

    private static func some(_ label: String, _ value: Double) -> Claim.Part { .init(label, .exact(value), .over(0)) }

    @ListOf<Claim> private static func entropy(_ system: ExactSystem) -> [Claim] {
        let measures = system.measures
        let half = measures.filter { $0.activeShare == 0.5 }.map(\.entropy)
        let others = measures.filter { $0.activeShare != 0.5 }.map(\.entropy)
        claim(
            "1-half-active", "Neurons that are active for half of the input samples have highest entropy.", "H(T) in bits",
            [
                .init("active for half, at least", .exact(half.min() ?? 0), .near(1, within: exact)),
                .init("any other, at most", .exact(others.max() ?? 0), .under(1)),
            ])
        let most = { (isMeant: (UnitMeasures) -> Bool) in
            measures.indices.filter { measures[$0].entropy == 0 && isMeant(measures[$0]) }.map { system.cost([$0]) }.max()
        }
        // A system without such neurons shows nothing.
        claim(
            "1-zero-entropy",
            "Neurons with zero entropy are inactive or active for all inputs, and the latter may play an important role.",
            "accuracy lost without a neuron of 0 bits",
            [some("always active", most(\.isAlwaysActive) ?? 0), none("dead", most(\.isDead) ?? 1)])
        let place = measures.indices.first {
            abs(measures[$0].activeShare - 1 / Double(system.classes)) < exact && measures[$0].klSelectivity > 0
        }
        let highest = measures.indices.max { measures[$0].entropy < measures[$1].entropy }!
        let own = place.map { measures[$0].entropy } ?? 0
        claim(
            "1-one-class",
            "Neurons with small but non-zero entropy may be important if they are active for only one of many classes.",
            "a neuron active for one class",
            [
                some("entropy in bits", own), some("the highest entropy less its own", measures[highest].entropy - own),
                some(
                    "accuracy lost without it less that without the neuron of highest entropy",
                    (place.map { system.cost([$0]) } ?? 0) - system.cost([highest])),
            ])
    }

    @ListOf<Claim> private static func selectivity(_ system: ExactSystem) -> [Claim] {
        // The label of the maximum, and by how much it leads the next.
        let leads = system.neurons.map { neuron -> (label: UInt16, lead: Double) in
            let ranked = KLSelectivity.spectrum(of: neuron.outputs.map { $0 > 0 }, labels: system.labels)
                .sorted { $0.value > $1.value }
            return (ranked[0].label, ranked[0].value - ranked[1].value)
        }
        claim(
            "2-same-class", "It may happen that one class is the maximiser of the KL selectivity for all neurons in the layer.",
            "of all neurons",
            [
                .init("classes", .exact(Double(system.classes)), .over(2)),
                none("neurons with another maximiser", Double(leads.count { $0.label != leads[0].label })),
                some("least lead of the maximiser in bits", leads.map(\.lead).min() ?? 0),
            ])
        let selectivities = system.measures.map(\.klSelectivity)
        let best = selectivities.max() ?? 0
        let lower = selectivities.indices.filter { selectivities[$0] < best - exact }
        // What is left where only the detected class is told from the others.
        let onlyOne = (1 + 1) / Double(system.classes)
        claim(
            "2-ablation",
            "Ablating neurons based on KL selectivity may result in a network unable to correctly classify the other classes.",
            "by selectivity",
            [
                some("neurons below the highest", Double(lower.count)),
                .init(
                    "accuracy without them less that of telling one class from the rest",
                    .exact(system.bestAccuracy(without: lower) - onlyOne), .under(exact)),
                none("accuracy lost without the others", system.cost(selectivities.indices.filter { !lower.contains($0) })),
            ])
    }

    private static func redundancy(_ system: ExactSystem) -> Claim {
        let single = system.measures.map(\.mutualInformation)
        return claim(
            "3-redundant",
            "Two neurons with the same output are both given high importance by mutual information; still, one can replace the "
                + "other.",
            "I(T;Y) in bits",
            [
                some("each alone, at least", single.min() ?? 0),
                none("both together less one alone, at most", single.map { system.jointInformation - $0 }.max() ?? 1),
                none("accuracy lost without one, at most", system.neurons.indices.map { system.cost([$0]) }.max() ?? 1),
            ])
    }

    private static func synergy(_ system: ExactSystem) -> Claim {
        let left = system.neurons.indices.map { system.bestAccuracy(without: [$0]) }.max() ?? 1
        return claim(
            "4-synergistic",
            "Two neurons independent of the class may jointly determine it: I(T1;Y) = I(T2;Y) = 0 and I(T1,T2;Y) = H(Y).",
            published: "0, 0 and H(Y)", "I(T;Y) in bits",
            [
                none("each alone, at most", system.measures.map(\.mutualInformation).max() ?? 1),
                some("both together", system.jointInformation),
                none("both together less H(Y)", system.jointInformation - system.labelEntropy),
                .init("accuracy without one less chance", .exact(left - 1 / Double(system.classes)), .under(exact)),
            ])
    }
}
