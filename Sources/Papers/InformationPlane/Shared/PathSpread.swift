import Experiments

/// Mean distances between the paths of two sets of networks, layer by layer, in sides of the plane (`PathDistance`).
struct PathSpread {
    /// [network][layer]: how far the network's layer lies from the same layer of the others, on average.
    let distances: [[Double]]

    init(distances: [[Double]]) {
        self.distances = distances
    }

    /// Each network of the one set against all of the other set.
    init(from networks: [InformationPlane], to others: [InformationPlane], limits: (hx: Double, ixy: Double)) {
        distances = networks.map { network in Self.mean(from: network, to: others, limits) }
    }

    /// Each network of the set against the others of the set; at least two.
    init(within networks: [InformationPlane], limits: (hx: Double, ixy: Double)) {
        distances = networks.indices.map { index in
            var others = networks
            others.remove(at: index)
            return Self.mean(from: networks[index], to: others, limits)
        }
    }

    private static func mean(
        from network: InformationPlane, to others: [InformationPlane], _ limits: (hx: Double, ixy: Double)
    ) -> [Double] {
        precondition(!others.isEmpty, "no network to compare with")
        return network.layers.indices.map { layer in
            Statistics.mean(
                others.map { other in
                    precondition(other.epochs == network.epochs, "networks recorded at different epochs")
                    return PathDistance.between(network.layers[layer], other.layers[layer], epochs: network.epochs, limits: limits)
                })
        }
    }

    /// Each network's mean over the layers.
    func ofNetworks(_ layers: Range<Int>) -> [Double] {
        distances.map { Statistics.mean(Array($0[layers])) }
    }

    /// Each layer's mean over the networks.
    var ofLayers: [Double] { Statistics.columnMeans(distances) }
}
