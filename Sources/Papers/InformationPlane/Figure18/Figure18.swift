import Experiments

/// Figure 18: how binning works: a double linearly saturating function segmented into 12 bins, with a real unit's activations in them.
struct Figure18: PlaneFigure {
    let identity = Identity(.informationPlane, "Figure 18", "How binning works")

    static let bins = Parameter.given("segments", "bins from -1 to 1", 12, 2...1000)
    static let layer = Parameter.chosen(
        "binnedLayer", "layer of the unit shown", 3, 1...5, because: "its sums reach from the slope into both ends")
    static let unit = Parameter.chosen("binnedUnit", "unit shown", 1, 1...3, because: "any will do")

    let conditions = [PlaneCondition.tanh]
    let measures = [bins, layer, unit]

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let settings = inputs.settings
        let (layer, unit) = (settings.integer(Self.layer) - 1, settings.integer(Self.unit) - 1)
        let segments = Segments(count: settings.integer(Self.bins))
        let units = try needs(settings).jobs.map { job in
            try inputs.checkCancellation()
            let (weights, samples, reader) = (try inputs.weights(job), try inputs.training(job), ActivationReader(job.architecture))
            let sums = reader.read(weights, on: samples, quantity: .preActivation, layers: [layer])[0].row(unit)
            let activations = reader.read(weights, on: samples, layers: [layer])[0].row(unit)
            return BinnedUnit(sums: Array(sums), activations: Array(activations), segments)
        }
        func shares(_ id: String, _ label: String, _ shares: (BinnedUnit) -> [Double]) -> Series {
            Series(
                id, label, Column("bin", "bin", 1...segments.count),
                [.first("share", "share of the samples", of: units.map(shares))])
        }
        let drawn = units[0]
        func outermost(_ id: String, _ function: String, _ shares: [Double]) -> NamedValue {
            NamedValue(
                id, .percent("share of samples in the outermost bins, \(function)"), 100 * (shares.first! + shares.last!)
            )
        }
        let entropy = Quantity.bits("entropy", "H")
        return result(
            panels: [
                PanelResult("a", "The function and its bins", drawn.functionSeries(segments)),
                PanelResult(
                    "b", "Samples in each bin",
                    [
                        shares("saturating", "Double linearly saturating function", \.saturatingShares),
                        shares("tanh", "tanh, the unit's own", \.tanhShares),
                    ]),
            ],
            values: [
                NamedValue("samples", "samples", drawn.sums.count), NamedValue("sumEntropy", entropy, drawn.entropies.sums, 2),
                NamedValue("tanhEntropy", entropy, drawn.entropies.activations, 2),
                NamedValue("binEntropy", entropy, drawn.entropies.bins, 2),
                outermost("saturated", "saturating function", drawn.saturatingShares),
                outermost("tanhOutermost", "tanh", drawn.tanhShares),
                NamedValue("atTop", .percent("share of samples at exactly 1, saturating function"), 100 * drawn.shareAtTop),
            ],
            claims: [
                Self.segmentation(segments.count, floorCodes: segments.floorCodes, atTop: units.map(\.shareAtTop)),
                Self.invertibility(units.map(\.entropies)),
            ])
    }

    /// The paper draws twelve bins; that the rule of the planes makes one more of the border is no statement of its.
    /// - Parameters:
    ///   - count: the bins that the span from -1 to 1 is to fall into; the claim is about twelve.
    ///   - floorCodes: the bin numbers that occur by the rule floor(activation / size), the last of them that of the activation 1.
    ///   - atTop: the share of samples with the activation 1, network by network.
    static func segmentation(_ count: Int, floorCodes: [Int32], atTop: [Double]) -> Claim {
        let id = "twelve-bins"
        let statement = "Rounded down to its bin, the span from -1 to 1 falls into 12 bins, and its border 1 into a thirteenth."
        let source = "Appendix G, figure 18, a sketch"
        guard count == 12 else { return Claim(id, statement, .ours, source, notAssessed: "another number of bins") }
        return Claim(
            id, statement, .ours, source, basis: .construction, "bins by floor(activation / size)", digits: 0,
            [
                .init("below 1", .exact(Double(Set(floorCodes.dropLast()).count)), .near(12, within: 0)),
                .init("with 1 itself", .exact(Double(Set(floorCodes).count)), .near(13, within: 0)),
            ],
            remark:
                "Exactly at 1 stand \(Estimate(mean: atTop.map { 100 * $0 }).clamped(to: .percent).short(digits: 0)) % of the samples"
        )
    }

    /// Invertible to a tenth of a bit: rounding tanh to single precision costs some where it saturates.
    /// - Parameter networks: the shown unit of each network.
    static func invertibility(_ networks: [Entropies]) -> Claim {
        Claim(
            "binning-loses-invertibility",
            "By binning, one loses the invertibility of the tanh function: which value fell into a bin cannot be told.",
            .cited, "Saxe et al. (2018), as Section 2.3 cites them", "what it costs of the entropy of the shown unit, in bits",
            digits: 2,
            [
                .init("tanh itself", .networks(networks.map { $0.sums - $0.activations }), .under(0.1)),
                .init("its bins", .networks(networks.map { $0.activations - $0.bins }), .over(0.1)),
            ])
    }

    func chart(_ result: FigureResult) -> Chart? {
        let (function, shares) = (result.panels[0], result.panels[1])
        let reach = function["function"]["x"].last!
        let borders = function["borders"]["y"].map {
            Mark.rule(RuleMark(.horizontal, at: $0, color: .gray(0.45), dash: .dotted, width: 0.6))
        }
        let bars = shares.series.enumerated().map { index, series in
            Mark.bars(
                BarsMark(
                    x: series["bin"], values: series["share"], style: SeriesStyle(Palette.categorical[index == 0 ? 0 : 3]),
                    slot: index, slots: shares.series.count, label: RichText(plain: series.label)))
        }
        return Chart(
            panels: [
                Panel(
                    function, x: Axis("sum of the inputs", domain: -reach...reach, grid: false),
                    y: Axis("activation", domain: -1.08...1.08, ticks: .at([-1, -0.5, 0, 0.5, 1]), grid: false),
                    marks: borders + [
                        .line(LineMark(function["function"], "y", SeriesStyle(Palette.categorical[0], width: 1.6))),
                        .line(LineMark(function["binned"], "y", SeriesStyle(Palette.categorical[1], width: 0.9))),
                        .points(
                            PointsMark(function["samples"], "y", SeriesStyle(.gray(0.1), marker: .circle), size: 3, opacity: 0.6)),
                    ]),
                Panel(
                    shares, x: Axis("bin, from −1 to 1", ticks: .at(shares.series[0]["bin"]), format: .decimal(0), grid: false),
                    y: Axis("share of the samples", including: [0], format: .percent), marks: bars),
            ], columns: 2, aspect: 0.85)
    }
}
