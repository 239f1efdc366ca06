import Experiments

/// What figures 7 and A4 share: the impact of ablating a unit against a measure of what it tells of the class, for units on MNIST and for
/// feature maps on CIFAR-10 and ImageNet.
struct ImpactPanels: Sendable {
    let measure: UnitMeasure
    /// On CIFAR-10, with batch normalisation and without.
    let maps: [TunedNetworks]
    /// nil where it is not there.
    let imageNet: TunedNetworks?

    static let parameters =
        TunedMaps.own + [TunedMaps.scored, DirectionParameters.bins] + ImageNet.parameters

    init(_ measure: UnitMeasure, _ imageNet: ImageNet, _ inputs: Inputs) throws {
        self.measure = measure
        maps = try TunedNetworks.maps(scored: inputs.settings.integer(TunedMaps.scored), inputs)
        self.imageNet = try imageNet.tuned(isAblated: true, inputs)
    }

    /// (b, c) CIFAR-10, (d, e) ImageNet, (f, g) CIFAR-10 without batch normalisation: a network's units, and correlations by layer.
    var panels: [PanelResult] {
        func pair(_ letters: (String, String), _ title: String, _ tuned: TunedNetworks?) -> [PanelResult] {
            let shown = tuned?.units.series(measure)
            return [
                PanelResult(letters.0, "\(title), one network", shown?.points ?? []),
                PanelResult(letters.1, "\(title), by layer", shown.map { [$0.correlations] } ?? []),
            ]
        }
        return pair(("b", "c"), "CIFAR-10 ConvNet", maps[0]) + pair(("d", "e"), "ImageNet ResNet", imageNet)
            + pair(("f", "g"), "Without batch norm.", maps[1])
    }

    var values: [NamedValue] { (maps + [imageNet].compactMap(\.self)).flatMap { $0.values(measure.value) } }

    var tables: [TableResult] {
        [
            Self.table(
                "Feature maps on CIFAR-10 by layer, \(Estimate.meanWords(of: maps[0].accuracies.count)) of each kind", maps, measure
            )
        ]
            + (imageNet.map { found in
                [
                    Self.table(
                        "Feature maps of the ImageNet ResNet by layer; it is right for \((100 * found.accuracies[0]).fixed(1)) % of the images",
                        [found], measure)
                ]
            } ?? [])
    }

    private static func table(_ title: String, _ kinds: [TunedNetworks], _ measure: UnitMeasure) -> TableResult {
        let rows = kinds.flatMap { kind in kind.units.parts.map { (kind: kind, part: $0) } }
        return TableResult(
            title, of: rows,
            [
                ("Networks", { .text($0.part.layer == nil ? $0.kind.label : "") }), ("Layer", { .text($0.part.short) }),
                ("Dead maps", { .number(Statistics.mean($0.kind.units.dead(layer: $0.part.layer)), 1) }),
                (
                    "\(measure.quantity.name.prefix(1).uppercased())\(measure.quantity.name.dropFirst())",
                    { .mean($0.kind.units.means(layer: $0.part.layer, measure.value), 3, within: .nonnegative) }
                ),
                ("Rise of test loss, 0.001 nat", { .mean($0.kind.units.means(layer: $0.part.layer) { 1000 * $0.lossChange }, 2) }),
                ("Spearman’s correlation", { .mean($0.kind.units.coefficients($0.part, measure.value), 3, within: .correlation) }),
            ])
    }

    /// The panels as the paper arranges them: (a) over one of our own, (b) over (c), (d) over (e); below, ours.
    /// - Parameter own: those of fully connected networks that stand below (a) and (f).
    static func chart(_ result: FigureResult, scatter: Axis, own: [Panel]) -> Chart {
        func panel(_ letter: String) -> PanelResult {
            guard let found = result.panels.first(where: { $0.letter == letter }) else {
                preconditionFailure("\(result.id) has no panel \(letter)")
            }
            return found
        }
        func points(_ letter: String) -> Panel { ImpactChart.scatter(panel(letter), x: scatter) }
        return Chart(
            panels: [
                points("a"), points("b"),
                ImageNet.standard.network.panel(panel("d"), of: result) { ImpactChart.scatter($0, x: scatter) }, own[0],
                ImpactChart.byLayer(panel("c")),
                ImageNet.standard.network.panel(panel("e"), of: result) { ImpactChart.byLayer($0) }, own[1],
                points("f"), ImpactChart.byLayer(panel("g")),
            ], columns: 3, aspect: 0.9)
    }
}

extension TunedNetworks {
    /// What words quote of such networks, by their id: "mapsRho", "mapsRhoEarly", "mapsRiseLate", "mapsTest".
    fileprivate func values(_ value: (DirectionUnit) -> Double) -> [NamedValue] {
        func named(_ suffix: String, _ name: String, unit: String = "", _ networks: [Double], _ digits: Int) -> NamedValue {
            NamedValue(id + suffix, Quantity("\(name), \(label)", unit: unit), Statistics.mean(networks), digits)
        }
        let (early, late) = units.halves
        let spearman = "Spearman's correlation of measure and impact"
        return [
            named("Rho", "\(spearman) across all layers", units.coefficients(units.parts[0], value), 3),
            named("RhoEarly", "\(spearman) within a layer of the first half", units.coefficients(within: early, value), 3),
            named("RhoLate", "\(spearman) within a layer of the last half", units.coefficients(within: late, value), 3),
            named(
                "RiseEarly", "mean rise of the test loss, a map of the first half", unit: "0.001 nat",
                units.means(within: early) { 1000 * $0.lossChange }, 2),
            named(
                "RiseLate", "mean rise of the test loss, a map of the last half", unit: "0.001 nat",
                units.means(within: late) { 1000 * $0.lossChange }, 2),
            named("Units", "feature maps of a network", [Double(units.networks[0].count)], 0),
            named("Dead", "feature maps that are never active on the test images", units.dead(), 1),
            named("Test", "test accuracy", unit: "%", accuracies.map { 100 * $0 }, 1),
        ]
    }
}
