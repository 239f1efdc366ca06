import Experiments

/// What the paper says of pruning by like paths, held against trained networks.
enum LikePathClaims {
    /// Pruning by a threshold, and its steps.
    typealias Pruning = (threshold: Double, steps: [LikePathPruning.Step])

    /// "Prunable": at each step some added layer is like the one before it.
    /// - Parameters:
    ///   - id: "tanh".
    ///   - name: "tanh".
    ///   - others: with other thresholds, since the paper judges by eye.
    static func prunable(id: String, name: String, _ pruning: Pruning, others: [Pruning] = []) -> Claim {
        func parts(_ pruning: Pruning) -> [Claim.Part] {
            pruning.steps.filter { $0.added > 0 }.map { step in
                .init("\(step.added) added", .networks(step.likestPair), .under(pruning.threshold))
            }
        }
        let courses = ([pruning] + others).map { "\(PrunedPlaneNetworks.course($0.steps)) with \($0.threshold)" }
        return Claim(
            id: "\(id)-prunable", statement: "The \(name) network has prunable layers until all added ones have been removed.",
            source: "Section 2.5, figure 8 and table 2", origin: .sentence, published: "all \(pruning.steps[0].added) removed",
            quantity: "distance of the two most alike successive layers, in sides of the plane", digits: 3, parts: parts(pruning),
            readings: others.map { .init("alike below \($0.threshold)", parts($0)) },
            remark: "Added layers by threshold: \(courses.joined(separator: ", "))")
    }

    /// - Parameter unpruned: its added layers' distances begin with that of layers 5 and 6.
    static func likeLayers(_ unpruned: LikePathPruning.Step, threshold: Double) -> Claim {
        func parts(_ threshold: Double) -> [Claim.Part] {
            ["layers 5 and 6", "layers 6 and 7"].enumerated().map { pair, label in
                .init(label, .networks(unpruned.distances.map { $0[pair] }), .under(threshold))
            }
        }
        return Claim(
            id: "tanh-layers-5-6-7", statement: "The tanh network's layers 5, 6 and 7 have similar trajectories.",
            source: "Section 2.5, figure 8a", origin: .sentence, quantity: "distance of paths, in sides of the plane", digits: 3,
            parts: parts(threshold), readings: [threshold / 2, 2 * threshold].map { .init("alike below \($0)", parts($0)) })
    }

    /// A published score of the unpruned network (pruning 0) or after a pruning; within a hundredth, 8 of the 820 patterns.
    static func score(id: String, name: String, pruning: Int, published: Double, _ steps: [LikePathPruning.Step]) -> Claim {
        let statement =
            pruning == 0
            ? "The deep \(name) network with early stopping scores \(published.fixed(4))."
            : "After pruning \(pruning) the \(name) network scores \(published.fixed(4))."
        let id = "\(id)-score-\(pruning)"
        guard steps.count > pruning, !steps[pruning].scores.isEmpty else {
            let ended = steps.count == 1 ? "nothing was pruned" : "pruning ended after step \(steps.count - 1)"
            return Claim(
                id: id, statement: statement, source: "Table 2", origin: .number, published: published.fixed(4),
                notAssessed: steps.count > pruning ? "no network learned" : ended)
        }
        let scores = Sample.networks(steps[pruning].scores)
        return Claim(
            id: id, statement: statement, source: "Table 2", origin: .number,
            // The patience was chosen for the tanh networks' scores.
            basis: id.hasPrefix("tanh") ? .calibrated : .measured, published: published.fixed(4), quantity: "score", digits: 4,
            parts: [.init(scores, .near(published, within: 0.01))],
            readings: [.init("within 0.03", [.init(scores, .near(published, within: 0.03))])], remark: learned(steps[pruning]))
    }

    /// "Not decreased" is by less than 0.02, the greatest fall among table 2's scores being 0.0134.
    static func harmless(id: String, name: String, _ steps: [LikePathPruning.Step]) -> Claim {
        let (first, last) = (steps[0], steps[steps.count - 1])
        let (id, statement) = ("\(id)-pruning-harmless", "Pruning like layers does not lower the \(name) network's score.")
        let source = "Section 2.5, table 2"
        guard steps.count > 1, !first.scores.isEmpty, !last.scores.isEmpty else {
            return Claim(
                id: id, statement: statement, source: source, origin: .sentence, published: "no decrease",
                notAssessed: steps.count > 1 ? "no network learned" : "nothing was pruned")
        }
        let change = Sample.groups(last.scores, first.scores)
        return Claim(
            id: id, statement: statement, source: source, origin: .sentence, published: "no decrease",
            quantity: "the score after the last pruning less the unpruned networks'", digits: 4,
            parts: [.init(change, .over(-0.02))], readings: [.init("a fall below 0.01", [.init(change, .over(-0.01))])],
            remark: ["Added layers \(PrunedPlaneNetworks.course(steps))", learned(first, last)].compactMap(\.self)
                .joined(separator: ". "))
    }

    private static func learned(_ steps: LikePathPruning.Step...) -> String? {
        guard steps.contains(where: { $0.scores.count < $0.trained }) else { return nil }
        let counts = steps.map { "\($0.scores.count) of \($0.trained)" }.joined(separator: " and ")
        return "\(counts) networks learned; the others stood at chance when they were stopped"
    }
}
