import Experiments

/// The information that each layer of a trained network holds about the input, at ever finer bins and without any.
struct BinResolution {
    /// Ascending.
    let sizes: [Double]
    /// [layer][size]: I(X;T) in bits.
    let binned: [[Double]]
    /// [layer]: I(X;T) in bits where patterns of activations count as the same only if they are, to the last bit of binary32.
    let withoutBins: [Double]

    init(sizes: [Double], binned: [[Double]], withoutBins: [Double]) {
        self.sizes = sizes
        self.binned = binned
        self.withoutBins = withoutBins
    }

    /// Measures the last weights of a trajectory.
    /// - Parameter sizes: ascending.
    /// - Throws: a `Fault` (status figureFailed) for activations that the bins do not hold.
    init(_ trajectory: Trajectory, on samples: LabelledSamples, sizes: [Double]) throws {
        guard let last = trajectory.snapshots.last else { preconditionFailure("\(trajectory.job.name) recorded no weights") }
        let layers = ActivationReader(trajectory.job.architecture).read(last.weights, on: samples)
        var meter = LayerInformationMeter(labels: samples.labels, classes: samples.classes)
        self.init(
            sizes: sizes,
            binned: try layers.map { layer in
                try sizes.map { size in
                    let binning = Binning(size: size)
                    try binning.check(layer, of: trajectory, epoch: last.epoch)
                    return meter.measure(layer.values, units: layer.rows, binning: binning).withInput
                }
            },
            withoutBins: layers.map { layer in
                Entropy.of(
                    (0..<samples.count).map { sample in (0..<layer.rows).map { layer.values[$0 * samples.count + sample] } })
            })
    }

    /// - Parameters:
    ///   - networks: the first is drawn.
    ///   - layers: a series a layer, for its id and label.
    static func panel(_ networks: [BinResolution], letter: String, layers: [Series]) -> PanelResult {
        let size = Column(id: "binSize", quantity: Quantity("bin size"), values: networks[0].sizes)
        return PanelResult(
            letter: letter, title: "After the last epoch, at other bin sizes",
            series: layers.enumerated().map { layer, series in
                let replicates = networks.map { $0.binned[layer] }
                return Series(
                    id: series.id, label: series.label, index: size,
                    columns: [
                        Column(
                            id: "ixt", quantity: Quantity("mutual information of input and layer", symbol: "I(X;T)", unit: "bit"),
                            values: replicates[0], replicates: replicates.count > 1 ? replicates : [])
                    ])
            })
    }

    /// - Parameter plane: the same network's.
    static func table(_ network: BinResolution, plane: InformationPlane, labels: [String]) -> TableResult {
        TableResult(
            title: "I(X;T) after the last epoch, in bits", header: ["Layer", "with bins, as in panel a", "without bins"],
            rows: labels.indices.map { layer in
                [
                    .text(labels[layer]), .number(plane.layers[layer].last!.withInput, digits: 3),
                    .number(network.withoutBins[layer], digits: 3),
                ]
            })
    }

    /// - Parameters:
    ///   - limit: H(X).
    ///   - binSize: the one of the plane beside it.
    static func chartPanel(_ panel: PanelResult, limit: Double?, binSize: Double?) -> Panel {
        var marks: [Mark] = []
        if let limit { marks.append(.rule(RuleMark(.horizontal, at: limit))) }
        if let binSize { marks.append(.rule(RuleMark(.vertical, at: binSize, dash: .dotted, text: "bins of panel a"))) }
        for (index, series) in panel.series.enumerated() {
            let style = SeriesStyle(Palette.categorical[index])
            marks.append(.line(LineMark(x: series["binSize"], y: series["ixt"], style: style, showsMarkers: true)))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title), x: Axis("bin size", scale: .log10),
            y: Axis("*I*(*X*; *T*) in bits", including: [0]), marks: marks)
    }
}
