import Experiments

extension Figure4 {
    typealias Networks = LearnedNetworks<Layers>

    /// Clustered are the two layers with the largest shares of activations in the extreme bins.
    static func clusteredLayersCompress(_ networks: Networks) -> Claim {
        let falls = networks.measured.map { network in
            network.plane.layers.indices.map(network.plane.compression(ofLayer:))
        }
        let groups = zip(networks.measured, falls).map { network, falls in
            let order = network.endShares.indices.sorted { (network.endShares[$0], $0) > (network.endShares[$1], $1) }
            return (clustered: order.prefix(2).map { falls[$0] }, others: order.dropFirst(2).map { falls[$0] })
        }
        let others: (String, [Double]) -> Claim.Part = { .init($0, .networks($1), .equivalent(within: VisibleShift.bits)) }
        let plane = networks.drawn.plane
        let layers = plane.layers.indices.map { layer in
            let label = InformationPlane.layerLabel(layer, of: plane.layers.count).lowercased()
            let ends = Statistics.mean(networks.measured.map { 100 * $0.endShares[layer] })
            return "\(label) \(Estimate(mean: falls.map { $0[layer] }).short(digits: 2)) bits, \(ends.fixed(0)) %"
        }
        let clustered = Claim.Part(
            "the clustered layer that falls less", .networks(groups.map { $0.clustered.min()! }), .over(VisibleShift.bits))
        return Claim(
            id: "clustered-layers-compress",
            statement: "Tanh: the two layers that get clustered show compression while the others do not.",
            source: "Section 2.3, figures 4a and 5", origin: .sentence,
            quantity: "fall of I(X;T) from its highest point to the end, in bits", digits: 2,
            parts: [clustered, others("the other layer that falls most", groups.map { $0.others.max()! })],
            readings: [
                .init(
                    "the others on average", [clustered, others("other layers", groups.map { Statistics.mean($0.others) })])
            ],
            remark: networks.remark(
                after: "With the share of activations in the extreme bins at the end: \(layers.joined(separator: "; "))"))
    }

    static func outputEndsAtOneBit(_ networks: Networks, id: String, name: String) -> Claim {
        Claim(
            id: "\(id)-output-one-bit",
            statement:
                "The output layer of the \(name) network drifts towards I(X;T) = 1, the bit that tells which class is decided for.",
            source: "Section 2.3", origin: .number, published: "1 bit", quantity: "final I(X;T) of the output, in bits", digits: 2,
            parts: [
                .init(
                    .networks(networks.measured.map { $0.plane.layers[$0.plane.outputLayer].last!.withInput }),
                    .near(1, within: VisibleShift.bits))
            ], remark: networks.remark)
    }

    static func reluTopRight(_ networks: Networks) -> Claim {
        func change(_ value: (LayerInformation) -> Double) -> Sample {
            .networks(
                networks.measured.map { network in
                    let plane = network.plane
                    guard let first = plane.epochs.firstIndex(of: 1) else { preconditionFailure("epoch 1 is not recorded") }
                    return Statistics.mean(
                        plane.hiddenLayers.map { value(plane.layers[$0].last!) - value(plane.layers[$0][first]) })
                })
        }
        func parts(_ least: Double) -> [Claim.Part] {
            [.init("I(X;T)", change(\.withInput), .over(least)), .init("I(T;Y)", change(\.withLabel), .over(least))]
        }
        return Claim(
            id: "relu-top-right", statement: "The ReLU layers' paths lead towards the top right.",
            source: "Section 2.3, figure 4b", origin: .sentence,
            quantity: "change from epoch 1 to the last, mean of the hidden layers, in bits", digits: 2,
            parts: parts(VisibleShift.bits), readings: [.init("any gain at all", parts(0))], remark: networks.remark)
    }

    /// The paper tells it of Saxe et al. (2018) and does not say it of its own networks.
    static func reluDoesNotCompress(_ networks: Networks) -> Claim {
        let falls = networks.measured.map { network in
            Statistics.mean(network.plane.hiddenLayers.suffix(2).map(network.plane.compression(ofLayer:)))
        }
        return Claim(
            id: "relu-no-compression", statement: "The ReLU layers do not compress.",
            source: "Saxe et al. 2018, cited in Section 1",
            origin: .cited, quantity: "fall of I(X;T) of layers 4 and 5 from its highest point to the end, in bits", digits: 2,
            parts: [.init(.networks(falls), .equivalent(within: VisibleShift.bits))], remark: networks.remark)
    }
}
