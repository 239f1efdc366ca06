import Experiments

/// What the paper says of the output's bins, and of what empty bins have to do with compression.
extension BinHistogramClaims {
    /// No filled bin but the two, where the mean over networks rounds to none. A footnote of Section 2.3 calls empty bins "just an
    /// indicator": a single activation fills one as well as a thousand do, so the reading asks where the activations are.
    /// - Parameters:
    ///   - id: begins the claim's id.
    ///   - name: of the networks, in print.
    static func outputTwoBins(_ networks: Networks, id: String, name: String, source: String) -> Claim {
        let ends = networks.measured.map { $0.histogram(output, .last) }
        return Claim(
            id: "\(id)-output-two-bins",
            statement: "The output layer of the \(name) network reduces its filled bins down to two, those of 0 and 1.",
            source: source, origin: .number, published: "2 bins",
            quantity: "filled bins between those of 0 and 1 at the last epoch", digits: 1,
            parts: [.init(.networks(ends.map { Double($0.filledBetweenEnds) }), .equivalent(within: 0.5))],
            readings: [
                .init(
                    "over 95 % of the activations in these two",
                    [.init("percent", .networks(ends.map { 100 * $0.endShare }), .over(95))])
            ], remark: networks.remark)
    }

    static func outputSpreadsFirst(_ networks: Networks, id: String, name: String, source: String) -> Claim {
        let drops = networks.measured.map { network in
            100 * (network.atPeak[output].emptyShare - network.histogram(output, .first).emptyShare)
        }
        return Claim(
            id: "\(id)-output-spreads-first",
            statement:
                "The output layer of the \(name) network first drifts towards more information about the input, because its empty "
                + "bins drop at first.",
            source: source, origin: .sentence,
            quantity:
                "change of the output's share of empty bins from epoch 1 to the epoch of its highest I(X;T), in percentage points",
            digits: 1, parts: [.init(.networks(drops), .under(0))], remark: networks.remark)
    }

    /// A layer compresses where its I(X;T) ends over this many bits below its highest point.
    static let compressionBound = 0.1

    /// The paper says it of the tanh network, whose layers "get clustered", and says that it "roughly seems to fit": one number a network,
    /// the mean over its layers that compress, since they begin to. Of ReLU layers it says the opposite, that their bins fill.
    static func compressionEmpties(_ tanh: Networks, _ relu: Networks, source: String) -> Claim {
        let id = "compression-empties-bins"
        let statement =
            "The layers which show compression with respect to the input also show that their amount of empty bins increases."
        func means(_ networks: [NetworkBins], _ change: (NetworkBins, Int) -> Double) -> [Double] {
            networks.compactMap { network in
                let changes = compressing(network).map { 100 * change(network, $0) }
                return changes.isEmpty ? nil : Statistics.mean(changes)
            }
        }
        func reading(_ name: String, _ values: [Double]) -> Claim.Reading { .init(name, [.init(.networks(values), .over(0))]) }
        let sincePeak = means(tanh.measured) { $0.emptyChangeSincePeak($1) }
        guard !sincePeak.isEmpty else {
            return Claim(id: id, statement: statement, source: source, origin: .sentence, notAssessed: "no layer compresses")
        }
        let each = layers.compactMap { layer -> Claim.Part? in
            let networks = tanh.measured.filter { compressing($0).contains(layer) }
            let changes = networks.map { 100 * $0.emptyChangeSincePeak(layer) }
            return changes.isEmpty ? nil : .init(NetworkBins.layerNames[layer].lowercased(), .networks(changes), .over(0))
        }
        let changes = tanh.measured.flatMap { network in compressing(network).map { network.emptyChangeSincePeak($0) } }
        return Claim(
            id: id, statement: statement, source: source, origin: .sentence,
            quantity:
                "change of the share of empty bins of tanh layers that compress by over \(compressionBound) bits, from the epoch of their "
                + "highest I(X;T) to the last, mean of the layers, in percentage points",
            digits: 1, parts: [.init(.networks(sincePeak), .over(0))],
            readings: [
                reading("from epoch 1 on", means(tanh.measured) { $0.emptyChange($1) }),
                reading("of ReLU layers too", means(tanh.measured + relu.measured) { $0.emptyChangeSincePeak($1) }),
                .init("of each layer, not of their mean", each),
            ],
            remark: tanh.remark(
                after:
                    "\(changes.count) of \(layers.count * tanh.measured.count) layers compress, and in \(changes.count { $0 > 0 }) of them the "
                    + "share of empty bins rises"))
    }

    private static func compressing(_ network: NetworkBins) -> [Int] {
        layers.filter { network.compression[$0] > compressionBound }
    }

    /// Whether bins change on MNIST-3 as they do on SZT: in the direction of SZT's mean over networks, a change of less than a percentage
    /// point being none.
    static func sameWay(_ networks: Networks, szt: Networks, id: String, source: String) -> Claim {
        var means: [String] = []
        func parts(_ measure: String, _ change: (NetworkBins, Int) -> Double) -> [Claim.Part] {
            layers.map { layer in
                let label = "\(NetworkBins.layerNames[layer].lowercased()), \(measure)"
                let mean = 100 * Statistics.mean(szt.measured.map { change($0, layer) })
                let rule: Rule =
                    abs(mean) < 1 ? .equivalent(within: 1) : mean > 0 ? .over(0, negligible: 1) : .under(0, negligible: 1)
                means.append("\(label) \(mean.fixed(1))")
                return Claim.Part(label, .networks(networks.measured.map { 100 * change($0, layer) }), rule)
            }
        }
        let all = parts("empty bins") { $0.emptyChange($1) } + parts("end bins") { $0.endChange($1) }
        let sincePeak = parts("empty bins since the peak") { $0.emptyChangeSincePeak($1) }
        return Claim(
            id: "\(id)-same-way",
            statement: "On MNIST-3 the bins empty out and redistribute themselves in the same way as on SZT.",
            source: source, origin: .sentence,
            quantity:
                "change from epoch 1 to the last of the share of empty bins, or of activations in the end bins, in percentage points",
            digits: 1, parts: all, readings: [.init("empty bins alone, from the highest I(X;T) on", sincePeak)],
            remark: networks.remark(after: "Means on SZT: " + means.joined(separator: "; ")))
    }
}
