import Experiments

/// Figure 3: cumulative ablation layer by layer, networks trained on MNIST.
struct Figure3: GapFigure {
    let identity = Identity(.ablation, "Figure 3", "Ablating neurons layer by layer, MNIST")

    static let panels =
        Plot.layers(
            "a", "ReLU, Dropout", .mnistReluDropout,
            stated: [
                .init(order: .lowest(.mutualInformation), count: 80, gap: 21.9, p: 7.55e-10),
                .init(order: .highest(.mutualInformation), count: 80, gap: -47.4, p: 7.55e-10),
            ], layerGap: .init(order: .random, count: 80, gap: -28.9, p: 1.98e-29))
        + Plot.layers(
            "b", "ReLU, batch norm and Dropout", .mnistReluBatchNorm,
            stated: [
                .init(order: .lowest(.klSelectivity), count: 80, gap: 0.3, p: 0.82),
                .init(order: .highest(.klSelectivity), count: 80, gap: -13, p: 9.63e-10, mayBeLoss: true),
            ])
        + Plot.layers(
            "c", "Sigmoid, L2, to the mean", .mnistSigmoidL2, toMean: true,
            stated: [
                .init(order: .lowest(.mutualInformation), count: 80, gap: 10, p: 1.6e-5),
                .init(order: .highest(.mutualInformation), count: 80, gap: -11, p: 9e-7),
            ])
        + Plot.layers(
            "d", "Sigmoid, Dropout", .mnistSigmoidDropout,
            stated: [.init(order: .lowest(.entropy), count: 80, gap: -42.8, p: 7.55e-10)])

    @ListOf<NamedValue> static func values(_ study: Study) -> [NamedValue] {
        study.gapValue("reluLowestMI", "a1", .lowest(.mutualInformation), at: 80)
        study.gapValue("reluHighestMI", "a1", .highest(.mutualInformation), at: 80)
        study.gapValue("sigmoidLowestMI", "c1", .lowest(.mutualInformation), at: 80)
        study.gapValue("sigmoidHighestMI", "c1", .highest(.mutualInformation), at: 80)
        study.gapValue("sigmoidLowestEntropy", "d1", .lowest(.entropy), at: 80)
        study.layerGapValue(at: 80)
    }
}
