import Experiments

/// Figure 5: cumulative ablation layer by layer, ReLU networks trained on CIFAR-10.
struct Figure5: Experiment {
    let identity = Identity(.ablation, "Figure 5", "Ablating neurons layer by layer, CIFAR-10")
    let parameters = AblationStudy.parameters(of: panels)

    static let panels: [AblationPanel] =
        AblationPanel.layers("a", "CIFAR-10, L2", .cifarReluL2)
        + AblationPanel.layers("b", "Funnel, L2", .funnelReluL2)
        + AblationPanel.layers("c", "Funnel, Dropout", .funnelReluDropout)

    func needs(_ settings: Settings) -> Needs { AblationStudy.needs(Self.panels, settings) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let study = try AblationStudy(Self.panels, inputs)
        let third = try Self.active(layer: 2, of: study.condition("a1"), inputs)
        let fourth = try Self.active(layer: 3, of: study.condition("c1"), inputs)
        let numbers = Self.numbers(study, third: third, fourth: fourth)
        let claims =
            ["a", "b"].flatMap { letter in
                [
                    Self.randomBetter(study["\(letter)1"]), Self.lowNoBetter(study["\(letter)1"]), Self.linear(study["\(letter)1"]),
                    Self.entropyIndicates(study["\(letter)1"]),
                ]
            } + [Self.randomBest(study["c1"])]
            + ["a", "b", "c"].map { letter in Self.laterLayers(letter, (2...4).map { study["\(letter)\($0)"] }) }
            + numbers.map(Self.approximately)
            + [
                Self.activeOnes(study["a3"], third), Self.unvaried(study.condition("b1")), Self.topDisables(study["b2"]),
                Self.bottomMatters(study["b2"]), Self.conflict(study["b2"]), Self.redundancy(study["a4"], study["b4"]),
            ]
        return FigureResult(
            id: id, title: title, panels: study.curves.map(\.result), tables: [Self.table(numbers), study.networkTable],
            values: [
                NamedValue(
                    id: "activeThird", quantity: Quantity("neurons of layer 3 of more mutual information than by chance, panel a"),
                    value: Statistics.mean(third.beyondChance), digits: 0),
                NamedValue(
                    id: "positiveThird", quantity: Quantity("neurons of layer 3 with positive mutual information, panel a"),
                    value: Statistics.mean(third.readings[0].measured), digits: 0),
                NamedValue(
                    id: "floorThird",
                    quantity: Quantity(
                        "99th percentile of the mutual information with shuffled labels, mean over neurons of layer 3, panel a",
                        unit: "bit"),
                    value: third.floor, digits: 4),
                NamedValue(
                    id: "accuracy", quantity: Quantity("test accuracy, panel a", unit: "%"),
                    value: 100 * Statistics.mean(study.condition("a1").testAccuracies), digits: 1),
            ], claims: claims)
    }

    /// The active neurons of a layer; the labels are those of the validation set, on which neurons are measured.
    private static func active(layer: Int, of networks: AblatedCondition, _ inputs: Inputs) throws -> ActiveNeurons {
        try inputs.checkCancellation()
        guard let job = networks.condition.jobs(inputs.settings).first, let held = try inputs.data(job.data).split.validation
        else { preconditionFailure("\(networks.condition.label): no networks, or no validation set") }
        return ActiveNeurons(
            networks.measures.map { $0[layer] }, labels: held.labels, classes: held.classes, seed: job.seed)
    }

    func chart(_ result: FigureResult) -> Chart? {
        AblationChart.chart(result, columns: 4, width: 640, aspect: 0.85)
    }
}
