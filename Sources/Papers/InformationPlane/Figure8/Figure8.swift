import Experiments

/// Figure 8: planes of tanh and ReLU networks with five added layers of 3 units, and of what pruning leaves of them.
struct Figure8: DeepFigure {
    let identity = Identity(.informationPlane, "Figure 8", "Layers with like paths, and what is left without them")
    let factors = [0.5, 2]

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let pruned = try pruned(inputs)
        // The unpruned networks, and below them the last ones that learned.
        let panels =
            pruned.map { ("\($0.kind.name), ", $0.steps[0]) }
            + pruned.map { ("\($0.kind.name), pruned: ", $0.steps.last { !$0.scores.isEmpty }!) }
        return result(
            panels: panels.enumerated().map { Self.panel($0, $1.0, $1.1) },
            tables: [Self.distances(pruned, added: inputs.settings.integer(DeepPlaneNetworks.added))],
            values: DataEntropies.values(try inputs.limits(PlaneData.szt.selection)) + pruned.flatMap(Self.values),
            claims: pruned.map(Self.prunable) + (pruned[0].steps[0].added > 1 ? [Self.likeLayers(pruned[0].course)] : []))
    }

    /// The first network's paths. The networks stop at epochs of their own, so they are no replicates of each other.
    private static func panel(_ index: Int, _ title: String, _ step: LikePathPruning.Step) -> PanelResult {
        let added = step.added == 0 ? "no added layer" : step.added == 1 ? "1 added layer" : "\(step.added) added layers"
        return PanelResult(FigureLetters[index], title + added, InformationPlane.series([step.networks.drawn.plane]))
    }

    private static func distances(_ pruned: [LikePathPruning], added: Int) -> TableResult {
        let pairs = (0..<added).map { "Layers \($0 + 5) and \($0 + 6)" }
        return TableResult(
            "Distance of successive layers' paths in sides of the plane, means over the networks that learned",
            ["Network", "Added layers", "Learned"] + pairs + ["Alike"],
            pruned.flatMap { pruned in
                pruned.steps.map { step in
                    let means = step.meanDistances
                    return [.text(pruned.kind.name), "\(step.added)", .text(step.learned)]
                        + pairs.indices.map { $0 < means.count ? .number(means[$0], 3) : "–" }
                        + ["\(step.added - step.kept(threshold: pruned.course.threshold))"]
                }
            })
    }

    private static func values(_ pruned: LikePathPruning) -> [NamedValue] {
        let (id, first, last) = (pruned.kind.id, pruned.steps[0], pruned.steps[pruned.steps.count - 1])
        return [
            NamedValue("\(id)Trained", "unpruned networks trained", first.networks.trained),
            NamedValue("\(id)Learned", "unpruned networks that left chance before their early stop", first.scores.count),
            NamedValue("\(id)Prunings", "prunings", pruned.steps.count - 1),
            NamedValue("\(id)Left", "added layers left", last.added),
            NamedValue("\(id)Score", "validation accuracy of the drawn unpruned network", first.scores[0], 4),
        ]
    }

    /// "Prunable": at each step some added layer is like the one before it. With other thresholds too, since the paper judges by eye.
    static func prunable(_ pruned: LikePathPruning) -> Claim {
        func parts(_ course: LikePathPruning.Course) -> [Claim.Part] {
            course.steps.filter { $0.added > 0 }.map {
                .init("\($0.added) added", .networks($0.likestPair), .under(course.threshold))
            }
        }
        let courses = ([pruned.course] + pruned.others).map { "\($0.words) with \($0.threshold)" }
        return Claim(
            "\(pruned.kind.id)-prunable",
            "The \(pruned.kind.name) network has prunable layers until all added ones have been removed.", .sentence,
            "Section 2.5, figure 8 and table 2", published: "all \(pruned.steps[0].added) removed",
            "distance of the two most alike successive layers, in sides of the plane", digits: 3, within: .nonnegative,
            parts(pruned.course),
            readings: pruned.others.map { .init("alike below \($0.threshold)", parts($0)) },
            remark: "Added layers by threshold: \(courses.joined(separator: ", "))")
    }

    /// - Parameter tanh: of networks whose added layers' distances begin with that of layers 5 and 6.
    static func likeLayers(_ tanh: LikePathPruning.Course) -> Claim {
        func parts(_ threshold: Double) -> [Claim.Part] {
            ["layers 5 and 6", "layers 6 and 7"].enumerated().map { pair, label in
                .init(label, .networks(tanh.steps[0].networks.measured.map { $0.distances[pair] }), .under(threshold))
            }
        }
        return Claim(
            "tanh-layers-5-6-7", "The tanh network's layers 5, 6 and 7 have similar trajectories.", .sentence,
            "Section 2.5, figure 8a", "distance of paths, in sides of the plane", digits: 3, within: .nonnegative,
            parts(tanh.threshold),
            readings: [0.5, 2].map { .init("alike below \($0 * tanh.threshold)", parts($0 * tanh.threshold)) })
    }

    func chart(_ result: FigureResult) -> Chart? { PlaneChart.chart(result) }
}
