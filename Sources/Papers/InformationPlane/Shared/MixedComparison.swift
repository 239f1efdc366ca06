import Experiments

/// The paths of mixed networks of one kind, held against those of pure networks.
struct MixedComparison {
    let kind: MixedKind
    /// The mixed networks from the pure ones of the activation that follows in them: zero effect would leave what seeds make.
    let fromFollower: PathSpread
    /// The mixed networks from the pure ones of the activation that leads in them.
    let fromLeader: PathSpread
    /// The pure networks of the activation that follows, from one another: what seeds make.
    let amongFollower: PathSpread
    /// [mixed network][layer 3 to 5]: the layer's mean distance from the leading layers of the same network.
    let fromOwnLeaders: [[Double]]

    /// For each mixed network, whether layers 3 to 5 lie further from the pure networks of their own activation, on average, than any of
    /// those lies from the others.
    var changed: [Bool] {
        let furthest = amongFollower.ofNetworks(MixedKind.followers).max() ?? .infinity
        return fromFollower.ofNetworks(MixedKind.followers).map { $0 > furthest }
    }

    /// For each mixed network, a number for each of layers 3 to 5: its distance from the pure networks of its own activation, in multiples of
    /// the mean distance of those from one another.
    var effects: [[Double]] {
        let seeds = amongFollower.ofLayers
        return fromFollower.distances.map { distances in
            MixedKind.followers.map { seeds[$0] > 0 ? distances[$0] / seeds[$0] : .infinity }
        }
    }

    /// The distances of each layer, to be read below the planes.
    /// - Parameter withLeader: whether with those from the leading layers, the network's own and those of pure networks.
    func table(layerLabels: [String], withLeader: Bool) -> TableResult {
        let (follower, leader) = (kind.follower.printed, kind.leader.printed)
        let means = [fromFollower, amongFollower, fromLeader].map(\.ofLayers)
        let own = Statistics.columnMeans(fromOwnLeaders)
        let columns: [(header: String, cell: (Int) -> TableResult.Cell)] = [
            ("Layer", { .text(layerLabels[$0]) }), ("mixed from pure \(follower) networks", { .number(means[0][$0], 3) }),
            ("pure \(follower) networks from one another", { .number(means[1][$0], 3) }),
            ("mixed from pure \(leader) networks", { .number(means[2][$0], 3) }),
            (
                "mixed from their own layers 1 and 2",
                { MixedKind.followers.contains($0) ? .number(own[$0 - MixedKind.followers.lowerBound], 3) : "–" }
            ),
        ]
        return TableResult(
            "Leading \(leader): mean distance of a layer's paths, in sides of the plane", of: layerLabels.indices,
            withLeader ? columns : Array(columns.prefix(3)))
    }
}

extension MixedComparison {
    /// - Parameters:
    ///   - mixed: networks of the kind, at least one.
    ///   - follower: pure networks of the activation that follows, at least two.
    ///   - leader: pure networks of the activation that leads, at least one.
    ///   - limits: H(X) and I(X;Y) in bits.
    init(
        _ kind: MixedKind, mixed: [InformationPlane], follower: [InformationPlane], leader: [InformationPlane],
        limits: (hx: Double, ixy: Double)
    ) {
        self.init(
            kind: kind, fromFollower: PathSpread(from: mixed, to: follower, limits: limits),
            fromLeader: PathSpread(from: mixed, to: leader, limits: limits),
            amongFollower: PathSpread(within: follower, limits: limits),
            fromOwnLeaders: mixed.map { plane in
                MixedKind.followers.map { layer in
                    Statistics.mean(MixedKind.leaders.map { plane.distance(between: layer, and: $0, limits: limits) })
                }
            })
    }
}
