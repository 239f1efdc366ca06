import Experiments

/// What the paper says of mixed networks, held against trained ones.
///
/// A path is changed by as much as it lies further from those of pure networks than these lie from one another: that much is no seed's
/// doing. Distances are means over layers 3 to 5 unless a reading says otherwise.
extension MixedComparison {
    /// The layers behind the leading ones walk another way than in pure networks.
    func changes(_ statement: String, source: String) -> Claim {
        claim(
            "changes", statement, source, excess(MixedKind.followers), .over(0),
            readings: [
                .init("layer 3 alone", excess(first), .over(0)),
                .init("further off than the furthest pure network", .holds(changed), .share(over: 0.5)),
            ])
    }

    /// The contrary; "noticeable" is a tenth of the plane's side.
    func changesNothing(_ statement: String, source: String) -> Claim {
        let excesses = excess(MixedKind.followers)
        return claim(
            "changes-nothing", statement, source, excesses, .equivalent(within: PathDistance.alike),
            readings: [
                .init("within half of that", excesses, .equivalent(within: PathDistance.alike / 2)),
                .init("no further off than the furthest pure network", .holds(changed.map { !$0 }), .share(over: 0.5)),
            ])
    }

    private func claim(
        _ id: String, _ statement: String, _ source: String, _ sample: Sample, _ rule: Rule, readings: [Claim.Reading]
    ) -> Claim {
        Claim(
            "\(kind.leader.rawValue)-\(id)", statement, .sentence, source,
            "distance of layers 3 to 5 from those of pure \(follower) networks less the pure ones' from one another, in sides of "
                + "the plane", digits: 3, sample, rule, readings: readings, remark: distances)
    }

    /// The layers behind the leading ones walk as those do. Section 2.2.2 holds them against the leading layers of the same network, and
    /// has the likeness fade with depth: so layer 3 decides.
    func likens(_ statement: String, source: String) -> Claim {
        let leader = kind.leader.printed
        func nearer(_ distances: [Double], _ layers: Range<Int>) -> Sample {
            .networks(zip(distances, fromFollower.ofNetworks(layers)).map { $0 - $1 })
        }
        return Claim(
            "\(kind.leader.rawValue)-likens", statement, .sentence, source,
            "layer 3's distance from the \(leader) layers before it less that from layer 3 of pure \(follower) networks, "
                + "in sides of the plane", digits: 3, nearer(fromOwnLeaders.map { $0[0] }, first), .under(0),
            readings: [
                .init("layers 3 to 5", nearer(fromOwnLeaders.map(Statistics.mean), MixedKind.followers), .under(0)),
                .init(
                    "layers 3 to 5, from the same layers of pure \(leader) networks",
                    nearer(fromLeader.ofNetworks(MixedKind.followers), MixedKind.followers), .under(0)),
            ])
    }

    /// The effect is weaker the deeper the layer.
    func fades(_ statement: String, source: String) -> Claim {
        let effects = effects
        let layers = MixedKind.followers.enumerated().map { place, layer in
            "layer \(layer + 1) \(Estimate(mean: effects.map { $0[place] }).clamped(to: .nonnegative).short(digits: 2))"
        }
        return Claim(
            "\(kind.leader.rawValue)-effect-fades", statement, .sentence, source,
            "distance from pure \(follower) networks in multiples of theirs from one another, along layers 3 to 5", digits: 2,
            .series(effects), .falling(),
            readings: [.init("layer 5 less layer 3", .networks(effects.map { $0[$0.count - 1] - $0[0] }), .under(0))],
            remark: "By layer: \(layers.joined(separator: ", "))")
    }

    /// The effect is absent from some networks: from more than one of twenty.
    func notAlways(_ statement: String, source: String) -> Claim {
        let (id, pure) = ("\(kind.leader.rawValue)-not-always", amongFollower.distances.count)
        // The distance of a single pair does not tell how far seeds alone may lead.
        guard pure > 2 else {
            return Claim(id, statement, .sentence, source, published: "not always", notAssessed: "\(pure) pure networks only")
        }
        return Claim(
            id, statement, .sentence, source, published: "not always",
            "layers 3 to 5 no further from those of pure \(follower) networks than the furthest of these from the others",
            digits: 2, .holds(changed.map { !$0 }), .share(over: 0.05), remark: distances)
    }

    private var follower: String { kind.follower.printed }

    /// The first layer behind the leading ones.
    private var first: Range<Int> { MixedKind.followers.prefix(1) }

    private func excess(_ layers: Range<Int>) -> Sample {
        .groups(fromFollower.ofNetworks(layers), amongFollower.ofNetworks(layers))
    }

    private var distances: String {
        func print(_ spread: PathSpread) -> String {
            Estimate(mean: spread.ofNetworks(MixedKind.followers)).clamped(to: .nonnegative).short(digits: 3)
        }
        return "Mixed from pure \(print(fromFollower)), pure from one another \(print(amongFollower))"
    }
}
