import Experiments

/// Mean distances between the paths of two sets of networks, layer by layer, in sides of the plane (`PathDistance`).
struct PathSpread {
    /// [network][layer]: how far the network's layer lies from the same layer of the others, on average.
    let distances: [[Double]]

    /// Each network's mean over the layers.
    func ofNetworks(_ layers: Range<Int>) -> [Double] { distances.map { Statistics.mean(Array($0[layers])) } }

    /// Each layer's mean over the networks.
    var ofLayers: [Double] { Statistics.columnMeans(distances) }
}

extension PathSpread {
    /// Each network of the one set against all of the other set.
    init(from networks: [InformationPlane], to others: [InformationPlane], limits: (hx: Double, ixy: Double)) {
        self.init(distances: networks.map { Self.mean(from: $0, to: others, limits) })
    }

    /// Each network of the set against the others of the set; at least two.
    init(within networks: [InformationPlane], limits: (hx: Double, ixy: Double)) {
        self.init(
            distances: networks.indices.map { index in
                var others = networks
                return Self.mean(from: others.remove(at: index), to: others, limits)
            })
    }

    private static func mean(
        from network: InformationPlane, to others: [InformationPlane], _ limits: (hx: Double, ixy: Double)
    ) -> [Double] {
        precondition(!others.isEmpty, "no network to compare with")
        precondition(others.allSatisfy { $0.epochs == network.epochs }, "networks recorded at different epochs")
        return network.layers.indices.map { layer in
            Statistics.mean(
                others.map {
                    PathDistance.between(network.layers[layer], $0.layers[layer], epochs: network.epochs, limits: limits)
                })
        }
    }
}
