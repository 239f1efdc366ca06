import Experiments

/// Figure 9: figure 2 with other initial weights, and how much the seed matters.
struct Figure9: Experiment {
    let identity = Identity(.informationPlane, "Figure 9", "Mixed networks from other initial weights")

    static let shown = Parameter.chosen(
        "shownSeeds", "small planes of each kind", .integer(8),
        because: "the paper shows two of each, one here and one in figure 2",
        allowed: .integers(1...40))

    let parameters = MixedStudy.szt.parameters + [shown]

    func needs(_ settings: Settings) -> Needs { Needs(jobs: MixedStudy.szt.allJobs(settings)) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let planes = try MixedPlanes(.szt, inputs)
        let spread = SeedSpread(planes.mixed.map(\.networks.planes), limits: planes.limits)
        return FigureResult(
            id: id, title: title, panels: Self.panels(planes, inputs.settings.integer(Self.shown)) + [spread.panel(letter: "c")],
            values: planes.values + spread.values, claims: planes.comparisons.map(Self.notAlways) + [Self.seedsMatter(spread)])
    }

    /// A panel a network: "a1", "a2", ... of leading ReLU, "b1", ... of leading tanh.
    private static func panels(_ planes: MixedPlanes, _ shown: Int) -> [PanelResult] {
        planes.mixed.enumerated().flatMap { place, entry in
            entry.networks.planes.prefix(shown).enumerated().map { index, plane in
                PanelResult(
                    letter: "\(FigureLetters[place])\(index + 1)",
                    title: "seed \(entry.networks.seeds[index])",
                    series: InformationPlane.series([plane]))
            }
        }
    }

    func chart(_ result: FigureResult) -> Chart? {
        let corner = PlaneChart.corner(of: result)
        let planes = result.panels.dropLast().map { PlaneChart.panel($0, corner: corner, isSmall: true) }
        guard let summary = result.panels.last, let layers = result.panels.first?.series.map(\.label) else { return nil }
        return Chart(panels: planes + [SeedSpread.chartPanel(summary, layers: layers)], columns: 4, aspect: 0.68)
    }
}
