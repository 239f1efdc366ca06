import Experiments

/// Figure 5: cumulative ablation layer by layer, ReLU networks trained on CIFAR-10.
struct Figure5: AblationFigure {
    let identity = Identity(.ablation, "Figure 5", "Ablating neurons layer by layer, CIFAR-10")

    static let panels =
        Plot.layers("a", "CIFAR-10, L2", .cifarReluL2) + Plot.layers("b", "Funnel, L2", .funnelReluL2)
        + Plot.layers("c", "Funnel, Dropout", .funnelReluDropout)

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let study = try Study(Self.panels, inputs)
        let third = try ActiveNeurons(study.networks("a1"), layer: 2, inputs)
        let numbers = Self.numbers(study, third: third, fourth: try ActiveNeurons(study.networks("c1"), layer: 3, inputs))
        let floor = Quantity(
            "99th percentile of the mutual information with shuffled labels, mean over neurons of layer 3, panel a", unit: "bit")
        return result(
            panels: study.panels, tables: [Self.table(numbers), study.networkTable],
            values: [
                NamedValue(
                    "activeThird", "neurons of layer 3 of more mutual information than by chance, panel a",
                    Statistics.mean(third.beyondChance)),
                NamedValue(
                    "positiveThird", "neurons of layer 3 with positive mutual information, panel a",
                    Statistics.mean(third.readings[0].measured)),
                NamedValue("floorThird", floor, third.floor, 4),
                NamedValue(
                    "accuracy", Quantity("test accuracy, panel a", unit: "%"),
                    100 * Statistics.mean(study.networks("a1").testAccuracies), 1),
            ], claims: Self.claims(study, numbers, third))
    }

    func chart(_ result: FigureResult) -> Chart? { chart(result, columns: 4, aspect: 0.85) }
}
