import Experiments

/// Figure 6: a ResNet-50 on ImageNet, pruned by MIPP and by ThiNet as its author trained it (a) and before any training (b), over the
/// training that follows. Its file and images are the user's (`data/README.md`).
struct Figure6: RoundwiseExperiment, CountedExperiment {
    let identity = Identity(.mutualInformationPruning, "Figure 6", "Pruning a ResNet-50 on ImageNet")

    /// torchvision's, and the images of ILSVRC 2012.
    var network = PublishedNetwork(
        file: "imagenet/resnet50.safetensors", architecture: .resNet(.resNet50, stem: .large, classes: 1000),
        images: DataSelection(ImageSelection("imagenet/train", test: "imagenet/val")))

    private var family: PrunedFamily { .imageNet(network) }

    var parameters: [Parameter] { PrunedFamily.parameters + family.parameters }

    /// "Due to memory limitations we only compare to ThiNet on larger datasets" (section 5).
    private static let methods: [PruningMethod] = [.mipp, .thiNet]

    func needs(_ settings: Settings) -> Needs { Needs(published: [network]) }

    /// The network's masks once it is there, ThiNet's once MIPP's are known, then trainings.
    func next(_ inputs: Inputs) throws -> Needs? {
        let studies = try studies(inputs)
        guard inputs.rounds.count > 1 else { return studies.isEmpty ? nil : studies.needs }
        return try studies.next(inputs, after: inputs.rounds.count - 1)
    }

    /// Of the network trained and untrained; none where it or its images are not there.
    /// - Throws: what `Inputs.weights(of:)` throws.
    private func studies(_ inputs: Inputs) throws -> [PruningStudy] {
        let digest = try inputs.remembered("published weights") {
            try inputs.weights(of: network).map { try inputs.stored($0.weights) }
        }
        guard let digest else { return [] }
        return studies(inputs.settings, digest)
    }

    private func studies(_ settings: Settings, _ digest: WeightsDigest?) -> [PruningStudy] {
        [true, false].map { isTrained in
            PruningStudy(
                family: family, settings: settings, isTrained: isTrained, methods: Self.methods,
                snapshots: SnapshotSchedule(everyEpochUpTo: 0, count: 2), published: digest)
        }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let studies = try studies(inputs)
        let groups = try studies.map { try PrunedGroup($0, inputs) }
        let curves = try studies.map { try Self.curves($0, inputs) }
        return result(
            panels: [true, false].enumerated().map { place, isTrained in
                PanelResult(
                    FigureLetters[place], isTrained ? "Pruned after training" : "Pruned before training",
                    curves.isEmpty ? [] : curves[place])
            }, values: groups.flatMap(Self.values), claims: Self.claims(groups))
    }

    /// Test accuracies over the training that follows, at the highest confidence; of each method whose layers did not collapse.
    private static func curves(_ study: PruningStudy, _ inputs: Inputs) throws -> [Series] {
        let last = try study.candidates(inputs).compactMap(\.last)
        return try study.methods.enumerated().compactMap { place, method in
            let runs = try last.compactMap { try $0[place].job.map { try inputs.trajectory($0) } }
            let accuracies = runs.compactMap { $0.test?.accuracy.map { 100 * $0 } }
            guard let first = accuracies.first else { return nil }
            return .overNetworks(
                method.rawValue, method.label, Column("epoch", Quantity("epochs after pruning", unit: "epoch"), first.indices),
                Quantity("test accuracy", unit: "%"), accuracies, within: .percent)
        }
    }

    private static func values(_ group: PrunedGroup) -> [NamedValue] {
        let id = group.isTrained ? "trained" : "untrained"
        return [
            NamedValue(
                "\(id)Sparsity", Quantity("nodes removed at the highest confidence", unit: "%"),
                100 * Statistics.mean(group[.mipp].compactMap { $0.last?.mask.sparsity }), 1)
        ]
            + group.methods.map { method in
                NamedValue(
                    "\(id)\(method == .mipp ? "MIPP" : "ThiNet")", Quantity("test accuracy in the end", unit: "%"),
                    100 * Statistics.mean(group[method].compactMap { $0.last?.testAccuracy }), 1)
            }
    }

    static func claims(_ groups: [PrunedGroup]) -> [Claim] {
        let (id, statement) = ("ahead", "On ImageNet, MIPP generally outperforms ThiNet at test time.")
        let source = "Section 5, figure 6"
        guard !groups.isEmpty else { return [Claim(id, statement, .sentence, source, notAssessed: "needs ImageNet")] }
        return [
            Claim(
                id, statement, .sentence, source, "test accuracy of MIPP less that of ThiNet, the mean over confidences, in points",
                digits: 2, within: .points,
                groups.map { group in
                    .init(
                        group.isTrained ? "pruned after training" : "pruned before training",
                        .networks(group.advantages(over: .thiNet) { 100 * $0.testAccuracy }), .over(0))
                })
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let panels = result.panels.map { panel in
            network.panel(panel, of: result) { panel in
                Panel(
                    panel, x: Axis("epochs after pruning", ends: .tight),
                    y: Axis("test accuracy in %", domain: 0...100, group: "accuracy"),
                    marks: panel.series.flatMap { [Mark].curve($0, style: PruningMethod(rawValue: $0.id)?.style ?? .series(0)) })
            }
        }
        return Chart(panels: panels, columns: 2, aspect: 0.7, legend: Legend(.bottom))
    }

    func work(_ settings: Settings) -> WorkCount { WorkCount() }

    /// Masks and trainings, all of them of rounds that are known only once the network is there.
    func publishedWork(_ settings: Settings) -> WorkCount {
        studies(settings, nil).sum { study in
            study.needs.products.sum(\.product.work) + study.masksAlike.sum(\.work) + study.jobsAlike.sum(\.work)
        }
    }
}
