import Experiments

/// How far networks of one kind lie apart that differ in their seeds, against how far the two kinds lie apart.
struct SeedSpread {
    /// By kind, in the order of `MixedKind.allCases`: each network from the others of its kind.
    let within: [PathSpread]
    /// The networks of the first kind from those of the second.
    let between: PathSpread

    init(within: [PathSpread], between: PathSpread) {
        precondition(within.count == MixedKind.allCases.count, "\(within.count) kinds")
        self.within = within
        self.between = between
    }

    /// - Parameter kinds: the planes of each kind's networks, at least two a kind.
    init(_ kinds: [[InformationPlane]], limits: (hx: Double, ixy: Double)) {
        self.init(
            within: kinds.map { PathSpread(within: $0, limits: limits) },
            between: PathSpread(from: kinds[0], to: kinds[1], limits: limits))
    }

    /// Over kinds, networks and layers, the output among them.
    var meanWithin: Double { Statistics.mean(within.map { Statistics.mean($0.ofLayers) }) }
    var meanBetween: Double { Statistics.mean(between.ofLayers) }
    /// What seeds make, in terms of what seeds and kinds make together; 0 where the kinds do not differ at all.
    var share: Double { meanBetween > 0 ? meanWithin / meanBetween : 0 }

    func panel(letter: String) -> PanelResult {
        let layer = Column(
            id: "layer", quantity: Quantity("layer, the output last"), values: between.ofLayers.indices.map { Double($0 + 1) })
        func series(_ id: String, _ label: String, _ spread: PathSpread) -> Series {
            Series(
                id: id, label: label, index: layer,
                columns: [
                    Column(
                        id: "distance", quantity: Quantity("mean distance of paths", unit: "side of the plane"),
                        values: spread.ofLayers, replicates: spread.distances)
                ])
        }
        return PanelResult(
            letter: letter, title: "Mean distance between the paths of a layer",
            series: zip(MixedKind.allCases, within).map { kind, spread in
                series(kind.rawValue, "two seeds, \(kind.name)", spread)
            } + [series("kinds", "one network of each kind", between)])
    }

    var values: [NamedValue] {
        let quantity = Quantity("mean distance of paths", unit: "side of the plane")
        return zip(MixedKind.allCases, within).map { kind, spread in
            NamedValue(
                id: "\(kind.rawValue)SeedDistance", quantity: quantity, value: Statistics.mean(spread.ofLayers), digits: 3)
        } + [
            NamedValue(id: "kindDistance", quantity: quantity, value: meanBetween, digits: 3),
            NamedValue(id: "seedShare", quantity: Quantity("distance of seeds over distance of kinds"), value: share, digits: 2),
        ]
    }

    /// Away from the layers' colours: both kinds of seeds, and the kinds.
    private static let styles = [
        SeriesStyle(Palette.categorical[6]), SeriesStyle(Palette.categorical[7], dash: .dashed, marker: .square),
        SeriesStyle(.gray(0.55), dash: .dashDotted, marker: .diamond, width: 1.6),
    ]

    /// The panel as a row of its own: means as lines, single networks as pale dots beside them.
    /// - Parameter layers: the layers' labels.
    static func chartPanel(_ panel: PanelResult, layers: [String]) -> Panel {
        var marks: [Mark] = []
        for (index, series) in panel.series.enumerated() {
            let style = styles[index]
            let shift = 0.12 * Double(index - 1)
            // Categories stand at 0, 1, ...
            let places = series["layer"].map { $0 - 1 + shift }
            for network in series.columns[0].replicates {
                marks.append(.points(PointsMark(x: places, y: network, style: style.marked(.disc), size: 2, opacity: 0.35)))
            }
            marks.append(
                .line(
                    LineMark(
                        x: places, y: series["distance"], style: style, label: RichText(plain: series.label), showsMarkers: true)))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis(scale: .categories(layers.map { RichText(plain: $0) }), grid: false),
            y: Axis("sides of the plane", including: [0]), marks: marks, aspect: 0.26, legend: Legend(.bottom), spansRow: true)
    }
}
