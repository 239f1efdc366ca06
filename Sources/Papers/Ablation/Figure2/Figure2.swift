import Experiments

/// Figure 2: cumulative ablation across both layers, lowest measures first.
struct Figure2: Experiment {
    let identity = Identity(.ablation, "Figure 2", "Ablating the neurons of both layers together, lowest measures first")
    let parameters = AblationStudy.parameters(of: panels)

    /// Neurons ablated where the paper compares entropy and mutual information with the random order: just more than layer 1 has.
    static let comparedAt = 101

    static let panels = [
        panel("a", "MNIST, ReLU, L2", .mnistReluL2, [.init(.lowest(.entropy), at: comparedAt, gap: -0.19, p: 0.93)]),
        panel("b", "FashionMNIST, ReLU, L2", .fashionReluL2),
        panel(
            "c", "MNIST, ReLU, Dropout", .mnistReluDropout, [.init(.lowest(.entropy), at: comparedAt, gap: -51.2, p: 7.55e-10)]),
        panel(
            "d", "FashionMNIST, ReLU, Dropout", .fashionReluDropout, [.init(.lowest(.klSelectivity), at: 125, gap: 0.3, p: 0.78)]),
        panel("e", "MNIST, sigmoid, L2, to the mean", .mnistSigmoidL2, toMean: true),
        panel("f", "FashionMNIST, sigmoid", .fashionSigmoid),
    ]

    private static func panel(
        _ letter: String, _ title: String, _ condition: AblationCondition, _ stated: [AblationPanel.StatedGap] = [],
        toMean: Bool = false
    ) -> AblationPanel {
        AblationPanel(
            letter, title, condition, layer: nil, orders: AblationOrder.lowestFirst, toMean: toMean, stated: stated)
    }

    func needs(_ settings: Settings) -> Needs { AblationStudy.needs(Self.panels, settings) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let study = try AblationStudy(Self.panels, inputs)
        let shares = study.condition("c").firstLayerShares(of: .lowest(.mutualInformation), count: 100)
        let claims =
            AblationClaims.statedGaps(study.curves, source: "Section V-B, figure 2")
            + ["a", "b"].map { Self.similar(study[$0]) } + ["c", "d", "e", "f"].map { Self.worse(study[$0]) }
            + [Self.predictNothing(study.curves), Self.firstLayerShare(shares)]
        let values = [
            NamedValue(
                id: "firstLayerShare",
                quantity: Quantity("share of layer 1 among the 100 neurons of lowest mutual information", unit: "%"),
                value: 100 * Statistics.mean(shares), digits: 0),
            NamedValue(
                id: "dropoutGap", quantity: Quantity("MG@101, panel c, entropy", unit: "percentage points"),
                value: study["c"].gap(.lowest(.entropy), at: Self.comparedAt).mean, digits: 1),
            NamedValue(
                id: "l2Gap", quantity: Quantity("MG@101, panel a, entropy", unit: "percentage points"),
                value: study["a"].gap(.lowest(.entropy), at: Self.comparedAt).mean, digits: 1),
        ]
        return FigureResult(
            id: id, title: title, panels: study.curves.map(\.result), tables: [study.gapTable(), study.networkTable],
            values: values,
            claims: claims)
    }

    func chart(_ result: FigureResult) -> Chart? { AblationChart.chart(result, columns: 2) }
}
