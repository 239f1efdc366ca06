import Experiments

/// Figure 2: cumulative ablation across both layers, lowest measures first.
struct Figure2: GapFigure {
    let identity = Identity(.ablation, "Figure 2", "Ablating the neurons of both layers together, lowest measures first")

    /// Neurons ablated where the paper compares entropy and mutual information with the random order: just more than layer 1 has.
    static let comparedAt = 101

    static let panels = [
        plot("a", "MNIST, ReLU, L2", .mnistReluL2, [.init(order: .lowest(.entropy), count: comparedAt, gap: -0.19, p: 0.93)]),
        plot("b", "FashionMNIST, ReLU, L2", .fashionReluL2),
        plot(
            "c", "MNIST, ReLU, Dropout", .mnistReluDropout,
            [.init(order: .lowest(.entropy), count: comparedAt, gap: -51.2, p: 7.55e-10)]),
        plot(
            "d", "FashionMNIST, ReLU, Dropout", .fashionReluDropout,
            [.init(order: .lowest(.klSelectivity), count: 125, gap: 0.3, p: 0.78)]),
        plot("e", "MNIST, sigmoid, L2, to the mean", .mnistSigmoidL2, toMean: true),
        plot("f", "FashionMNIST, sigmoid", .fashionSigmoid),
    ]

    private static func plot(
        _ letter: String, _ title: String, _ condition: AblationCondition, _ stated: [Plot.StatedGap] = [], toMean: Bool = false
    ) -> Plot {
        Plot(letter: letter, title: title, condition: condition, orders: Order.lowestFirst, toMean: toMean, stated: stated)
    }

    @ListOf<NamedValue> static func values(_ study: Study) -> [NamedValue] {
        let share = Quantity("share of layer 1 among the 100 neurons of lowest mutual information", unit: "%")
        NamedValue("firstLayerShare", share, 100 * Statistics.mean(firstLayerShares(study.networks("c"))))
        for (id, letter) in [("dropoutGap", "c"), ("l2Gap", "a")] {
            NamedValue(
                id, Quantity("MG@\(comparedAt), panel \(letter), entropy", unit: "percentage points"),
                study[letter].gap(.lowest(.entropy), .after(comparedAt)).mean, 1)
        }
    }

    /// The share of layer 1 among the first neurons of an order, in each network.
    static func firstLayerShares(
        _ condition: MeasuredNetworks, _ order: Order = .lowest(.mutualInformation), count: Int = 100
    ) -> [Double] {
        condition.networks.map { network in
            let first = order.neurons(network.measures, layer: nil, seed: network.seed).prefix(count)
            return Double(first.count { $0.layer == 0 }) / Double(first.count)
        }
    }
}
