import Experiments

/// The information that each layer of a trained network holds about the input, at ever finer bins and without any.
struct BinResolution {
    /// Ascending.
    let sizes: [Double]
    /// [layer][size]: I(X;T) in bits.
    let binned: [[Double]]
    /// [layer]: I(X;T) in bits where patterns of activations count as the same only if they are, to the last bit of binary32.
    let withoutBins: [Double]

    /// - Parameters:
    ///   - networks: the first is drawn.
    ///   - layers: a series a layer, for its id and label.
    static func series(_ networks: [BinResolution], layers: [Series]) -> [Series] {
        layers.enumerated().map { layer, series in
            Series(
                series.id, series.label, Column("binSize", "bin size", networks[0].sizes),
                [.first("ixt", InformationPlane.withInput, of: networks.map { $0.binned[layer] })])
        }
    }

    /// - Parameters:
    ///   - limit: H(X).
    ///   - binSize: the one of the plane beside it.
    static func drawing(_ panel: PanelResult, limit: Double?, binSize: Double?) -> Panel {
        let rules = [
            limit.map { Mark.rule(RuleMark(.horizontal, at: $0)) },
            binSize.map { .rule(RuleMark(.vertical, at: $0, dash: .dotted, text: "bins of panel a")) },
        ]
        let lines = panel.series.enumerated().map { index, series in
            let style = SeriesStyle(PlaneChart.color(of: index, series, deepest: panel.series.count))
            return Mark.line(LineMark(x: series["binSize"], y: series["ixt"], style: style, showsMarkers: true))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title), x: Axis("bin size", scale: .log10),
            y: Axis("*I*(*X*; *T*) in bits", including: [0]), marks: rules.compactMap(\.self) + lines)
    }
}

extension BinResolution {
    /// Measures the last weights of a trajectory on its training samples.
    /// - Throws: a `Fault` (status figureFailed) for activations that the bins do not hold.
    init(_ trajectory: Trajectory, _ inputs: Inputs) throws {
        let samples = try inputs.training(trajectory.job)
        let sizes = inputs.settings.numbers(Figure6.finerBins).sorted()
        let layers = ActivationReader(trajectory.job.architecture).read(try inputs.weights(trajectory.job), on: samples)
        var meter = LayerInformationMeter(labels: samples.labels, classes: samples.classes)
        self.init(
            sizes: sizes,
            binned: try layers.map { layer in
                try sizes.map { size in
                    let binning = Binning(size: size)
                    try binning.check(layer, of: trajectory, epoch: trajectory.epochs)
                    return meter.measure(layer.values, units: layer.rows, binning: binning).withInput
                }
            },
            withoutBins: layers.map { layer in
                Entropy.of(
                    (0..<samples.count).map { sample in (0..<layer.rows).map { layer.values[$0 * samples.count + sample] } })
            })
    }
}
