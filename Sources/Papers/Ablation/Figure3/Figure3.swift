import Experiments

/// Figure 3: cumulative ablation layer by layer, networks trained on MNIST.
struct Figure3: Experiment {
    let identity = Identity(.ablation, "Figure 3", "Ablating neurons layer by layer, MNIST")
    let parameters = AblationStudy.parameters(of: panels)

    static let panels: [AblationPanel] =
        AblationPanel.layers(
            "a", "ReLU, Dropout", .mnistReluDropout,
            stated: [
                0: [
                    .init(.lowest(.mutualInformation), at: 80, gap: 21.9, p: 7.55e-10),
                    .init(.highest(.mutualInformation), at: 80, gap: -47.4, p: 7.55e-10),
                ]
            ], compared: 80)
        + AblationPanel.layers(
            "b", "ReLU, batch norm and Dropout", .mnistReluBatchNorm,
            stated: [
                0: [
                    .init(.lowest(.klSelectivity), at: 80, gap: 0.3, p: 0.82),
                    .init(.highest(.klSelectivity), at: 80, gap: -13, p: 9.63e-10, mayBeLoss: true),
                ]
            ])
        + AblationPanel.layers(
            "c", "Sigmoid, L2, to the mean", .mnistSigmoidL2, toMean: true,
            stated: [
                0: [
                    .init(.lowest(.mutualInformation), at: 80, gap: 10, p: 1.6e-5),
                    .init(.highest(.mutualInformation), at: 80, gap: -11, p: 9e-7),
                ]
            ])
        + AblationPanel.layers(
            "d", "Sigmoid, Dropout", .mnistSigmoidDropout, stated: [0: [.init(.lowest(.entropy), at: 80, gap: -42.8, p: 7.55e-10)]])

    func needs(_ settings: Settings) -> Needs { AblationStudy.needs(Self.panels, settings) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let study = try AblationStudy(Self.panels, inputs)
        let layers = (gap: -28.9, p: 1.98e-29, source: "Section V-C, figure 3a")
        let claims =
            AblationClaims.statedGaps(study.curves, source: "Section V-C, figure 3") + [
                AblationClaims.layerGap(
                    study["a1"], study["a2"], at: 80, gap: layers.gap, p: layers.p, source: layers.source),
                AblationClaims.firstLayer(
                    ["a", "b", "c", "d"].map { (study["\($0)1"], study["\($0)2"]) }, source: "Section V-C, figure 3"),
                Self.redundant([study["a2"], study["c2"]]), Self.indicatesRelu(study["a1"]), Self.indicatesSigmoid(study["c1"]),
                Self.strongerInRelu(study["a1"], study["c1"]), Self.missingInSecond(study["a1"], study["a2"]),
                Self.othersSmall(study["d1"]),
            ]
        let between = AblationClaims.layerGap(study["a1"], study["a2"], at: 80)
        return FigureResult(
            id: id, title: title, panels: study.curves.map(\.result),
            tables: [study.gapTable(further: [("a1, a2", 80, layers.gap, layers.p, between)]), study.networkTable],
            values: [
                study.gapValue("reluLowestMI", "a1", .lowest(.mutualInformation), at: 80),
                study.gapValue("reluHighestMI", "a1", .highest(.mutualInformation), at: 80),
                study.gapValue("sigmoidLowestMI", "c1", .lowest(.mutualInformation), at: 80),
                study.gapValue("sigmoidHighestMI", "c1", .highest(.mutualInformation), at: 80),
                study.gapValue("sigmoidLowestEntropy", "d1", .lowest(.entropy), at: 80),
                AblationStudy.layerGapValue(between, at: 80),
            ], claims: claims)
    }

    func chart(_ result: FigureResult) -> Chart? { AblationChart.chart(result, columns: 2) }
}
