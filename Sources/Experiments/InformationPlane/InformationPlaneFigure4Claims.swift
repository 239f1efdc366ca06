import InformationTheory
import NumericCore
import Results
import SampleStatistics

extension InformationPlaneFigure4 {
    package typealias Networks = LearnedNetworks<Layers>

    private static func label(_ layer: Int, _ plane: InformationPlane) -> String {
        InformationPlane.layerLabel(layer, of: plane.layers.count).lowercased()
    }

    package static func clusteredLayersCompress(_ networks: Networks) -> Claim {
        func compression(_ network: Layers) -> [Double] { network.plane.layers.indices.map(network.plane.compression(ofLayer:)) }
        let holds = networks.measured.map { network in
            let clustered = network.endShares.indices.sorted { (network.endShares[$0], $0) > (network.endShares[$1], $1) }.prefix(2)
            return compression(network).enumerated().allSatisfy { ($1 > 0.1) == clustered.contains($0) }
        }
        let plane = networks.drawn.plane
        let parts = plane.layers.indices.map { layer in
            let lost = ClaimRules.mean(networks.measured.map { compression($0)[layer] })
            let ends = Statistics.mean(networks.measured.map { 100 * $0.endShares[layer] })
            return "\(label(layer, plane)) \(ClaimRules.print(lost, digits: 2)) bits, \(ends.fixed(0)) %"
        }
        return Claim(
            id: "clustered-layers-compress",
            statement: "Tanh: the two layers that get clustered show compression while the others do not.",
            source: "Section 2.3, figures 4a and 5", kind: .order,
            measured: "fall of I(X;T) from its highest point to the end, and share of activations in the extreme bins at the end: "
                + parts.joined(separator: "; ") + networks.basis,
            rule:
                "In a network it holds where the two layers with the largest shares of activations in the extreme bins at the last epoch "
                + "end over 0.1 bits of I(X;T) below their highest points, and no other layer does. Reproduced in all networks, partly "
                + "in over half.",
            verdict: ClaimRules.share(of: holds))
    }

    package static func outputEndsAtOneBit(_ networks: Networks, id: String, name: String) -> Claim {
        let estimate = ClaimRules.mean(networks.measured.map { $0.plane.layers[$0.plane.outputLayer].last!.withInput })
        return Claim(
            id: "\(id)-output-one-bit",
            statement:
                "The output layer of the \(name) network drifts towards I(X;T) = 1, the bit that tells which class is decided for.",
            source: "Section 2.3", kind: .number, published: "1 bit",
            measured: "I(X;T) of the output ends at \(ClaimRules.print(estimate, digits: 2)) bits" + networks.basis,
            estimate: estimate,
            rule: "Reproduced where the mean over the networks that learned ends within 0.1 bits of 1, partly within 0.5.",
            verdict: ClaimRules.number(published: 1, measured: estimate, near: 0.1, far: 0.5))
    }

    /// Means over a network's hidden layers of how I(X;T) and I(T;Y) change from epoch 1 to the last.
    private static func change(_ network: Layers, _ value: (LayerInformation) -> Double) -> Double {
        let plane = network.plane
        guard let first = plane.epochs.firstIndex(of: 1) else { preconditionFailure("epoch 1 is not recorded") }
        return Statistics.mean(plane.hiddenLayers.map { value(plane.layers[$0].last!) - value(plane.layers[$0][first]) })
    }

    package static func reluTopRight(_ networks: Networks) -> Claim {
        let right = networks.measured.map { change($0, \.withInput) }
        let up = networks.measured.map { change($0, \.withLabel) }
        let estimate = ClaimRules.mean(right)
        return Claim(
            id: "relu-top-right", statement: "The ReLU layers' paths lead towards the top right.",
            source: "Section 2.3, figure 4b", kind: .trend,
            measured:
                "from epoch 1 to the last the hidden layers move \(ClaimRules.print(estimate, digits: 2)) bits to the right and "
                + "\(ClaimRules.print(ClaimRules.mean(up), digits: 2)) bits upwards" + networks.basis,
            estimate: estimate,
            rule:
                "In a network it holds where, on average over the hidden layers, I(X;T) and I(T;Y) are both over 0.1 bits higher at the last "
                + "epoch than at epoch 1. Reproduced in all networks that learned, partly in over half.",
            verdict: ClaimRules.share(of: zip(right, up).map { $0 > 0.1 && $1 > 0.1 }))
    }

    package static func reluDoesNotCompress(_ networks: Networks) -> Claim {
        let falls = networks.measured.map { network in
            Statistics.mean(network.plane.hiddenLayers.suffix(2).map(network.plane.compression(ofLayer:)))
        }
        let estimate = ClaimRules.mean(falls)
        return Claim(
            id: "relu-no-compression", statement: "The ReLU layers do not compress.", source: "Section 2.3, figure 4b",
            kind: .trend,
            measured: "layers 4 and 5 end \(ClaimRules.print(estimate, digits: 2)) bits of I(X;T) below their highest points"
                + networks.basis,
            estimate: estimate,
            rule:
                "In a network it holds where I(X;T) of layers 4 and 5 ends, on average, under 0.1 bits below its highest point. Reproduced "
                + "in all networks that learned, partly in over half.",
            verdict: ClaimRules.share(of: falls.map { $0 < 0.1 }))
    }
}
