import Experiments

/// Figure A2: class selectivity of feature maps by depth, on CIFAR-10 (a) and ImageNet (b); and ours: without batch normalisation (c), and the
/// mean of each layer (d).
struct FigureA2: Experiment {
    let identity = Identity(.singleDirections, "Figure A2", "Class selectivity and depth")
    /// What panel b is of.
    var imageNet = ImageNet.standard

    private static let step = Parameter.chosen(
        "step", "breadth of the bars that maps are counted in, of the selectivity index", 0.05, 0.001...0.5,
        because: "about twenty bars, as in figure 6")

    let parameters =
        TunedMaps.parameters + [DirectionParameters.bins, step] + ImageNet.tuningParameters

    func needs(_ settings: Settings) -> Needs {
        TunedMaps.needs(TunedMaps.conditions(settings), published: [imageNet.network])
    }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] { TunedMaps.data(of: claim, [], settings) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let maps = try TunedNetworks.maps(scored: 0, inputs)
        let found = try imageNet.tuned(isAblated: false, inputs)
        let step = inputs.settings.number(Self.step)
        func distributions(_ tuned: TunedNetworks) -> [Series] {
            (0..<tuned.units.depth).map { tuned.histogram(.selectivity, step: step, greatest: 1, layer: $0) }
        }
        let kinds = maps + [found].compactMap(\.self)
        return result(
            panels: [
                PanelResult("a", "CIFAR-10 ConvNet", distributions(maps[0])),
                PanelResult("b", "ImageNet ResNet", found.map(distributions) ?? []),
                PanelResult("c", "CIFAR-10, without batch norm.", distributions(maps[1])),
                PanelResult("d", "Mean of each layer", kinds.map(Self.means)),
            ],
            values: maps.flatMap(Self.values),
            claims: [
                Self.rises(maps[0].units.meansByLayer(\.selectivityIndex), plain: maps[1].units.meansByLayer(\.selectivityIndex)),
                ImageNet.claim(
                    "depth-imagenet", "In the network trained on ImageNet, selectivity increased as a function of depth.",
                    "Appendix A.3, figure A2b", published: "increases", "Spearman's correlation of depth and mean selectivity",
                    digits: 3, found
                ) { [("", Self.rankCorrelation($0.meansByLayer(\.selectivityIndex)[0]), .over(0.5))] },
            ])
    }

    /// The layers' mean index, against the share of the way from the first layer to the last.
    private static func means(_ tuned: TunedNetworks) -> Series {
        let last = Double(max(tuned.units.depth - 1, 1))
        return .overNetworks(
            tuned.id,
            tuned.id == "maps" ? "CIFAR-10, with batch normalisation" : tuned.id == "mapsPlain" ? "CIFAR-10, without" : tuned.label,
            Column("depth", "depth, from the first layer to the last", (0..<tuned.units.depth).map { Double($0) / last }),
            "mean class selectivity index", tuned.units.meansByLayer(\.selectivityIndex), within: .share)
    }

    private static func values(_ tuned: TunedNetworks) -> [NamedValue] {
        let layers = tuned.units.meansByLayer(\.selectivityIndex)
        func value(_ suffix: String, _ words: String, _ networks: [Double]) -> NamedValue {
            NamedValue(tuned.id + suffix, Quantity("\(words), \(tuned.label)"), Statistics.mean(networks), 2)
        }
        return [
            value("First", "mean selectivity index of layer 1", layers.map { $0[0] }),
            value("Last", "mean selectivity index of the last layer", layers.map { $0[$0.count - 1] }),
            value("Rho", "Spearman's correlation of depth and mean selectivity", layers.map(rankCorrelation)),
            NamedValue(
                "\(tuned.id)Test", Quantity("test accuracy, \(tuned.label)", unit: "%"), 100 * Statistics.mean(tuned.accuracies), 1),
        ]
    }

    /// Of a layer's number and its mean.
    private static func rankCorrelation(_ layers: [Double]) -> Double {
        RankCorrelation.of(layers.indices.map(Double.init), layers).coefficient
    }

    /// - Parameter layers: the mean index of each layer, [network][layer].
    static func rises(_ layers: [[Double]], plain: [[Double]]) -> Claim {
        Claim(
            "depth-maps", "In networks trained on CIFAR-10, selectivity increased as a function of depth.", .sentence,
            "Appendix A.3, figure A2a", published: "increases", "mean selectivity index along the layers", digits: 2,
            .series(layers), .rising(), readings: [.init("without batch normalisation", .series(plain), .rising())])
    }

    func chart(_ result: FigureResult) -> Chart? {
        func distributions(_ panel: PanelResult) -> Panel {
            let count = panel.series.count
            // Of a deep network every fourth layer, as the paper has it.
            let layers = stride(from: 0, to: count, by: count > 20 ? 4 : 1)
            let lines = layers.map { layer in
                let series = panel.series[layer]
                return Mark.line(
                    LineMark(
                        x: zip(series["from"], series["to"]).map { ($0 + $1) / 2 }, y: series["share"],
                        style: SeriesStyle(ImpactChart.color(layer, of: count)), label: ImpactChart.label(layer, of: count)))
            }
            return Panel(
                panel, x: Axis("selectivity index", domain: 0...1),
                y: Axis("share of feature maps", including: [0], format: .percent), marks: lines, legend: ImpactChart.layers)
        }
        let styles = [StyleSheet.normalised, StyleSheet.plain, Palette.categorical[3]]
        let means = zip(result.panels[3].series, styles).flatMap { series, color in
            [Mark].curve(series, style: SeriesStyle(color), label: RichText(plain: series.label))
        }
        return Chart(
            panels: [
                distributions(result.panels[0]), ImageNet.standard.network.panel(result.panels[1], of: result, distributions),
                distributions(result.panels[2]),
                Panel(
                    result.panels[3],
                    x: Axis("depth", domain: 0...1, ticks: .labelled([.init(0, "first layer"), .init(1, "last layer")])),
                    y: Axis("mean selectivity index", including: [0], ends: .padded), marks: means, legend: Legend(.bottom)),
            ], columns: 2, aspect: 0.6)
    }
}
