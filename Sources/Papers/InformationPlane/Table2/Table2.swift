import Experiments

/// Table 2: scores of the deep networks after each pruning.
struct Table2: Experiment {
    let identity = Identity(.informationPlane, "Table 2", "Scores after each pruning of layers with like paths")
    let parameters = DeepPlaneNetworks.parameters

    func needs(_ settings: Settings) -> Needs { DeepPlaneNetworks.needs(settings) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let limits = DataEntropies.of(try inputs.data(PlaneNetworks.szt).split.training)
        let pruned = try DeepPlaneNetworks.kinds.map { try PrunedPlaneNetworks($0, limits: limits, inputs) }
        return FigureResult(
            id: id, title: title,
            tables: [
                TableResult(
                    title: "Validation accuracy at the early stop, by pruning",
                    header: ["Network", "Pruning", "Added layers", "Published", "Measured", "95 % interval", "Learned"],
                    rows: pruned.flatMap(Self.rows))
            ],
            values: pruned.flatMap(Self.values), claims: pruned.flatMap(Self.claims))
    }

    private static func rows(_ networks: PrunedPlaneNetworks) -> [[TableResult.Cell]] {
        let published = networks.kind.publishedScores
        return (0..<max(published.count, networks.steps.count)).map { pruning in
            let step = pruning < networks.steps.count ? networks.steps[pruning] : nil
            let score = step.flatMap { $0.scores.isEmpty ? nil : Estimate(mean: $0.scores) }
            return [
                .text(networks.kind.name), .text(pruning == 0 ? "none" : "\(pruning)"), .text(step.map { "\($0.added)" } ?? "–"),
                pruning < published.count ? .number(published[pruning], digits: 4) : .text("–"),
                score.map { .number($0.value, digits: 4) } ?? .text("–"),
                .text(score.map(Self.interval) ?? "–"),
                .text(step.map { "\($0.scores.count) of \($0.trained)" } ?? "–"),
            ]
        }
    }

    /// Of fewer than three networks the range, and said so.
    private static func interval(_ score: Estimate) -> String {
        "\(score.lower.fixed(4)) to \(score.upper.fixed(4))\(score.isInterval ? "" : " (range)")"
    }

    private static func values(_ networks: PrunedPlaneNetworks) -> [NamedValue] {
        func named(_ name: String, _ quantity: Quantity, _ value: Double, digits: Int) -> NamedValue {
            NamedValue(id: networks.kind.id + name, quantity: quantity, value: value, digits: digits)
        }
        let (first, last) = (networks.steps[0], networks.steps[networks.steps.count - 1])
        let lastThatLearned = networks.steps.last { !$0.scores.isEmpty } ?? first
        return [
            named("Prunings", Quantity("prunings"), Double(networks.prunings), digits: 0),
            named("Left", Quantity("added layers left"), Double(last.added), digits: 0),
            named("First", Quantity("mean score of the unpruned networks"), Statistics.mean(first.scores), digits: 3),
            named("Last", Quantity("mean score after the last pruning"), Statistics.mean(lastThatLearned.scores), digits: 3),
        ]
    }

    private static func claims(_ networks: PrunedPlaneNetworks) -> [Claim] {
        let (kind, steps) = (networks.kind, networks.steps)
        return [LikePathClaims.harmless(id: kind.id, name: kind.name, steps)]
            + kind.publishedScores.enumerated().map { pruning, published in
                LikePathClaims.score(id: kind.id, name: kind.name, pruning: pruning, published: published, steps)
            }
    }

    func chart(_ result: FigureResult) -> Chart? { nil }
}
