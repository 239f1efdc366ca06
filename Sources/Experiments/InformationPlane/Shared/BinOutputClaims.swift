import NumericCore
import Results
import SampleStatistics

/// What the paper says of the output's bins, and of what empty bins have to do with compression.
extension BinHistogramClaims {
    /// - Parameters:
    ///   - id: begins the claim's id.
    ///   - name: of the networks, in print.
    package static func outputTwoBins(_ networks: Networks, id: String, name: String, source: String) -> Claim {
        let ends = networks.measured.map { $0.histogram(output, .last) }
        let shares = ends.map(\.endShare)
        let filled = ClaimRules.mean(ends.map { Double($0.filledBins) })
        let estimate = ClaimRules.mean(shares.map { 100 * $0 })
        let verdict: Claim.Verdict =
            zip(ends, shares).allSatisfy { $0.filledBins <= 2 && $1 == 1 }
            ? .holds : shares.allSatisfy { $0 > 0.95 } ? .partly : .doesNotHold
        return Claim(
            id: "\(id)-output-two-bins",
            statement: "The output layer of the \(name) network reduces its filled bins down to two, those of 0 and 1.",
            source: source, kind: .number, published: "2 bins",
            measured:
                "at the last epoch \(ClaimRules.print(filled, digits: 1)) of \(ends[0].counts.count) bins are filled; the bins of 0 "
                + "and 1 hold \(ClaimRules.print(estimate, digits: 1)) % of the activations" + networks.basis,
            estimate: filled,
            rule:
                "Reproduced where in every network no bin but the first and the last is filled at the last epoch, partly where these "
                + "two hold over 95 % of the activations in every network.",
            verdict: verdict)
    }

    package static func outputSpreadsFirst(_ networks: Networks, id: String, name: String, source: String) -> Claim {
        func drop(_ network: NetworkBins) -> Double {
            network.outputAtPeak.emptyShare - network.histogram(output, .first).emptyShare
        }
        let estimate = ClaimRules.mean(networks.measured.map { 100 * drop($0) })
        return Claim(
            id: "\(id)-output-spreads-first",
            statement:
                "The output layer of the \(name) network first drifts towards more information about the input, because its empty "
                + "bins drop at first.",
            source: source, kind: .trend,
            measured: "from epoch 1 to the epoch of its highest I(X;T), the output's share of empty bins changes by "
                + "\(ClaimRules.print(estimate, digits: 1)) percentage points" + networks.basis,
            estimate: estimate,
            rule:
                "In a network it holds where the output's share of empty bins is lower at the recorded epoch of its highest I(X;T) than at "
                + "epoch 1. Reproduced in all networks, partly in over half.",
            verdict: ClaimRules.share(of: networks.measured.map { drop($0) < 0 }))
    }

    /// A layer compresses where its I(X;T) ends over this many bits below its highest point.
    static let compressionBound = 0.1

    package static func compressionEmpties(_ tanh: Networks, _ relu: Networks, source: String) -> Claim {
        let all = tanh.measured + relu.measured
        func rises(compressing: Bool) -> [Bool] {
            all.flatMap { network in
                layers.filter { (network.compression[$0] > compressionBound) == compressing }.map { network.emptyChange($0) > 0 }
            }
        }
        let compressing = rises(compressing: true)
        let others = rises(compressing: false)
        return Claim(
            id: "compression-empties-bins",
            statement:
                "The layers which show compression with respect to the input also show that their amount of empty bins increases.",
            source: source, kind: .order,
            measured: "of layers 4, 5 and output of \(tanh.measured.count) tanh and \(relu.measured.count) ReLU networks, "
                + "\(compressing.count) compress, and the share of empty bins rises in \(compressing.count { $0 }) of them; "
                + "\(others.count) do not compress, and it rises in \(others.count { $0 }) of them",
            rule:
                "A layer compresses where I(X;T) ends over 0.1 bits below its highest point. Reproduced where the share of empty bins is "
                + "higher at the last epoch than at epoch 1 in every layer that compresses, partly in over half of them.",
            verdict: compressing.isEmpty ? .notAssessed("no layer compresses") : ClaimRules.share(of: compressing))
    }

    /// Whether bins change on MNIST-3 as they do on SZT.
    package static func sameWay(_ networks: Networks, szt: Networks, id: String, source: String) -> Claim {
        func sign(_ value: Double) -> Int { abs(value) < 0.01 ? 0 : value > 0 ? 1 : -1 }
        func mean(_ networks: Networks, _ layer: Int, _ change: (NetworkBins, Int) -> Double) -> Double {
            Statistics.mean(networks.measured.map { change($0, layer) })
        }
        func agree(_ layer: Int, _ change: (NetworkBins, Int) -> Double) -> Bool {
            sign(mean(networks, layer, change)) == sign(mean(szt, layer, change))
        }
        let holds = layers.map { layer in agree(layer) { $0.emptyChange($1) } && agree(layer) { $0.endChange($1) } }
        func changes(_ change: (NetworkBins, Int) -> Double) -> String {
            layers.map { layer in
                let (here, there) = (100 * mean(networks, layer, change), 100 * mean(szt, layer, change))
                return "\(NetworkBins.layerNames[layer].lowercased()) \(here.fixed(1)) (\(there.fixed(1)))"
            }
            .joined(separator: ", ")
        }
        return Claim(
            id: "\(id)-same-way",
            statement: "On MNIST-3 the bins empty out and redistribute themselves in the same way as on SZT.",
            source: source, kind: .trend,
            measured: "mean change over training in percentage points, and that on SZT in brackets: empty bins, "
                + changes { $0.emptyChange($1) } + "; activations in end bins, " + changes { $0.endChange($1) } + networks.basis,
            rule:
                "In a layer it holds where the mean change of the share of empty bins, and that of the share of activations in the end "
                + "bins, have the same sign on both data sets (changes under 1 point count as none). Reproduced in all three layers, "
                + "partly in two.",
            verdict: ClaimRules.share(of: holds))
    }
}
