import NumericCore
import Results
import SampleStatistics

/// What the paper says of bin histograms, held against those of trained networks.
package enum BinHistogramClaims {
    package typealias Networks = LearnedNetworks<NetworkBins>

    static let layers = NetworkBins.layerNames.indices
    static let output = NetworkBins.layerNames.count - 1

    /// The statements about a tanh network's bins.
    static func tanh(_ networks: Networks, source: String) -> [Claim] {
        [
            tanhEmpties(networks, source: source), tanhEnds(networks, source: source),
            outputTwoBins(networks, id: "tanh", name: "tanh", source: source),
            outputSpreadsFirst(networks, id: "tanh", name: "tanh", source: source),
        ]
    }

    /// The statements about a ReLU network's bins.
    static func relu(_ networks: Networks, source: String) -> [Claim] {
        [
            reluFills(networks, source: source), reluLeavesZero(networks, source: source),
            outputTwoBins(networks, id: "relu", name: "ReLU", source: source),
            outputSpreadsFirst(networks, id: "relu", name: "ReLU", source: source),
        ]
    }

    /// "layer 4 by +1.2 (0.3 to 2.0), layer 5 by ..., output by ...": means over networks of changes in percentage points.
    static func print(_ networks: Networks, _ layers: some Sequence<Int>, _ change: (NetworkBins, Int) -> Double) -> String {
        layers.map { layer in
            let estimate = ClaimRules.mean(networks.measured.map { 100 * change($0, layer) })
            return "\(NetworkBins.layerNames[layer].lowercased()) by \(ClaimRules.print(estimate, digits: 1))"
        }
        .joined(separator: ", ")
    }

    /// The mean over networks of their mean over the layers.
    static func estimate(_ networks: Networks, _ layers: some Collection<Int>, _ value: (NetworkBins, Int) -> Double)
        -> Claim.Estimate
    {
        ClaimRules.mean(networks.measured.map { network in Statistics.mean(layers.map { value(network, $0) }) })
    }

    // MARK: tanh

    package static func tanhEmpties(_ networks: Networks, source: String) -> Claim {
        let holds = networks.measured.map { network in layers.allSatisfy { network.emptyChange($0) > 0 } }
        return Claim(
            id: "tanh-bins-empty",
            statement: "Tanh: the more training proceeds, the more bins of the last layers are emptied out.",
            source: source, kind: .trend,
            measured: "from the first to the last epoch the share of empty bins changes, in percentage points, in "
                + print(networks, layers) { $0.emptyChange($1) } + "; from the epoch half way to the last, in "
                + print(networks, layers) { $0.emptyChange($1, since: .middle) } + networks.basis,
            estimate: estimate(networks, layers) { $0.emptyChange($1) },
            rule: "In a network it holds where the share of empty bins is higher at the last epoch than at epoch 1 in layer 4, in "
                + "layer 5 and in the output. Reproduced in all networks, partly in over half.",
            verdict: ClaimRules.share(of: holds))
    }

    package static func tanhEnds(_ networks: Networks, source: String) -> Claim {
        let holds = networks.measured.map { network in
            let last = layers.map { network.histogram($0, .last).endShare }
            return zip(last, last.dropFirst()).allSatisfy { $0 < $1 } && layers.allSatisfy { network.endChange($0) > 0 }
        }
        let shares = layers.map { layer in
            let estimate = ClaimRules.mean(networks.measured.map { 100 * $0.histogram(layer, .last).endShare })
            return "\(ClaimRules.print(estimate, digits: 1)) in \(NetworkBins.layerNames[layer].lowercased())"
        }
        return Claim(
            id: "tanh-extreme-bins",
            statement: "Tanh: the deeper the layer, the more activations get binned into the extreme bins.",
            source: source, kind: .order,
            measured: "percent of the activations in the two extreme bins at the last epoch: "
                + shares.joined(separator: ", ") + networks.basis,
            estimate: estimate(networks, layers) { $0.histogram($1, .last).endShare },
            rule:
                "In a network it holds where the share of activations in the first and the last bin is, at the last epoch, lowest in "
                + "layer 4 and highest in the output, and in each of the three layers higher than at epoch 1. Reproduced in all "
                + "networks, partly in over half.",
            verdict: ClaimRules.share(of: holds))
    }

    // MARK: ReLU

    package static func reluFills(_ networks: Networks, source: String) -> Claim {
        let hidden = layers.dropLast()
        let holds = networks.measured.map { network in hidden.allSatisfy { network.emptyChange($0) < 0 } }
        return Claim(
            id: "relu-bins-fill", statement: "ReLU: as training goes on, the amount of empty bins of the ReLU layers decreases.",
            source: source, kind: .trend,
            measured: "from the first to the last epoch the share of empty bins changes, in percentage points, in "
                + print(networks, hidden) { $0.emptyChange($1) } + networks.basis,
            estimate: estimate(networks, hidden) { $0.emptyChange($1) },
            rule:
                "In a network it holds where the share of empty bins, of those from 0 to the highest that is filled at any of the three "
                + "epochs, is lower at the last epoch than at epoch 1 in layer 4 and in layer 5. Reproduced in all networks that "
                + "learned, partly in over half.",
            verdict: ClaimRules.share(of: holds))
    }

    package static func reluLeavesZero(_ networks: Networks, source: String) -> Claim {
        let hidden = layers.dropLast()
        let holds = networks.measured.map { network in hidden.allSatisfy { network.endChange($0) < 0 } }
        return Claim(
            id: "relu-leaves-zero", statement: "ReLU: over the course of training more and more activations leave the bin of 0.",
            source: source, kind: .trend,
            measured: "from the first to the last epoch the share of activations in the bin of 0 changes, in percentage points, in "
                + print(networks, hidden) { $0.endChange($1) } + networks.basis,
            estimate: estimate(networks, hidden) { $0.endChange($1) },
            rule:
                "In a network it holds where the share of activations in the bin of 0 is lower at the last epoch than at epoch 1 in "
                + "layer 4 and in layer 5. Reproduced in all networks that learned, partly in over half.",
            verdict: ClaimRules.share(of: holds))
    }
}
