import Experiments

/// Statements on which networks are the more sensitive to a perturbation: those whose curves have the smaller area.
///
/// Networks of one seed begin with the same weights and are perturbed alike under every condition: they are compared in pairs.
enum SensitivityClaims {
    /// By how much the areas of one condition lie above those of another, one a network.
    static func gaps(_ upper: PerturbedNetworks, above lower: PerturbedNetworks) -> [Double] {
        precondition(
            upper.accuracies.count == lower.accuracies.count, "\(upper.label) and \(lower.label) have other numbers of networks")
        return zip(upper.areas, lower.areas).map { $0 - $1 }
    }

    /// Networks trained on shuffled labels are more sensitive than those trained on true ones, whatever the share.
    /// - Parameter networks: a condition each, true labels among them.
    static func memorisersAreSensitive(_ networks: [PerturbedNetworks], _ statement: String, _ source: String) -> Claim {
        guard let (clean, corrupted) = split(networks) else { return missing("memorisers-sensitive", statement, source) }
        return Claim(
            "memorisers-sensitive", statement, .sentence, source, "area under the curve of true labels less that of shuffled ones",
            digits: 3, corrupted.map { .init($0.label, .networks(gaps(clean, above: $0)), .over(0)) })
    }

    /// The more labels are shuffled, the smaller the area.
    static func areaFalls(_ networks: [PerturbedNetworks], _ statement: String, _ source: String) -> Claim {
        guard networks.count > 2 else { return missing("area-falls", statement, source, .figure) }
        return Claim(
            "area-falls", statement, .figure, source, "area under the curve along the share of shuffled labels", digits: 2,
            .series(areasByShare(networks)), .falling())
    }

    /// The curves' order is not quite that of the shares.
    static func orderIsImperfect(_ networks: [PerturbedNetworks], _ statement: String, _ source: String) -> Claim {
        let wrong = areasByShare(networks).map { areas in
            100 * Double(zip(areas, areas.dropFirst()).count { $0 <= $1 }) / Double(max(1, areas.count - 1))
        }
        return Claim(
            "order-imperfect", statement, .sentence, source, "neighbouring shares whose areas are the other way round, in %",
            digits: 0, within: .percent, .networks(wrong), .over(0))
    }

    /// True labels lie above shuffled ones all along, and by much: somewhere by 10 points of accuracy, and nowhere by more than 1 below.
    static func memorisersAreBelowThroughout(_ networks: [PerturbedNetworks], _ statement: String, _ source: String) -> Claim {
        guard let (clean, corrupted) = split(networks) else { return missing("below-throughout", statement, source) }
        // [network][share][place]
        let gaps = clean.curves.indices.map { network in
            corrupted.map { zip(clean.curves[network], $0.curves[network]).map { 100 * ($0 - $1) } }
        }
        func least(_ gap: ([Double]) -> Double?) -> Sample { .networks(gaps.map { $0.compactMap(gap).min() ?? .nan }) }
        return Claim(
            "below-throughout", statement, .sentence, source,
            "points of accuracy below true labels, at the share where they are least", digits: 1, within: .points,
            [
                .init("where the curves are furthest apart", least { $0.max() }, .over(10)),
                .init("where they are nearest", least { $0.min() }, .over(-1)),
            ])
    }

    /// The condition with true labels, and the others.
    private static func split(_ networks: [PerturbedNetworks]) -> (clean: PerturbedNetworks, corrupted: [PerturbedNetworks])? {
        let corrupted = networks.filter { $0.corruption > 0 }
        guard let clean = networks.first(where: { $0.corruption == 0 }), !corrupted.isEmpty else { return nil }
        return (clean, corrupted)
    }

    /// [network][share], in the order of the shares.
    private static func areasByShare(_ networks: [PerturbedNetworks]) -> [[Double]] {
        networks.sorted { $0.corruption < $1.corruption }.map(\.areas).transposed
    }

    private static func missing(
        _ id: String, _ statement: String, _ source: String, _ origin: Claim.Origin = .sentence
    ) -> Claim {
        Claim(id, statement, origin, source, notAssessed: "shares of shuffled labels missing")
    }
}
