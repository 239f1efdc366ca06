import Experiments

/// Figure 2: accuracy against the share of nodes that is removed, of networks pruned after their training and before it.
struct Figure2: ComparisonFigure {
    let identity = Identity(.mutualInformationPruning, "Figure 2", "Accuracy of pruned networks by method")

    func studies(_ settings: Settings) -> [PruningStudy] { PruningStudy.compared(settings) }

    /// What is drawn of each kind of networks.
    private static let accuracies: [(id: String, words: String, value: @Sendable (PrunedNetwork) -> Double)] = [
        ("training", "training", \.trainingAccuracy), ("test", "test", \.testAccuracy),
    ]

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let groups = try studies(inputs.settings).map { try PrunedGroup($0, inputs) }
        return result(
            panels: groups.enumerated().flatMap { place, group in
                Self.accuracies.map { accuracy in
                    PanelResult(
                        FigureLetters[place / 2],
                        "\(group.name), \(accuracy.words)",
                        group.methods.map { method in
                            group.series(method, Quantity("\(accuracy.words) accuracy", unit: "%")) { 100 * accuracy.value($0) }
                        })
                }
            }, tables: groups.map(Self.table), values: groups.flatMap(Self.values), claims: Self.claims(groups))
    }

    /// Test accuracies at the lowest, the middle and the highest confidence, and what is left at the highest.
    private static func table(_ group: PrunedGroup) -> TableResult {
        let last = group.networks[0].count - 1
        let places = [0, last / 2, last].unique
        func mean(_ method: PruningMethod, _ place: Int, _ value: (PrunedNetwork) -> Double) -> TableResult.Cell {
            .mean(group[method].map { 100 * value($0[place]) }, 1, within: .percent)
        }
        let accuracies = places.map { place -> (String, (PruningMethod) -> TableResult.Cell) in
            let removed = Statistics.mean(group[.mipp].map { 100 * $0[place].mask.sparsity })
            let confidence = group[.mipp][0][place].confidence
            return ("\(removed.fixed(0)) % removed (confidence \(confidence))", { mean($0, place, \.testAccuracy) })
        }
        return TableResult(
            "\(group.family.label), pruned \(group.isTrained ? "after" : "before") training: test accuracy in % by the share of nodes "
                + "removed (MIPP’s confidence), and at the most what is left in %; " + Estimate.meanWords(of: group.networks.count),
            of: group.methods,
            [("Method", { .text($0.label) })] + accuracies + [
                ("Parameters", { mean($0, last, \.parameterShare) }), ("Multiply-adds", { mean($0, last, \.productShare) }),
                (
                    "Runs collapsed",
                    { method in
                        let runs = Array(group[method].joined())
                        return .text("\(runs.count(where: \.isCollapsed)) of \(runs.count)")
                    }
                ),
            ])
    }

    /// "lenet5TrainedMipp": the mean test accuracy over all confidences; "lenet5TrainedWhole"; "lenet5TrainedMost": nodes removed at most.
    private static func values(_ group: PrunedGroup) -> [NamedValue] {
        let id = group.family.id + (group.isTrained ? "Trained" : "Untrained")
        let accuracy = Quantity("mean test accuracy over all confidences", unit: "%")
        let sparsities = group[.mipp].joined().map { 100 * $0.mask.sparsity }
        return group.methods.map { method in
            NamedValue(
                id + method.rawValue.prefix(1).uppercased() + method.rawValue.dropFirst(), accuracy,
                100 * Statistics.mean(group[method].joined().map(\.testAccuracy)), 1)
        } + [
            NamedValue("\(id)Least", Quantity("nodes removed at the lowest confidence", unit: "%"), sparsities.min() ?? 0, 0),
            NamedValue("\(id)Most", Quantity("nodes removed at the highest confidence", unit: "%"), sparsities.max() ?? 0, 0),
        ]
            + (group.whole.isEmpty
                ? []
                : [
                    NamedValue(
                        "\(id)Whole", Quantity("test accuracy of the whole networks", unit: "%"),
                        100 * Statistics.mean(group.whole.map(\.test)), 1),
                    NamedValue(
                        "\(id)WholeTraining", Quantity("training accuracy of the whole networks", unit: "%"),
                        100 * Statistics.mean(group.whole.map(\.training)), 1),
                ])
    }

    func chart(_ result: FigureResult) -> Chart? {
        let families = PrunedFamily.all.map(\.label)
        let panels = result.panels.enumerated().map { place, panel in
            let isFirst = place % 4 == 0
            let whole = result.value("\(Self.id(panel))Whole\(place % 2 == 0 ? "Training" : "")")
            let rule = whole.map {
                Mark.rule(RuleMark(.horizontal, at: $0, color: .gray(0.3), dash: .longDashed, label: "Whole network"))
            }
            let family = families.first { panel.title.hasPrefix($0) } ?? ""
            let title = panel.title.dropFirst(family.count + 2)
            return Panel(
                letter: isFirst ? panel.letter : nil, title: RichText(plain: "\(family): \(title)"),
                x: .percent("nodes removed", domain: nil, ends: .padded), y: .percent("accuracy", group: "accuracy"),
                marks: (rule.map { [$0] } ?? []) + PruningMethod.marks(panel))
        }
        return Chart(panels: panels, columns: 4, aspect: 1, legend: Legend(.bottom))
    }

    /// "lenet5Trained".
    private static func id(_ panel: PanelResult) -> String {
        let family = PrunedFamily.all.first { panel.title.hasPrefix("\($0.label), ") }?.id ?? ""
        return family + (panel.title.contains(", trained, ") ? "Trained" : "Untrained")
    }
}
