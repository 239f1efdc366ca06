import Experiments

/// What the paper says of bins, held against those of trained networks.
extension BinNetworks {
    var tanhClaims: [Claim] { [tanhEmpties, tanhEnds, outputTwoBins, outputSpreadsFirst] }
    var reluClaims: [Claim] { [reluFills, reluLeavesZero, outputTwoBins, outputSpreadsFirst] }

    /// A sentence of the paper, asked of these networks; its numbers are changes in percentage points.
    private func claim(
        _ id: String, _ statement: String, _ quantity: String, _ parts: [Claim.Part], readings: [Claim.Reading] = [],
        remark: String? = nil
    ) -> Claim {
        Claim(
            id, statement, .sentence, source, quantity, digits: 1, within: .points, parts, readings: readings,
            remark: remark.map(networks.remark(after:)) ?? networks.remark)
    }

    /// A part a layer.
    private func parts(
        of layers: some Sequence<Int> = NetworkBins.layers, _ rule: Rule, _ share: (NetworkBins.Layer) -> Double
    ) -> [Claim.Part] {
        layers.map { .init(NetworkBins.layerNames[$0].lowercased(), .networks(percent($0, share)), rule) }
    }

    /// Section 2.3 has the bins fill at first, while activations spread from the middle, and empty out afterwards: so what counts is the
    /// change from each layer's own turn, the epoch of its highest I(X;T).
    var tanhEmpties: Claim {
        claim(
            "tanh-bins-empty",
            "Tanh: after an initial drop, the more training proceeds, the more bins of the last layers are emptied out.",
            "change of the share of empty bins from the epoch of the layer's highest I(X;T) to the last, in percentage points",
            parts(.over(0)) { $0.emptyChange(since: .peak) },
            readings: [
                .init("from epoch 1 on", parts(.over(0)) { $0.emptyChange(since: .first) }),
                .init("from half way on", parts(.over(0)) { $0.emptyChange(since: .middle) }),
            ])
    }

    var tanhEnds: Claim {
        let ends = networks.measured.map { $0.layers.map { 100 * $0[.last].endShare } }
        let gains = networks.measured.map { 100 * Statistics.mean($0.layers.map(\.endChange)) }
        let shares = NetworkBins.layers.map { layer in
            let share = Estimate(mean: percent(layer) { $0[.last].endShare }).clamped(to: .percent)
            return "\(share.short(digits: 1)) in \(NetworkBins.layerNames[layer].lowercased())"
        }
        return claim(
            "tanh-extreme-bins", "Tanh: the deeper the layer, the more activations get binned into the extreme bins.",
            "percent of the activations in the two extreme bins",
            [
                .init("by depth at the last epoch", .series(ends), .rising()),
                .init("gain since epoch 1, mean of the layers", .networks(gains), .over(0)),
            ], remark: "At the last epoch: " + shares.joined(separator: ", "))
    }

    var reluFills: Claim {
        claim(
            "relu-bins-fill", "ReLU: as training goes on, the amount of empty bins of the ReLU layers decreases.",
            "change of the share of empty bins from epoch 1 to the last, in percentage points",
            parts(of: NetworkBins.layers.dropLast(), .under(0)) { $0.emptyChange(since: .first) })
    }

    var reluLeavesZero: Claim {
        claim(
            "relu-leaves-zero", "ReLU: over the course of training more and more activations leave the bin of 0.",
            "change of the share of activations in the bin of 0 from epoch 1 to the last, in percentage points",
            parts(of: NetworkBins.layers.dropLast(), .under(0), \.endChange))
    }

    /// No filled bin but the two, where the mean over networks rounds to none. A footnote of Section 2.3 calls empty bins "just an
    /// indicator": a single activation fills one as well as a thousand do, so the reading asks where the activations are.
    var outputTwoBins: Claim {
        let between = networks.measured.map { Double($0.layers[NetworkBins.output][.last].filledBetweenEnds) }
        return Claim(
            "\(condition.id)-output-two-bins",
            "The output layer of the \(condition.name) network reduces its filled bins down to two, those of 0 and 1.",
            .number, source, published: "2 bins", "filled bins between those of 0 and 1 at the last epoch", digits: 1,
            within: .nonnegative,
            .networks(between), .equivalent(within: 0.5),
            readings: [
                .init(
                    "over 95 % of the activations in these two",
                    [.init("percent", .networks(percent(NetworkBins.output) { $0[.last].endShare }), .over(95), within: .percent)])
            ], remark: networks.remark)
    }

    var outputSpreadsFirst: Claim {
        claim(
            "\(condition.id)-output-spreads-first",
            "The output layer of the \(condition.name) network first drifts towards more information about the input, because its empty "
                + "bins drop at first.",
            "change of the output's share of empty bins from epoch 1 to the epoch of its highest I(X;T), in percentage points",
            [.init(.networks(percent(NetworkBins.output) { $0[.peak].emptyShare - $0[.first].emptyShare }), .under(0))])
    }

    /// A layer compresses where its I(X;T) ends over this many bits below its highest point.
    private static let compressionBound = 0.1

    /// Of these tanh networks. The paper says it of the tanh network, whose layers "get clustered", and says that it "roughly seems to fit":
    /// one number a network, the mean over its layers that compress, since they begin to. Of ReLU layers it says the opposite, that their
    /// bins fill.
    func compressionEmpties(_ relu: BinNetworks, source: String) -> Claim {
        let id = "compression-empties-bins"
        let statement =
            "The layers which show compression with respect to the input also show that their amount of empty bins increases."
        func compresses(_ layer: NetworkBins.Layer) -> Bool { layer.compression > Self.compressionBound }
        func means(_ networks: [NetworkBins], since moment: NetworkBins.Moment) -> Sample {
            .networks(
                networks.map { $0.layers.filter(compresses).map { 100 * $0.emptyChange(since: moment) } }
                    .filter { !$0.isEmpty }.map(Statistics.mean))
        }
        let tanh = networks.measured
        let changes = tanh.flatMap { $0.layers.filter(compresses).map { $0.emptyChange(since: .peak) } }
        guard !changes.isEmpty else { return Claim(id, statement, .sentence, source, notAssessed: "no layer compresses") }
        let each = NetworkBins.layers.compactMap { layer -> Claim.Part? in
            let changes = tanh.map { $0.layers[layer] }.filter(compresses).map { 100 * $0.emptyChange(since: .peak) }
            return changes.isEmpty ? nil : .init(NetworkBins.layerNames[layer].lowercased(), .networks(changes), .over(0))
        }
        return Claim(
            id, statement, .sentence, source,
            "change of the share of empty bins of tanh layers that compress by over \(Self.compressionBound) bits, from the epoch of their "
                + "highest I(X;T) to the last, mean of the layers, in percentage points",
            digits: 1, within: .points, means(tanh, since: .peak), .over(0),
            readings: [
                .init("from epoch 1 on", means(tanh, since: .first), .over(0)),
                .init("of ReLU layers too", means(tanh + relu.networks.measured, since: .peak), .over(0)),
                .init("of each layer, not of their mean", each),
            ],
            remark: networks.remark(
                after: "\(changes.count) of \(NetworkBins.layers.count * tanh.count) layers compress, and in "
                    + "\(changes.count { $0 > 0 }) of them the share of empty bins rises"))
    }

    /// Whether bins change on MNIST-3 as they do on SZT: in the direction of SZT's mean over networks, a change of less than a percentage
    /// point being none.
    func sameWay(as szt: BinNetworks) -> Claim {
        var means: [String] = []
        func parts(_ measure: String, _ change: (NetworkBins.Layer) -> Double) -> [Claim.Part] {
            NetworkBins.layers.map { layer in
                let label = "\(NetworkBins.layerNames[layer].lowercased()), \(measure)"
                let mean = 100 * Statistics.mean(szt.networks.measured.map { change($0.layers[layer]) })
                means.append("\(label) \(mean.fixed(1))")
                return .init(
                    label, .networks(percent(layer, change)),
                    abs(mean) < 1 ? .equivalent(within: 1) : mean > 0 ? .over(0, negligible: 1) : .under(0, negligible: 1))
            }
        }
        let all = parts("empty bins") { $0.emptyChange(since: .first) } + parts("end bins", \.endChange)
        let sincePeak = parts("empty bins since the peak") { $0.emptyChange(since: .peak) }
        return claim(
            "\(condition.id)-same-way", "On MNIST-3 the bins empty out and redistribute themselves in the same way as on SZT.",
            "change from epoch 1 to the last of the share of empty bins, or of activations in the end bins, in percentage points",
            all, readings: [.init("empty bins alone, from the highest I(X;T) on", sincePeak)],
            remark: "Means on SZT: " + means.joined(separator: "; "))
    }
}
