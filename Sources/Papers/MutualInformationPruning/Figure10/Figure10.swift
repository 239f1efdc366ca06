import Experiments
import Pruning

/// Figure 10: what becomes of a filter's map for it to be one number, and what that does to accuracy and layer collapse.
struct Figure10: PruningFigure {
    let identity = Identity(.mutualInformationPruning, "Figure 10", "Functions that make a number of a filter’s map")

    let parameters = PrunedFamily.parameters + PrunedFamily.leNet5.parameters

    /// Of each function, trained and untrained.
    func studies(_ settings: Settings) -> [PruningStudy] {
        MapCollapse.allCases.flatMap { collapse in
            [true, false].map { isTrained in
                PruningStudy(family: .leNet5, settings: settings, isTrained: isTrained, methods: [.mipp], collapse: collapse)
            }
        }
    }

    private static func label(_ collapse: MapCollapse) -> String {
        switch collapse {
        case .l1: "L1 norm"
        case .l2: "L2 norm"
        case .mean: "mean"
        case .deviation: "standard deviation"
        }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let groups = try studies(inputs.settings).map { try PrunedGroup($0, inputs) }
        let kinds = Array(zip(MapCollapse.allCases, stride(from: 0, to: groups.count, by: 2).map { (groups[$0], groups[$0 + 1]) }))
        func panel(_ letter: String, _ title: String, isTrained: Bool, _ quantity: Quantity, _ value: (PrunedNetwork) -> Double)
            -> PanelResult
        {
            PanelResult(
                letter, "\(title), \(isTrained ? "trained" : "untrained")",
                kinds.map { collapse, groups in
                    (isTrained ? groups.0 : groups.1).series(
                        .mipp, as: (collapse.rawValue, Self.label(collapse)), quantity, value)
                })
        }
        let accuracy = Quantity("test accuracy", unit: "%")
        let collapsed = Quantity("networks collapsed", unit: "%")
        return result(
            panels: [
                panel("a", "Accuracy", isTrained: true, accuracy) { 100 * $0.testAccuracy },
                panel("b", "Accuracy", isTrained: false, accuracy) { 100 * $0.testAccuracy },
                panel("c", "Layer collapse", isTrained: true, collapsed) { $0.isCollapsed ? 100 : 0 },
                panel("d", "Layer collapse", isTrained: false, collapsed) { $0.isCollapsed ? 100 : 0 },
            ], claims: Self.claims(kinds))
    }

    static func claims(_ kinds: [(MapCollapse, (trained: PrunedGroup, untrained: PrunedGroup))]) -> [Claim] {
        let source = "Appendix E.2, figure 10"
        func most(_ group: PrunedGroup) -> [Double] {
            group[.mipp].map { network in 100 * (network.filter { !$0.isCollapsed }.map(\.mask.sparsity).max() ?? 0) }
        }
        let l1 = kinds.first { $0.0 == .l1 }!.1
        return [
            Claim(
                "all-work", "Whichever function is chosen, MIPP remains performant.", .sentence, source,
                "test accuracy with the L1 norm less that with another function, the mean over confidences, in points", digits: 2,
                within: .points,
                kinds.filter { $0.0 != .l1 }.map { collapse, groups in
                    let gaps = zip(l1.trained[.mipp], groups.trained[.mipp]).map { ours, theirs in
                        100 * (Statistics.mean(ours.map(\.testAccuracy)) - Statistics.mean(theirs.map(\.testAccuracy)))
                    }
                    return .init(label(collapse), .networks(gaps), .under(2))
                }),
            Claim(
                "l1-sparsest", "The L1 norm consistently prunes to high sparsities while layer collapse remains rare.", .sentence,
                source,
                "nodes removed at most without collapse by the L1 norm, less by another function, in % of all", digits: 1,
                within: .points,
                kinds.filter { $0.0 != .l1 }.map { collapse, groups in
                    .init(label(collapse), .networks(zip(most(l1.trained), most(groups.trained)).map { $0 - $1 }), .over(0))
                }),
        ]
    }

    func chart(_ result: FigureResult) -> Chart? {
        let panels = result.panels.enumerated().map { place, panel in
            let marks = panel.series.enumerated().flatMap { index, series -> [Mark] in
                let style = SeriesStyle(Palette.categorical[index], width: 1.4)
                return (place < 2 ? [Mark].curve(series, style: style, opacity: 0.1) : [.line(LineMark(series, "mean", style))]) + [
                    .points(PointsMark(x: series.index.values, y: series["mean"], style: style, size: 3))
                ]
            }
            return Panel(
                panel, x: .percent("nodes removed", domain: nil, ends: .padded),
                y: .percent(place < 2 ? "test accuracy" : "networks collapsed", group: place < 2 ? "accuracy" : "collapsed"),
                marks: marks)
        }
        return Chart(panels: panels, columns: 2, aspect: 0.7, legend: Legend(.bottom))
    }
}
