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
    static func memorisersAreSensitive(_ networks: [PerturbedNetworks], statement: String, source: String) -> Claim {
        let id = "memorisers-sensitive"
        guard let (clean, corrupted) = split(networks) else { return unassessed(id, statement, source) }
        return Claim(
            id: id, statement: statement, source: source, origin: .sentence,
            quantity: "area under the curve of true labels less that of shuffled ones", digits: 3,
            parts: corrupted.map { .init($0.label, .networks(gaps(clean, above: $0)), .over(0)) })
    }

    /// The more labels are shuffled, the smaller the area.
    static func areaFalls(_ networks: [PerturbedNetworks], statement: String, source: String) -> Claim {
        guard networks.count > 2 else { return unassessed("area-falls", statement, source, origin: .figure) }
        return Claim(
            id: "area-falls", statement: statement, source: source, origin: .figure,
            quantity: "area under the curve along the share of shuffled labels", digits: 2,
            parts: [.init(.series(areasByShare(networks)), .falling())])
    }

    /// The curves' order is not quite that of the shares.
    static func orderIsImperfect(_ networks: [PerturbedNetworks], statement: String, source: String) -> Claim {
        let wrong = areasByShare(networks).map { areas in
            let neighbours = zip(areas, areas.dropFirst()).map { $0 <= $1 }
            return 100 * Double(neighbours.count { $0 }) / Double(max(1, neighbours.count))
        }
        return Claim(
            id: "order-imperfect", statement: statement, source: source, origin: .sentence,
            quantity: "neighbouring shares whose areas are the other way round, in %", digits: 0,
            parts: [.init(.networks(wrong), .over(0))])
    }

    /// True labels lie above shuffled ones all along, and by much: somewhere by 10 points of accuracy, and nowhere by more than 1 below.
    static func memorisersAreBelowThroughout(
        _ networks: [PerturbedNetworks], statement: String, source: String
    ) -> Claim {
        guard let (clean, corrupted) = split(networks) else { return unassessed("below-throughout", statement, source) }
        // [network][share][place]
        let gaps = clean.curves.indices.map { network in
            corrupted.map { zip(clean.curves[network], $0.curves[network]).map { 100 * ($0 - $1) } }
        }
        func least(_ gap: ([Double]) -> Double?) -> Sample { .networks(gaps.map { $0.compactMap(gap).min() ?? .nan }) }
        return Claim(
            id: "below-throughout", statement: statement, source: source, origin: .sentence,
            quantity: "points of accuracy below true labels, at the share where they are least", digits: 1,
            parts: [
                .init("where the curves are furthest apart", least { $0.max() }, .over(10)),
                .init("where they are nearest", least { $0.min() }, .over(-1)),
            ])
    }

    /// The condition with true labels, and the others.
    private static func split(_ networks: [PerturbedNetworks]) -> (clean: PerturbedNetworks, corrupted: [PerturbedNetworks])? {
        guard let clean = networks.first(where: { $0.corruption == 0 }) else { return nil }
        let corrupted = networks.filter { $0.corruption > 0 }
        return corrupted.isEmpty ? nil : (clean, corrupted)
    }

    /// [network][share], in the order of the shares.
    private static func areasByShare(_ networks: [PerturbedNetworks]) -> [[Double]] {
        let areas = networks.sorted { $0.corruption < $1.corruption }.map(\.areas)
        return (areas.first ?? []).indices.map { network in areas.map { $0[network] } }
    }

    private static func unassessed(
        _ id: String, _ statement: String, _ source: String, origin: Claim.Origin = .sentence
    ) -> Claim {
        Claim(id: id, statement: statement, source: source, origin: origin, notAssessed: "shares of shuffled labels missing")
    }
}
