import Experiments

/// Table 2: scores of the deep networks after each pruning.
struct Table2: DeepFigure {
    let identity = Identity(.informationPlane, "Table 2", "Scores after each pruning of layers with like paths")
    let factors: [Double] = []

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let pruned = try pruned(inputs)
        let table = TableResult(
            "Validation accuracy at the early stop, by pruning",
            ["Network", "Pruning", "Added layers", "Published", "Measured", "95 % interval", "Learned"],
            pruned.flatMap { pruned in
                (0..<max(pruned.kind.publishedScores.count, pruned.steps.count)).map { Self.row(pruned, $0) }
            })
        return result(
            tables: [table], values: pruned.flatMap(Self.values),
            claims: pruned.flatMap { pruned in
                [Self.harmless(pruned)] + pruned.kind.publishedScores.indices.map { Self.score(pruned, after: $0) }
            })
    }

    /// Either side may have more prunings.
    private static func row(_ pruned: LikePathPruning, _ pruning: Int) -> [TableResult.Cell] {
        let published = pruned.kind.publishedScores.dropFirst(pruning).first
        let step = pruned.steps.dropFirst(pruning).first
        let score = step.flatMap { $0.scores.isEmpty ? nil : Estimate(mean: $0.scores).clamped(to: .share) }
        // Of fewer than three networks the range, and said so.
        let interval = score.map { "\($0.lower.fixed(4)) to \($0.upper.fixed(4))\($0.isInterval ? "" : " (range)")" }
        func number(_ value: Double?) -> TableResult.Cell { value.map { .number($0, 4) } ?? "–" }
        return [
            .text(pruned.kind.name), pruning == 0 ? "none" : "\(pruning)", .text(step.map { "\($0.added)" } ?? "–"),
            number(published), number(score?.value), .text(interval ?? "–"), .text(step?.learned ?? "–"),
        ]
    }

    private static func values(_ pruned: LikePathPruning) -> [NamedValue] {
        let (id, steps) = (pruned.kind.id, pruned.steps)
        let lastThatLearned = steps.last { !$0.scores.isEmpty } ?? steps[0]
        return [
            NamedValue("\(id)Prunings", "prunings", steps.count - 1),
            NamedValue("\(id)Left", "added layers left", steps[steps.count - 1].added),
            NamedValue("\(id)First", "mean score of the unpruned networks", Statistics.mean(steps[0].scores), 3),
            NamedValue("\(id)Last", "mean score after the last pruning", Statistics.mean(lastThatLearned.scores), 3),
        ]
    }

    /// A published score of the unpruned network (pruning 0) or after a pruning; within a hundredth, 8 of the 820 patterns.
    static func score(_ pruned: LikePathPruning, after pruning: Int) -> Claim {
        let (id, steps) = ("\(pruned.kind.id)-score-\(pruning)", pruned.steps)
        let published = pruned.kind.publishedScores[pruning]
        let statement =
            pruning == 0
            ? "The deep \(pruned.kind.name) network with early stopping scores \(published.fixed(4))."
            : "After pruning \(pruning) the \(pruned.kind.name) network scores \(published.fixed(4))."
        guard steps.count > pruning, !steps[pruning].scores.isEmpty else {
            let ended = steps.count == 1 ? "nothing was pruned" : "pruning ended after step \(steps.count - 1)"
            return Claim(
                id, statement, .number, "Table 2", published: published.fixed(4),
                notAssessed: steps.count > pruning ? "no network learned" : ended)
        }
        let scores = Sample.networks(steps[pruning].scores)
        // The patience was chosen for the tanh networks' scores.
        let basis = pruned.kind.activation == .tanh ? Claim.Basis.calibrated : .measured
        return Claim(
            id, statement, .number, "Table 2", basis: basis, published: published.fixed(4), "score", digits: 4, within: .share,
            scores,
            .near(published, within: 0.01), readings: [.init("within 0.03", scores, .near(published, within: 0.03))],
            remark: learned([steps[pruning]]))
    }

    /// "Not decreased" is by less than 0.02, the greatest fall among table 2's scores being 0.0134.
    static func harmless(_ pruned: LikePathPruning) -> Claim {
        let (first, last) = (pruned.steps[0], pruned.steps[pruned.steps.count - 1])
        let id = "\(pruned.kind.id)-pruning-harmless"
        let statement = "Pruning like layers does not lower the \(pruned.kind.name) network's score."
        let (source, published) = ("Section 2.5, table 2", "no decrease")
        guard pruned.steps.count > 1, !first.scores.isEmpty, !last.scores.isEmpty else {
            let reason = pruned.steps.count > 1 ? "no network learned" : "nothing was pruned"
            return Claim(id, statement, .sentence, source, published: published, notAssessed: reason)
        }
        let change = Sample.groups(last.scores, first.scores)
        let remark = ["Added layers \(pruned.course.words)", learned([first, last])].compactMap(\.self).joined(separator: ". ")
        return Claim(
            id, statement, .sentence, source, published: published,
            "the score after the last pruning less the unpruned networks'", digits: 4, change, .over(-0.02),
            readings: [.init("a fall below 0.01", change, .over(-0.01))], remark: remark)
    }

    private static func learned(_ steps: [LikePathPruning.Step]) -> String? {
        guard steps.contains(where: { $0.networks.dead > 0 }) else { return nil }
        let counts = steps.map(\.learned).joined(separator: " and ")
        return "\(counts) networks learned; the others stood at chance when they were stopped"
    }

    func chart(_ result: FigureResult) -> Chart? { nil }
}
