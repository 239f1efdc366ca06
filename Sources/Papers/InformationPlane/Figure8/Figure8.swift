import Experiments

/// Figure 8: planes of tanh and ReLU networks with five added layers of 3 units, and of what pruning leaves of them.
struct Figure8: Experiment {
    let identity = Identity(.informationPlane, "Figure 8", "Layers with like paths, and what is left without them")
    let parameters = DeepPlaneNetworks.parameters

    func needs(_ settings: Settings) -> Needs { DeepPlaneNetworks.needs(settings) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let corner = StoppingFigure.corner(try inputs.data(PlaneNetworks.szt).split.training)
        let limits = (hx: corner[0].value, ixy: corner[1].value)
        let threshold = inputs.settings.number(LikePathPruning.threshold)
        let pruned = try DeepPlaneNetworks.kinds.map {
            try PrunedPlaneNetworks($0, limits: limits, otherThresholds: [threshold / 2, 2 * threshold], inputs)
        }
        return FigureResult(
            id: id, title: title, panels: Self.panels(pruned),
            tables: [Self.distances(pruned, threshold: threshold, added: inputs.settings.integer(DeepPlaneNetworks.added))],
            values: corner + pruned.flatMap(Self.values),
            claims: pruned.map {
                LikePathClaims.prunable(id: $0.kind.id, name: $0.kind.name, ($0.threshold, $0.steps), others: $0.others)
            }
                + (pruned[0].steps[0].added > 1 ? [LikePathClaims.likeLayers(pruned[0].steps[0], threshold: threshold)] : []))
    }

    /// The unpruned networks, and below them the last ones that learned.
    private static func panels(_ pruned: [PrunedPlaneNetworks]) -> [PanelResult] {
        let first = pruned.enumerated().map { index, networks in
            PanelResult(
                letter: FigureLetters[index], title: "\(networks.kind.name), \(addedLayers(networks.steps[0]))",
                series: series(networks.planes[0]))
        }
        let last = pruned.enumerated().map { index, networks in
            let step = networks.planes.lastIndex { !$0.isEmpty } ?? 0
            return PanelResult(
                letter: FigureLetters[pruned.count + index],
                title: "\(networks.kind.name), pruned: \(addedLayers(networks.steps[step]))",
                series: series(networks.planes[step]))
        }
        return first + last
    }

    private static func addedLayers(_ step: LikePathPruning.Step) -> String {
        switch step.added {
        case 0: "no added layer"
        case 1: "1 added layer"
        default: "\(step.added) added layers"
        }
    }

    /// The first network's paths. The networks stop at epochs of their own, so they are no replicates of each other.
    private static func series(_ planes: [InformationPlane]) -> [Series] { InformationPlane.series(Array(planes.prefix(1))) }

    private static func distances(_ pruned: [PrunedPlaneNetworks], threshold: Double, added: Int) -> TableResult {
        let header = ["Network", "Added layers", "Learned"] + (0..<added).map { "Layers \($0 + 5) and \($0 + 6)" } + ["Alike"]
        let rows = pruned.flatMap { networks in
            networks.steps.map { step -> [TableResult.Cell] in
                let means = step.meanDistances
                let cells = (0..<added).map { pair in
                    pair < means.count ? TableResult.Cell.number(means[pair], digits: 3) : .text("–")
                }
                return [.text(networks.kind.name), .text("\(step.added)"), .text("\(step.scores.count) of \(step.trained)")] + cells
                    + [.text("\(step.added - step.kept(threshold: threshold))")]
            }
        }
        return TableResult(
            title: "Distance of successive layers' paths in sides of the plane, means over the networks that learned",
            header: header,
            rows: rows)
    }

    private static func values(_ networks: PrunedPlaneNetworks) -> [NamedValue] {
        func count(_ name: String, _ what: String, _ value: Int) -> NamedValue {
            NamedValue(id: networks.kind.id + name, quantity: Quantity(what), value: Double(value), digits: 0)
        }
        let (first, last) = (networks.steps[0], networks.steps[networks.steps.count - 1])
        return [
            count("Trained", "unpruned networks trained", first.trained),
            count("Learned", "unpruned networks that left chance before their early stop", first.scores.count),
            count("Prunings", "prunings", networks.prunings), count("Left", "added layers left", last.added),
            NamedValue(
                id: networks.kind.id + "Score", quantity: Quantity("validation accuracy of the drawn unpruned network"),
                value: first.scores[0], digits: 4),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? { PlaneChart.chart(result) }
}
