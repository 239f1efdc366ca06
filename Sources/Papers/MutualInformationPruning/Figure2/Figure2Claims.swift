import Experiments

extension Figure2 {
    /// How MIPP's accuracy lies to the others'.
    private enum Place {
        /// Above each of them.
        case ahead
        /// Not below the best of them by more than two points (the paper gives no number: chosen).
        case competitive
        /// Below each of these.
        case behind([PruningMethod])
    }

    /// A sentence of section 5 on one kind of networks.
    private struct Comparison {
        let id: String
        let family: PrunedFamily
        let isTrained: Bool
        let statement, source: String
        let place: Place
        /// Of the share of removed nodes.
        var range: ClosedRange<Double> = 0...1
        var onTraining = false
    }

    private static let comparisons: [Comparison] = [
        .init(
            id: "lenet5-competitive-trained", family: .leNet5, isTrained: true,
            statement: "For a trained LeNet-5, MIPP consistently selects nodes and filters that lead to competitive results.",
            source: "Section 5, figure 2a", place: .competitive),
        .init(
            id: "lenet5-competitive-untrained", family: .leNet5, isTrained: false,
            statement: "For an untrained LeNet-5, MIPP consistently selects nodes and filters that lead to competitive results.",
            source: "Section 5, figure 2a", place: .competitive),
        .init(
            id: "vgg11-ahead-training", family: .vgg11, isTrained: true,
            statement: "MIPP leads to a better performing VGG11 at train-time.", source: "Section 5, figure 2b", place: .ahead,
            onTraining: true),
        .init(
            id: "vgg11-ahead-test", family: .vgg11, isTrained: true,
            statement: "MIPP leads to a better performing VGG11 at test time.", source: "Section 5, figure 2b", place: .ahead),
        .init(
            id: "vgg11-behind", family: .vgg11, isTrained: false,
            statement: "For the untrained VGG11, MIPP is slightly out-performed by both GraSP and re-initialised baselines.",
            source: "Section 5, figure 2b", place: .behind([.graSP, .reinitialised])),
        .init(
            id: "resnet18-ahead", family: .resNet18, isTrained: true,
            statement: "MIPP outperforms the baselines when applied to a pre-trained ResNet-18.", source: "Section 5, figure 2c",
            place: .ahead),
        .init(
            id: "resnet18-competitive", family: .resNet18, isTrained: false,
            statement: "MIPP is competitive for a newly initialised ResNet-18.", source: "Section 5, figure 2c", place: .competitive
        ),
        .init(
            id: "resnet34-ahead", family: .resNet34, isTrained: true,
            statement: "For ResNet-34 the advantages of MIPP show at high sparsity levels.", source: "Section 5, figure 2d",
            place: .ahead, range: 0.9...1),
        .init(
            id: "resnet34-sosp", family: .resNet34, isTrained: true,
            statement: "SOSP-H outperforms MIPP at test time where 80 to 90 % are pruned.", source: "Section 5, figure 2d",
            place: .behind([.sosp]), range: 0.8...0.9),
        .init(
            id: "vgg19-ahead", family: .vgg19, isTrained: true, statement: "For a trained VGG19, MIPP outperforms the baselines.",
            source: "Section 5, figure 2e", place: .ahead),
        .init(
            id: "vgg19-behind", family: .vgg19, isTrained: false,
            statement: "GraSP and re-initialisation marginally outperform MIPP at high sparsity levels on untrained VGG19.",
            source: "Section 5, figure 2e", place: .behind([.graSP, .reinitialised]), range: 0.8...1),
        .init(
            id: "resnet50-ahead-trained", family: .resNet50, isTrained: true,
            statement: "Despite noisy results, MIPP generally outperforms baselines on a trained ResNet-50.",
            source: "Section 5, figure 2f", place: .ahead),
        .init(
            id: "resnet50-ahead-untrained", family: .resNet50, isTrained: false,
            statement: "MIPP outperforms baselines particularly on an untrained ResNet-50.", source: "Section 5, figure 2f",
            place: .ahead),
    ]

    static func claims(_ groups: [PrunedGroup]) -> [Claim] {
        comparisons.map { comparison in
            let group = groups.first { $0.family.id == comparison.family.id && $0.isTrained == comparison.isTrained }
            return claim(comparison, group)
        } + groups.map(choiceOfNodes)
    }

    private static func claim(_ comparison: Comparison, _ group: PrunedGroup?) -> Claim {
        func notAssessed(_ reason: String) -> Claim {
            Claim(comparison.id, comparison.statement, .sentence, comparison.source, notAssessed: reason)
        }
        guard let group else { return notAssessed("no such networks in this run") }
        let value: (PrunedNetwork) -> Double = { 100 * (comparison.onTraining ? $0.trainingAccuracy : $0.testAccuracy) }
        let others = PruningMethod.papers(isTrained: comparison.isTrained).filter { $0 != .mipp }
        let gaps = others.map { (method: $0, points: group.advantages(over: $0, at: comparison.range, value)) }
        guard gaps.allSatisfy({ !$0.points.isEmpty }) else {
            let range = [comparison.range.lowerBound, comparison.range.upperBound].map { (100 * $0).fixed(0) }
            return notAssessed("no network with \(range.joined(separator: " to ")) % of its nodes removed")
        }
        let accuracy = "\(comparison.onTraining ? "training" : "test") accuracy of MIPP"
        switch comparison.place {
        case .ahead:
            return Claim(
                comparison.id, comparison.statement, .sentence, comparison.source,
                "\(accuracy) less that of another method, in points",
                digits: 2, within: .points, gaps.map { .init($0.method.label, .networks($0.points), .over(0)) })
        case .competitive:
            let least = gaps.map(\.points).transposed.map { $0.min() ?? .nan }
            return Claim(
                comparison.id, comparison.statement, .sentence, comparison.source,
                "\(accuracy) less that of the best of the other methods, in points", digits: 2, within: .points, .networks(least),
                .over(-2),
                readings: [.init("within half a point", .networks(least), .over(-0.5))])
        case .behind(let methods):
            return Claim(
                comparison.id, comparison.statement, .sentence, comparison.source,
                "\(accuracy) less that of another method, in points",
                digits: 2, within: .points,
                gaps.filter { methods.contains($0.method) }.map { .init($0.method.label, .networks($0.points), .under(0)) })
        }
    }

    /// Ours: at the same widths, are MIPP's nodes better than any?
    private static func choiceOfNodes(_ group: PrunedGroup) -> Claim {
        let kind = group.isTrained ? "trained" : "untrained"
        return Claim(
            "\(group.family.id)-nodes-\(kind)",
            "In \(kind) \(group.family.label) networks, it matters which nodes MIPP keeps, and not only how many of each layer.",
            .ours,
            "Beside figure 2", "test accuracy of MIPP less that of random nodes at MIPP's widths, in points", digits: 2,
            within: .points,
            .networks(group.advantages(over: .widths) { 100 * $0.testAccuracy }), .over(0))
    }
}
