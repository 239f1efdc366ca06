import Experiments

/// Figure 4: cumulative ablation layer by layer, ReLU networks trained on FashionMNIST.
struct Figure4: Experiment {
    let identity = Identity(.ablation, "Figure 4", "Ablating neurons layer by layer, FashionMNIST")
    let parameters = AblationStudy.parameters(of: panels)

    static let panels: [AblationPanel] =
        AblationPanel.layers(
            "a", "FashionMNIST, L2", .fashionReluL2,
            stated: [
                0: [
                    .init(.lowest(.klSelectivity), at: 80, gap: 15.2, p: 3.56e-9),
                    .init(.highest(.klSelectivity), at: 80, gap: -30.7, p: 7.55e-10),
                ]
            ], compared: 80)
        + AblationPanel.layers("b", "Small FashionMNIST, L2", .smallFashionReluL2)
        + AblationPanel.layers("c", "Small FashionMNIST, Dropout", .smallFashionReluDropout)

    func needs(_ settings: Settings) -> Needs { AblationStudy.needs(Self.panels, settings) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let study = try AblationStudy(Self.panels, inputs)
        let layers = (gap: -23.2, p: 3.68e-18, source: "Section V-D, figure 4a")
        let pairs = ["a", "b", "c"].map { (first: study["\($0)1"], second: study["\($0)2"]) }
        let claims =
            AblationClaims.statedGaps(study.curves, source: "Section V-D, figure 4") + [
                AblationClaims.layerGap(
                    pairs[0].first, pairs[0].second, at: 80, gap: layers.gap, p: layers.p, source: layers.source),
                AblationClaims.firstLayer(pairs, source: "Section V-D, figure 4"),
                Self.strongerInLarge(pairs[0], pairs[1]), Self.indicatesLarge(pairs[0].first),
                Self.orderOfMeasures(pairs[0].first), Self.indicatesSmall(pairs[1].first),
                Self.weakerInSmall(pairs[0].first, pairs[1].first), Self.dropoutIsRobust(pairs[1], pairs[2]),
                Self.reversedSelectivity(pairs[2].first), Self.lowInformationMatters(pairs[2].second),
            ]
        let between = AblationClaims.layerGap(pairs[0].first, pairs[0].second, at: 80)
        func neverActive(_ id: String, _ letter: String) -> NamedValue {
            NamedValue(
                id: id, quantity: Quantity("neurons of layer 1 that are never active on the validation set, panel \(letter)"),
                value: Statistics.mean(study.condition(letter).count(layer: 0) { $0.isDead }), digits: 1)
        }
        return FigureResult(
            id: id, title: title, panels: study.curves.map(\.result),
            tables: [study.gapTable(further: [("a1, a2", 80, layers.gap, layers.p, between)]), study.networkTable],
            values: [
                neverActive("neverActive", "a1"), neverActive("smallNeverActive", "c1"),
                study.gapValue("lowestKL", "a1", .lowest(.klSelectivity), at: 80),
                study.gapValue("highestKL", "a1", .highest(.klSelectivity), at: 80),
                study.gapValue("smallLowestKL", "c1", .lowest(.klSelectivity), at: 16),
                study.gapValue("smallHighestKL", "c1", .highest(.klSelectivity), at: 16),
                AblationStudy.layerGapValue(between, at: 80),
            ], claims: claims)
    }

    func chart(_ result: FigureResult) -> Chart? { AblationChart.chart(result, columns: 2) }
}
