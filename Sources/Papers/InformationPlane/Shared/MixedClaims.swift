import Experiments

/// What the paper says of mixed networks, held against trained ones.
///
/// A path is changed by as much as it lies further from those of pure networks than these lie from one another: that much is no seed's
/// doing. Distances are means over layers 3 to 5 unless a reading says otherwise.
enum MixedClaims {
    /// The layers behind the leading ones walk another way than in pure networks.
    static func changed(_ comparison: MixedComparison, statement: String, source: String) -> Claim {
        Claim(
            id: "\(comparison.kind.claimPrefix)-changes", statement: statement, source: source, origin: .sentence,
            quantity: excess(comparison), digits: 3, parts: [.init(excess(comparison, MixedKind.followers), .over(0))],
            readings: [
                .init("layer 3 alone", [.init(excess(comparison, first), .over(0))]),
                .init("further off than the furthest pure network", [.init(.holds(comparison.changed), .share(over: 0.5))]),
            ], remark: distances(comparison))
    }

    /// The contrary of `changed`; "noticeable" is a tenth of the plane's side.
    static func unchanged(_ comparison: MixedComparison, statement: String, source: String) -> Claim {
        let excesses = excess(comparison, MixedKind.followers)
        return Claim(
            id: "\(comparison.kind.claimPrefix)-changes-nothing", statement: statement, source: source, origin: .sentence,
            quantity: excess(comparison), digits: 3, parts: [.init(excesses, .equivalent(within: PathDistance.alike))],
            readings: [
                .init("within half of that", [.init(excesses, .equivalent(within: PathDistance.alike / 2))]),
                .init(
                    "no further off than the furthest pure network",
                    [.init(.holds(comparison.changed.map { !$0 }), .share(over: 0.5))]),
            ], remark: distances(comparison))
    }

    /// The layers behind the leading ones walk as those do. Section 2.2.2 holds them against the leading layers of the same network, and
    /// has the likeness fade with depth: so layer 3 decides.
    static func likened(_ comparison: MixedComparison, statement: String, source: String) -> Claim {
        let (leader, follower) = (comparison.kind.leader.printed, comparison.kind.follower.printed)
        func nearer(_ distances: [Double], _ layers: Range<Int>) -> [Claim.Part] {
            [.init(.networks(zip(distances, comparison.fromFollower.ofNetworks(layers)).map { $0 - $1 }), .under(0))]
        }
        return Claim(
            id: "\(comparison.kind.claimPrefix)-likens", statement: statement, source: source, origin: .sentence,
            quantity: "layer 3's distance from the \(leader) layers before it less that from layer 3 of pure \(follower) networks, "
                + "in sides of the plane",
            digits: 3, parts: nearer(comparison.fromOwnLeaders.map { $0[0] }, first),
            readings: [
                .init("layers 3 to 5", nearer(comparison.fromOwnLeaders.map(Statistics.mean), MixedKind.followers)),
                .init(
                    "layers 3 to 5, from the same layers of pure \(leader) networks",
                    nearer(comparison.fromLeader.ofNetworks(MixedKind.followers), MixedKind.followers)),
            ])
    }

    /// The effect is weaker the deeper the layer.
    static func fades(_ comparison: MixedComparison, statement: String, source: String) -> Claim {
        let effects = comparison.effects
        let layers = MixedKind.followers.enumerated().map { place, layer in
            "layer \(layer + 1) \(Estimate(mean: effects.map { $0[place] }).short(digits: 2))"
        }
        return Claim(
            id: "\(comparison.kind.claimPrefix)-effect-fades", statement: statement, source: source, origin: .sentence,
            quantity: "distance from pure \(comparison.kind.follower.printed) networks in multiples of theirs from one another, "
                + "along layers 3 to 5",
            digits: 2, parts: [.init(.series(effects), .falling())],
            readings: [
                .init(
                    "layer 5 less layer 3",
                    [.init(.networks(effects.map { $0[$0.count - 1] - $0[0] }), .under(0))])
            ], remark: "By layer: \(layers.joined(separator: ", "))")
    }

    /// The effect is absent from some networks: from more than one of twenty.
    static func notAlways(_ comparison: MixedComparison, statement: String, source: String) -> Claim {
        let id = "\(comparison.kind.claimPrefix)-not-always"
        let pure = comparison.amongFollower.distances.count
        // The distance of a single pair does not tell how far seeds alone may lead.
        guard pure > 2 else {
            return Claim(
                id: id, statement: statement, source: source, origin: .sentence, published: "not always",
                notAssessed: "\(pure) pure networks only")
        }
        return Claim(
            id: id, statement: statement, source: source, origin: .sentence, published: "not always",
            quantity:
                "layers 3 to 5 no further from those of pure \(comparison.kind.follower.printed) networks than the furthest of "
                + "these from the others",
            digits: 2, parts: [.init(.holds(comparison.changed.map { !$0 }), .share(over: 0.05))], remark: distances(comparison))
    }

    /// The first layer behind the leading ones.
    private static let first = MixedKind.followers.prefix(1)

    private static func excess(_ comparison: MixedComparison, _ layers: Range<Int>) -> Sample {
        .groups(comparison.fromFollower.ofNetworks(layers), comparison.amongFollower.ofNetworks(layers))
    }

    private static func excess(_ comparison: MixedComparison) -> String {
        let follower = comparison.kind.follower.printed
        return
            "distance of layers 3 to 5 from those of pure \(follower) networks less the pure ones' from one another, in sides of "
            + "the plane"
    }

    private static func distances(_ comparison: MixedComparison) -> String {
        func print(_ spread: PathSpread) -> String { Estimate(mean: spread.ofNetworks(MixedKind.followers)).short(digits: 3) }
        return "Mixed from pure \(print(comparison.fromFollower)), pure from one another \(print(comparison.amongFollower))"
    }
}
