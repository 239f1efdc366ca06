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

    init(
        kind: MixedKind, fromFollower: PathSpread, fromLeader: PathSpread, amongFollower: PathSpread, fromOwnLeaders: [[Double]]
    ) {
        self.kind = kind
        self.fromFollower = fromFollower
        self.fromLeader = fromLeader
        self.amongFollower = amongFollower
        self.fromOwnLeaders = fromOwnLeaders
    }

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
                    Statistics.mean(
                        MixedKind.leaders.map { leader in
                            PathDistance.between(
                                plane.layers[layer], plane.layers[leader], epochs: plane.epochs, limits: limits)
                        })
                }
            })
    }

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
        let columns = [fromFollower.ofLayers, amongFollower.ofLayers] + (withLeader ? [fromLeader.ofLayers] : [])
        let leaders = Statistics.columnMeans(fromOwnLeaders)
        func own(_ layer: Int) -> TableResult.Cell {
            MixedKind.followers.contains(layer) ? .number(leaders[layer - MixedKind.followers.lowerBound], digits: 3) : .text("–")
        }
        return TableResult(
            title: "\(kind.title): mean distance of a layer's paths, in sides of the plane",
            header: [
                "Layer", "mixed from pure \(follower) networks", "pure \(follower) networks from one another",
            ] + (withLeader ? ["mixed from pure \(leader) networks", "mixed from their own layers 1 and 2"] : []),
            rows: layerLabels.indices.map { layer in
                [.text(layerLabels[layer])] + columns.map { .number($0[layer], digits: 3) } + (withLeader ? [own(layer)] : [])
            })
    }
}
