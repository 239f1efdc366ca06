import Experiments

/// Figure 9: pixels that MIPP selects, and what networks reach that see no others, by method.
struct Figure9: PruningFigure {
    let identity = Identity(.mutualInformationPruning, "Figure 9", "Selecting pixels")

    let parameters = PrunedFamily.parameters + PrunedFamily.leNet5.parameters

    /// Trained and untrained.
    func studies(_ settings: Settings) -> [PruningStudy] {
        [true, false].map { isTrained in
            PruningStudy(
                family: .leNet5, settings: settings, isTrained: isTrained, methods: PruningMethod.papers(isTrained: isTrained),
                selectsPixels: true)
        }
    }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let studies = studies(inputs.settings)
        let groups = try studies.map { try PrunedGroup($0, inputs) }
        // Of each network the pixels at the highest confidence, whichever method is pruned by.
        let selected = try studies[0].candidates(inputs).compactMap { $0.last?.first?.pixels }
        let share = Statistics.columnMeans(selected.map { $0.map { $0 ? 1.0 : 0 } })
        return result(
            panels: [
                PanelResult(
                    "a", "Pixels selected",
                    [
                        Picture.series("pixels", "pixels", "share of the networks that select it", share)
                    ])
            ]
                + groups.enumerated().flatMap { place, group in
                    [
                        PanelResult(
                            FigureLetters[1 + place], "Accuracy, \(group.isTrained ? "trained" : "untrained")",
                            group.methods.map { group.series($0, Quantity("test accuracy", unit: "%")) { 100 * $0.testAccuracy } })
                    ]
                }
                + groups.enumerated().map { place, group in
                    PanelResult(
                        FigureLetters[3 + place], "Layer collapse, \(group.isTrained ? "trained" : "untrained")",
                        group.methods.map {
                            group.series($0, Quantity("networks collapsed", unit: "%")) { $0.isCollapsed ? 100 : 0 }
                        })
                },
            values: [
                NamedValue("pixels", "pixels selected in the mean", share.reduce(0, +), 0),
                NamedValue(
                    "removedPixels", Quantity("pixels removed in the mean", unit: "%"),
                    100 * (1 - share.reduce(0, +) / Double(share.count)), 0),
            ], claims: Self.claims(groups[0], selected))
    }

    static func claims(_ trained: PrunedGroup, _ selected: [[Bool]]) -> [Claim] {
        let source = "Appendix E.1, figure 9"
        let right = selected.map { pixels in
            let kept = pixels.indices.filter { pixels[$0] }
            return kept.isEmpty ? 50 : 100 * Double(kept.count { $0 % Picture.side >= Picture.side / 2 }) / Double(kept.count)
        }
        return [
            Claim(
                "right-half", "A tendency to select features from the right-hand side of the image can be observed.", .sentence,
                source,
                "selected pixels that lie in the right half, in %", digits: 1, within: .percent, .networks(right), .over(50)),
            Claim(
                "sosp-poor", "With pixels selected, SOSP-H does poorly.", .figure, source,
                "test accuracy of MIPP less that of SOSP-H, in points", digits: 2, within: .points,
                .networks(trained.advantages(over: .sosp) { 100 * $0.testAccuracy }), .over(0)),
            best(trained),
        ]
    }

    /// "where 90 % of neurons and 75 % of pixels are removed": at the highest confidence, whatever it removes.
    private static func best(_ trained: PrunedGroup) -> Claim {
        let gaps = trained.methods.dropFirst().map { method in
            zip(trained[.mipp], trained[method]).map { 100 * ($0.last!.testAccuracy - $1.last!.testAccuracy) }
        }
        let removed = trained[.mipp].map { 100 * $0.last!.mask.sparsity }
        return Claim(
            "best-with-few",
            "MIPP achieves state-of-the-art test accuracy where 90 % of the neurons and 75 % of the pixels have been removed.",
            .sentence,
            "Appendix E.1", "test accuracy of MIPP at the highest confidence less that of the best of the other methods, in points",
            digits: 2, within: .points, .networks(gaps.transposed.map { $0.min() ?? .nan }), .over(-2),
            remark: "\(Statistics.mean(removed).fixed(0)) % of the neurons are removed there")
    }

    func chart(_ result: FigureResult) -> Chart? {
        let rows = Picture.rows(result.panels[0].series[0])
        let pixels = Panel(
            result.panels[0], x: Axis("column", domain: 0...Double(Picture.side)),
            y: Axis("row from below", domain: 0...Double(Picture.side)),
            marks: [
                .heat(
                    HeatMark(
                        xEdges: (0...Picture.side).map(Double.init), yEdges: (0...Picture.side).map(Double.init), values: rows,
                        range: 0...1,
                        ramp: ColorRamp([.white, .gray(0.1)]), label: "share of the networks that select it")),
                .rule(RuleMark(.vertical, at: Double(Picture.side) / 2, dash: .dotted)),
            ])
        let others = result.panels.dropFirst().enumerated().map { place, panel in
            return Panel(
                panel, x: .percent("nodes removed", domain: nil, ends: .padded),
                y: .percent(place < 2 ? "test accuracy" : "networks collapsed"),
                marks: PruningMethod.marks(panel, bands: place < 2))
        }
        return Chart(panels: [pixels] + others, columns: 3, aspect: 0.95, legend: Legend(.bottom))
    }
}
