import Experiments

/// Figure A3: class selectivity of feature maps against the L1 norm of their filters' weights, on CIFAR-10 (a) and ImageNet (b); and ours: the
/// correlation within each layer, with batch normalisation (c) and without (d).
struct FigureA3: Experiment {
    let identity = Identity(.singleDirections, "Figure A3", "Class selectivity and the L1 norm of the filters")
    /// What panel b is of.
    var imageNet = ImageNet.standard

    let parameters =
        TunedMaps.parameters + [DirectionParameters.bins] + ImageNet.tuningParameters

    func needs(_ settings: Settings) -> Needs {
        TunedMaps.needs(TunedMaps.conditions(settings), published: [imageNet.network])
    }

    func data(of claim: Claim, _ settings: Settings) -> [DataSelection] { TunedMaps.data(of: claim, [], settings) }

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let maps = try TunedNetworks.maps(scored: 0, inputs)
        let found = try imageNet.tuned(isAblated: false, inputs)
        return result(
            panels: [
                PanelResult("a", "CIFAR-10 ConvNet, one network", Self.points(maps[0].units)),
                PanelResult("b", "ImageNet ResNet", found.map { Self.points($0.units) } ?? []),
                PanelResult("c", "CIFAR-10, by layer", [Self.correlations(maps[0].units)]),
                PanelResult("d", "Without batch norm., by layer", [Self.correlations(maps[1].units)]),
            ],
            values: maps.flatMap { tuned in
                [
                    NamedValue(
                        "\(tuned.id)Rho", Quantity("\(Self.spearman) across all layers, \(tuned.label)"),
                        Statistics.mean(Self.coefficients(tuned.units)), 3),
                    NamedValue(
                        "\(tuned.id)Within", Quantity("mean over the layers of \(Self.spearman), \(tuned.label)"),
                        Statistics.mean(Self.within(tuned.units)), 3),
                ]
            },
            claims: [
                Self.negative(Self.coefficients(maps[0].units), plain: Self.coefficients(maps[1].units)),
                Self.unrelated(Self.within(maps[0].units), plain: Self.within(maps[1].units)),
                ImageNet.claim(
                    "norm-imagenet",
                    "In the ImageNet network, there was no correlation between the L1 norm of the filter weights and the class "
                        + "selectivity.", "Appendix A.4, figure A3", published: "no correlation",
                    "\(Self.spearman) across all layers", digits: 3, found
                ) { [("", Self.coefficients($0)[0], NetworkUnits.poor)] },
            ])
    }

    private static let spearman = "Spearman's correlation of selectivity and L1 norm"
    private static let norm = Quantity("L1 norm of the filter's weights")

    /// A network's maps, a series a layer.
    private static func points(_ units: NetworkUnits) -> [Series] {
        units.parts.dropFirst().map { part in
            let maps = units.units(layer: part.layer)[0]
            return Series(
                "layer-\(part.layer! + 1)", part.label, Column("norm", norm, maps.map(\.weightNorm)),
                [Column("selectivity", "class selectivity index", maps.map(\.selectivityIndex))])
        }
    }

    /// Spearman's correlations, one a network.
    private static func coefficients(_ units: NetworkUnits, layer: Int? = nil) -> [Double] {
        units.units(layer: layer).map { RankCorrelation.of($0.map(\.weightNorm), $0.map(\.selectivityIndex)).coefficient }
    }

    /// The mean of those within the layers, one a network.
    private static func within(_ units: NetworkUnits) -> [Double] {
        (0..<units.depth).map { coefficients(units, layer: $0) }.transposed.map(Statistics.mean)
    }

    private static func correlations(_ units: NetworkUnits) -> Series {
        let layers = Column("layer", "layer; 0: all", units.parts.map { $0.layer.map { $0 + 1 } ?? 0 })
        return .correlations("correlations", spearman, layers, units.parts.map { coefficients(units, layer: $0.layer) })
    }

    /// - Parameter coefficients: Spearman's across all layers, one a network.
    static func negative(_ coefficients: [Double], plain: [Double]) -> Claim {
        Claim(
            "norm-negative-maps",
            "In the CIFAR-10 network, there was a negative correlation between the L1 norm of the filter weights and the class "
                + "selectivity.", .sentence, "Appendix A.4, figure A3", published: "negative",
            "\(spearman) across all layers", digits: 3, within: .correlation, .networks(coefficients), .under(0),
            readings: [.init("without batch normalisation", .networks(plain), .under(0))])
    }

    /// Filters of different layers have different numbers of weights, so that a correlation across all is one of sizes, too.
    /// - Parameter coefficients: the mean of Spearman's within the layers, one a network.
    static func unrelated(_ coefficients: [Double], plain: [Double]) -> Claim {
        let rule = Rule.under(0.3)
        return Claim(
            "norm-unrelated-maps",
            "Class selectivity was largely unrelated to the L1 norm of the filter weights, and if anything, the two were negatively "
                + "correlated.", .sentence, "Section 3.4, figure A3", published: "unrelated or negative",
            "mean of \(spearman) within the layers", digits: 3, within: .correlation, .networks(coefficients), rule,
            readings: [.init("without batch normalisation", .networks(plain), rule)])
    }

    func chart(_ result: FigureResult) -> Chart? {
        func points(_ panel: PanelResult) -> Panel {
            ImpactChart.scatter(
                panel, x: Axis("L1 norm of the filter’s weights", scale: .log10, ends: .padded),
                y: Axis("selectivity index", domain: 0...1), "selectivity")
        }
        return Chart(
            panels: [
                points(result.panels[0]), ImageNet.standard.network.panel(result.panels[1], of: result, points),
                ImpactChart.byLayer(result.panels[2]), ImpactChart.byLayer(result.panels[3]),
            ], columns: 2, aspect: 0.6)
    }
}
