import NumericCore
import Results

/// The paths of mixed networks of one kind, held against those of pure networks.
package struct MixedComparison {
    package let kind: MixedKind
    /// The mixed networks from the pure ones of the activation that follows in them: zero effect would leave what seeds make.
    package let fromFollower: PathSpread
    /// The mixed networks from the pure ones of the activation that leads in them.
    package let fromLeader: PathSpread
    /// The pure networks of the activation that follows, from one another: what seeds make.
    package let amongFollower: PathSpread

    package init(kind: MixedKind, fromFollower: PathSpread, fromLeader: PathSpread, amongFollower: PathSpread) {
        self.kind = kind
        self.fromFollower = fromFollower
        self.fromLeader = fromLeader
        self.amongFollower = amongFollower
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
            amongFollower: PathSpread(within: follower, limits: limits))
    }

    /// For each mixed network, whether layers 3 to 5 lie further from the pure networks of their own activation, on average, than any of
    /// those lies from the others.
    package var changed: [Bool] {
        let furthest = amongFollower.ofNetworks(MixedKind.followers).max() ?? .infinity
        return fromFollower.ofNetworks(MixedKind.followers).map { $0 > furthest }
    }

    /// For each mixed network, whether layers 3 to 5 lie nearer to the pure networks of the leading activation than to those of their own.
    package var likened: [Bool] {
        zip(fromLeader.ofNetworks(MixedKind.followers), fromFollower.ofNetworks(MixedKind.followers)).map { $0 < $1 }
    }

    /// For each mixed network, a number for each of layers 3 to 5: its distance from the pure networks of its own activation, in multiples of
    /// the mean distance of those from one another.
    package var effects: [[Double]] {
        let seeds = amongFollower.ofLayers
        return fromFollower.distances.map { distances in
            MixedKind.followers.map { seeds[$0] > 0 ? distances[$0] / seeds[$0] : .infinity }
        }
    }

    /// The distances of each layer, to be read below the planes.
    /// - Parameter withLeader: whether with those from pure networks of the leading activation.
    func table(layerLabels: [String], withLeader: Bool) -> TableResult {
        let (follower, leader) = (kind.follower.printed, kind.leader.printed)
        let columns = [fromFollower.ofLayers, amongFollower.ofLayers] + (withLeader ? [fromLeader.ofLayers] : [])
        return TableResult(
            title: "\(kind.title): mean distance of a layer's paths, in sides of the plane",
            header: [
                "Layer", "mixed from pure \(follower) networks", "pure \(follower) networks from one another",
            ] + (withLeader ? ["mixed from pure \(leader) networks"] : []),
            rows: layerLabels.indices.map { layer in
                [.text(layerLabels[layer])] + columns.map { .number($0[layer], digits: 3) }
            })
    }
}
