import Experiments

/// Figure 4: cumulative ablation layer by layer, ReLU networks trained on FashionMNIST.
struct Figure4: GapFigure {
    let identity = Identity(.ablation, "Figure 4", "Ablating neurons layer by layer, FashionMNIST")

    static let panels =
        Plot.layers(
            "a", "FashionMNIST, L2", .fashionReluL2,
            stated: [
                .init(order: .lowest(.klSelectivity), count: 80, gap: 15.2, p: 3.56e-9),
                .init(order: .highest(.klSelectivity), count: 80, gap: -30.7, p: 7.55e-10),
            ], layerGap: .init(order: .random, count: 80, gap: -23.2, p: 3.68e-18))
        + Plot.layers("b", "Small FashionMNIST, L2", .smallFashionReluL2)
        + Plot.layers("c", "Small FashionMNIST, Dropout", .smallFashionReluDropout)

    @ListOf<NamedValue> static func values(_ study: Study) -> [NamedValue] {
        for (id, letter) in [("neverActive", "a1"), ("smallNeverActive", "c1")] {
            let quantity = Quantity("neurons of layer 1 that are never active on the validation set, panel \(letter)")
            NamedValue(id, quantity, Statistics.mean(study.networks(letter).counts(0, where: \.isDead)), 1)
        }
        study.gapValue("lowestKL", "a1", .lowest(.klSelectivity), at: 80)
        study.gapValue("highestKL", "a1", .highest(.klSelectivity), at: 80)
        study.gapValue("smallLowestKL", "c1", .lowest(.klSelectivity), at: 16)
        study.gapValue("smallHighestKL", "c1", .highest(.klSelectivity), at: 16)
        study.layerGapValue(at: 80)
    }
}
