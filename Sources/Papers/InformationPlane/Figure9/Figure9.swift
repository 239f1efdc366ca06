import Experiments

/// Figure 9: figure 2 with other initial weights, and how much the seed matters.
struct Figure9: PlaneFigure {
    let identity = Identity(.informationPlane, "Figure 9", "Mixed networks from other initial weights")

    static let shown = Parameter.chosen(
        "shownSeeds", "small planes of each kind", 8, 1...40, because: "the paper shows two of each, one here and one in figure 2")
    let conditions = MixedStudy.szt.conditions
    var parameters: [Parameter] { PlaneNetworks.parameters(conditions, measures) + [Self.shown] }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let planes = try MixedPlanes(.szt, inputs)
        let shown = inputs.settings.integer(Self.shown)
        let kinds = planes.mixed.map { $0.networks.measured.map(\.plane) }
        let spread = SeedSpread(
            within: kinds.map { PathSpread(within: $0, limits: planes.limits) },
            between: PathSpread(from: kinds[0], to: kinds[1], limits: planes.limits))
        // A panel a network: "a1", "a2", ... of leading ReLU, "b1", ... of leading tanh.
        let panels = planes.mixed.enumerated().flatMap { place, entry in
            entry.networks.measured.prefix(shown).enumerated().map { index, network in
                PanelResult(
                    "\(FigureLetters[place])\(index + 1)", "seed \(network.seed)", InformationPlane.series([network.plane]))
            }
        }
        return result(
            panels: panels + [spread.panel], values: planes.values + spread.values,
            claims: planes.comparisons.map(Self.notAlways) + [Self.seedsMatter(spread)])
    }

    private static func notAlways(_ comparison: MixedComparison) -> Claim {
        let (leader, follower) = (comparison.kind.leader.printed, comparison.kind.follower.printed)
        return comparison.notAlways(
            "The influence of leading \(leader) layers on the \(follower) layers behind them is not always present.",
            source: "Section 2.2.2 and Appendix B, figure 9\(comparison.kind == .leadingReLU ? "a" : "b")")
    }

    /// "Very susceptible": the paths of two seeds do not look alike. The reading asks for more: the seed makes at least half of the squared
    /// distance between two kinds of networks.
    static func seedsMatter(_ spread: SeedSpread) -> Claim {
        func ofNetworks(_ spread: PathSpread) -> [Double] { spread.ofNetworks(0..<spread.ofLayers.count) }
        let kinds = ofNetworks(spread.between)
        return Claim(
            "seeds-matter", "The paths are very susceptible to how the weights are initialised.", .sentence, "Appendix B, figure 9",
            "distance of a network's paths from those of other seeds, mean over layers, in sides of the plane", digits: 3,
            within: .nonnegative,
            zip(MixedKind.allCases, spread.within).map { kind, within in
                .init(kind.name, .networks(ofNetworks(within)), .over(PathDistance.alike))
            },
            readings: [
                .init(
                    "over 0.71 of the distance between kinds, by how much",
                    .groups(spread.within.flatMap(ofNetworks), kinds.map { 0.71 * $0 }), .over(0))
            ],
            remark: "Two networks of different kinds lie \(Estimate(mean: kinds).clamped(to: .nonnegative).short(digits: 3)) apart")
    }

    func chart(_ result: FigureResult) -> Chart? {
        guard let summary = result.panels.last, let layers = result.panels.first?.series.map(\.label) else { return nil }
        let corner = PlaneChart.corner(of: result)
        let planes = result.panels.dropLast().map { PlaneChart.panel($0, corner: corner, isSmall: true) }
        return Chart(panels: planes + [SeedSpread.drawing(summary, layers: layers)], columns: 4, aspect: 0.68)
    }
}
