import Experiments

/// How far networks of one kind lie apart that differ in their seeds, against how far the two kinds lie apart.
struct SeedSpread {
    /// By kind, in the order of `MixedKind.allCases`: each network from the others of its kind.
    let within: [PathSpread]
    /// The networks of the first kind from those of the second.
    let between: PathSpread

    private static let distance = Quantity("mean distance of paths", unit: "side of the plane")

    var panel: PanelResult {
        let layer = Column("layer", "layer, the output last", 1...between.ofLayers.count)
        func series(_ id: String, _ label: String, _ spread: PathSpread) -> Series {
            let distance = Column(
                id: "distance", quantity: Self.distance, values: spread.ofLayers, replicates: spread.distances)
            return Series(id, label, layer, [distance])
        }
        return PanelResult(
            "c", "Mean distance between the paths of a layer",
            zip(MixedKind.allCases, within).map { series($0.rawValue, "two \($0.name) networks", $1) }
                + [series("kinds", "one of either kind", between)])
    }

    /// Means over kinds, networks and layers, the output among them.
    var values: [NamedValue] {
        let seeds = within.map { Statistics.mean($0.ofLayers) }
        let kinds = Statistics.mean(between.ofLayers)
        return zip(MixedKind.allCases, seeds).map { NamedValue("\($0.rawValue)SeedDistance", Self.distance, $1, 3) } + [
            NamedValue("kindDistance", Self.distance, kinds, 3),
            NamedValue(
                "seedShare", "distance of seeds over distance of kinds", kinds > 0 ? Statistics.mean(seeds) / kinds : 0, 2),
        ]
    }

    /// The panel as a row of its own: means as lines, single networks as pale dots beside them.
    /// - Parameter layers: the layers' labels.
    static func drawing(_ panel: PanelResult, layers: [String]) -> Panel {
        // Away from the layers' colours: both kinds of seeds, and the kinds.
        let styles = [
            SeriesStyle(Palette.categorical[6]), SeriesStyle(Palette.categorical[7], dash: .dashed, marker: .square),
            SeriesStyle(.gray(0.55), dash: .dashDotted, marker: .diamond, width: 1.6),
        ]
        let marks = zip(panel.series, styles).enumerated().flatMap { index, entry -> [Mark] in
            let (series, style) = entry
            // Categories stand at 0, 1, ...
            let places = series["layer"].map { $0 - 1 + 0.12 * Double(index - 1) }
            return series.columns[0].replicates.map {
                .points(PointsMark(x: places, y: $0, style: style.marked(.disc), size: 2.6, opacity: 0.55))
            } + [
                .line(
                    LineMark(
                        x: places, y: series["distance"], style: style, label: RichText(plain: series.label), showsMarkers: true))
            ]
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis(scale: .categories(layers.map { RichText(plain: $0) }), grid: false),
            y: Axis("distance (the plane's side: 1)", including: [0]), marks: marks, aspect: 0.26, legend: Legend(.bottom),
            spansRow: true)
    }
}
