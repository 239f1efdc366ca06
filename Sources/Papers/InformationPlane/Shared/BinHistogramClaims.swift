import Experiments

/// What the paper says of bin histograms, held against those of trained networks.
enum BinHistogramClaims {
    typealias Networks = LearnedNetworks<NetworkBins>

    static let layers = NetworkBins.layerNames.indices
    static let hidden = layers.dropLast()
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

    /// A part a layer, its numbers in percent.
    /// - Parameter share: of a network's layer, 0 to 1, or a change of it.
    static func parts(
        _ networks: Networks, _ layers: some Sequence<Int>, _ rule: Rule, _ share: (NetworkBins, Int) -> Double
    ) -> [Claim.Part] {
        layers.map { layer in
            Claim.Part(
                NetworkBins.layerNames[layer].lowercased(), .networks(networks.measured.map { 100 * share($0, layer) }), rule)
        }
    }

    // MARK: tanh

    /// Section 2.3 has the bins fill at first, while activations spread from the middle, and empty out afterwards: so what counts is the
    /// change from each layer's own turn, the epoch of its highest I(X;T). That epoch is chosen by the plane and not by the bins: from the
    /// epoch of fewest empty bins on, their number could only rise.
    static func tanhEmpties(_ networks: Networks, source: String) -> Claim {
        Claim(
            id: "tanh-bins-empty",
            statement: "Tanh: after an initial drop, the more training proceeds, the more bins of the last layers are emptied out.",
            source: source, origin: .sentence,
            quantity:
                "change of the share of empty bins from the epoch of the layer's highest I(X;T) to the last, in percentage points",
            digits: 1, parts: parts(networks, layers, .over(0)) { $0.emptyChangeSincePeak($1) },
            readings: [
                .init("from epoch 1 on", parts(networks, layers, .over(0)) { $0.emptyChange($1) }),
                .init("from half way on", parts(networks, layers, .over(0)) { $0.emptyChange($1, since: .middle) }),
            ], remark: networks.remark)
    }

    static func tanhEnds(_ networks: Networks, source: String) -> Claim {
        let ends = networks.measured.map { network in layers.map { 100 * network.histogram($0, .last).endShare } }
        let gains = networks.measured.map { network in 100 * Statistics.mean(layers.map { network.endChange($0) }) }
        let shares = layers.map { layer in
            "\(Estimate(mean: ends.map { $0[layer] }).short(digits: 1)) in \(NetworkBins.layerNames[layer].lowercased())"
        }
        return Claim(
            id: "tanh-extreme-bins",
            statement: "Tanh: the deeper the layer, the more activations get binned into the extreme bins.",
            source: source, origin: .sentence, quantity: "percent of the activations in the two extreme bins", digits: 1,
            parts: [
                .init("by depth at the last epoch", .series(ends), .rising()),
                .init("gain since epoch 1, mean of the layers", .networks(gains), .over(0)),
            ], remark: networks.remark(after: "At the last epoch: " + shares.joined(separator: ", ")))
    }

    // MARK: ReLU

    static func reluFills(_ networks: Networks, source: String) -> Claim {
        Claim(
            id: "relu-bins-fill", statement: "ReLU: as training goes on, the amount of empty bins of the ReLU layers decreases.",
            source: source, origin: .sentence,
            quantity: "change of the share of empty bins from epoch 1 to the last, in percentage points", digits: 1,
            parts: parts(networks, hidden, .under(0)) { $0.emptyChange($1) }, remark: networks.remark)
    }

    static func reluLeavesZero(_ networks: Networks, source: String) -> Claim {
        Claim(
            id: "relu-leaves-zero", statement: "ReLU: over the course of training more and more activations leave the bin of 0.",
            source: source, origin: .sentence,
            quantity: "change of the share of activations in the bin of 0 from epoch 1 to the last, in percentage points",
            digits: 1,
            parts: parts(networks, hidden, .under(0)) { $0.endChange($1) }, remark: networks.remark)
    }
}
