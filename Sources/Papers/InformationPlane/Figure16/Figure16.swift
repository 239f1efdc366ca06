import Experiments

/// Figure 16: the information bottleneck bound of SZT, for its own labels and for noisy ones, with figure 1's final layers under it.
struct Figure16: PlaneFigure {
    let identity = Identity(.informationPlane, "Figure 16", "The information bottleneck bound of SZT")

    static let levels = Parameter.chosen(
        "boundLevels", "example levels, shares of I(X;Y)", .numbers([0.5, 0.9]),
        because: "the paper does not say where its two stand", allowed: .lists(0.01...0.99, counts: 2...2))
    static let noiseWidth = Parameter.chosen(
        "noiseWidth", "width of the sigmoid that draws noisy labels, in units of SZT's score", 30.0, 0.1...1000,
        because: "the noise is to be seen: it leaves about 0.6 of the label's bit")
    static let rungs = Parameter.chosen("boundRungs", "rungs of the ladder of β", 64, 8...1000, because: "the curve looks smooth")

    let conditions = [PlaneCondition.tanh]
    let measures = [Binning.chosenSize, levels, noiseWidth, rungs]

    func compute(_ inputs: Inputs) throws -> FigureResult {
        let settings = inputs.settings
        let training = try inputs.training(PlaneData.szt.selection)
        let noisyLabels = Self.noisyLabels(training, width: settings.number(Self.noiseWidth))
        let own = try Bound.ofOwnLabels(
            training.labels.map(Double.init), levels: settings.numbers(Self.levels), inputs.checkCancellation)
        let noisy = try Bound.ofNoisyLabels(
            noisyLabels, levels: settings.numbers(Self.levels), rungs: settings.integer(Self.rungs), inputs.checkCancellation)
        let binning = Binning(size: settings.number(Binning.chosenSize))
        let networks = try needs(settings).jobs.map { job in
            try inputs.checkCancellation()
            let layers = ActivationReader(job.architecture).read(try inputs.weights(job), on: training)
            return layers.map { Place($0, training, noisyLabels: noisyLabels, binning) }
        }
        func series(_ label: (Place) -> Double) -> [Series] {
            let epoch = Column("epoch", .epoch("training epoch"), [settings.integer(PlaneData.szt.epochs)])
            return networks[0].indices.map { layer in
                let name = InformationPlane.layerLabel(layer, of: networks[0].count)
                return Series(
                    name.lowercased().replacing(" ", with: "-"), name, epoch,
                    [
                        .first("ixt", .withInput, of: networks.map { [$0[layer].withInput] }),
                        .first("ity", .withLabel, of: networks.map { [label($0[layer])] }),
                    ])
            }
        }
        return result(
            panels: [
                PanelResult("a", "SZT's own labels", own.series + series(\.withLabel)),
                PanelResult("b", "Noisy labels", noisy.series + series(\.withNoisyLabel)),
            ],
            tables: [
                TableResult(
                    "The first network's layers after the last epoch, in bits", of: networks[0].enumerated(),
                    [
                        ("Layer", { .text(InformationPlane.layerLabel($0.offset, of: networks[0].count)) }),
                        ("I(X;T)", { .number($0.element.withInput, 3) }), ("I(T;Y)", { .number($0.element.withLabel, 3) }),
                        ("bound", { .number(own.limit($0.element.withInput), 3) }),
                        ("I(T;Y), noisy labels", { .number($0.element.withNoisyLabel, 3) }),
                        ("bound, noisy labels", { .number(noisy.limit($0.element.withInput), 3) }),
                    ])
            ], values: own.values + noisy.values + [NamedValue("networks", "networks", networks.count)],
            claims: [
                Self.iterations(ownError: own.error, noisyGap: noisy.error),
                Self.smooth(own: own.polygon, noisy: noisy.polygon),
                Self.layers(
                    own: networks.map { $0.map { own.limit($0.withInput) - $0.withLabel } },
                    noisy: networks.map { $0.map { noisy.limit($0.withInput) - $0.withNoisyLabel } }),
            ])
    }

    /// p(y = 1|x) of labels drawn at random about the rule's threshold.
    ///
    /// Shwartz-Ziv and Tishby (2017, section 3.1) define the data so: p(y = 1|x) = ψ(f(x) - θ) with ψ(u) = 1 / (1 + exp(-γ u)), their γ being so
    /// great that I(X;Y) is about 0.99 bits. Here the score of `SZT` is f, 859 is θ and the width is 1 / γ.
    private static func noisyLabels(_ samples: LabelledSamples, width: Double) -> [Double] {
        (0..<samples.count).map { sample in
            let row = samples.features[sample * samples.width..<(sample + 1) * samples.width]
            let number = row.reduce(0) { 2 * $0 + Int($1) }
            return 1 / (1 + DeterministicMath.exp(-Double(SZT.score(ofPattern: number) - SZT.threshold) / width))
        }
    }

    /// Where a layer stands after the last epoch, in bits.
    struct Place {
        let withInput: Double
        let withLabel: Double
        /// Of the noisy labels, which are drawn after the network was trained on the others.
        let withNoisyLabel: Double

        /// - Parameter noisyLabels: p(y = 1|x), sample by sample.
        init(_ layer: Matrix<Float>, _ samples: LabelledSamples, noisyLabels: [Double], _ binning: Binning) {
            var meter = LayerInformationMeter(labels: samples.labels, classes: samples.classes)
            let information = meter.measure(layer.values, units: layer.rows, binning: binning)
            (withInput, withLabel) = (information.withInput, information.withLabel)
            withNoisyLabel = MutualInformation.of(binning.rows(of: layer), secondClass: noisyLabels)
        }
    }
}

extension Figure16 {
    /// A theorem (Tishby et al. 1999): were it to fail, the iterations would be at fault.
    /// - Parameters:
    ///   - ownError: `greatestError` of the own labels' solutions.
    ///   - noisyGap: how far any encoder could lie beyond the noisy labels' solutions, in bits.
    static func iterations(ownError: Double, noisyGap: Double) -> Claim {
        Claim(
            "iterations-find-bound",
            "The optimisation problem of the information bottleneck has an exact solution, the information bound in the plane.",
            .sentence, "Appendix A.1, figure 16", basis: .construction,
            "greatest distance of the iterations' ends, on merged and unmerged inputs, in 10⁻⁹ bits", digits: 1,
            [
                .init("own labels, from min(I(X;T), H(Y))", .exact(1e9 * ownError), .under(1000)),
                .init("noisy labels, from the best encoder", .exact(1e9 * noisyGap), .under(1000)),
            ])
    }

    /// The paper's picture is a sketch and bends. Where the label is a function of the input the bound is min(I(X;T), H(Y)) (Kolchinsky,
    /// Tracey and Van Kuyk 2019), whose slope falls at one point; where labels are noisy it is strictly concave.
    /// - Parameter own, noisy: the curves' points from left to right, (I(X;T), I(T;Y)) in bits.
    static func smooth(own: [(Double, Double)], noisy: [(Double, Double)]) -> Claim {
        Claim(
            "smooth-curve",
            "A bound that bends, as in the paper's sketch, is that of noisy labels; that of SZT's own labels has one corner.",
            .ours, "Figure 16, a sketch", basis: .construction,
            "greatest share of the slope's whole fall that falls at one point, in percent", digits: 0,
            [
                .init("noisy labels", .exact(100 * greatestStep(noisy)), .under(25)),
                .init("own labels", .exact(100 * greatestStep(own)), .over(75)),
            ])
    }

    /// The greatest fall of the slope at one point as a share of its whole fall; 1 for a line with one corner.
    private static func greatestStep(_ points: [(Double, Double)]) -> Double {
        var kept: [(Double, Double)] = []
        for point in points where kept.last.map({ point.0 - $0.0 > 1e-4 }) ?? true { kept.append(point) }
        let slopes = zip(kept, kept.dropFirst()).map { ($1.1 - $0.1) / ($1.0 - $0.0) }
        guard let first = slopes.first, let last = slopes.last, first > last else { return 1 }
        return zip(slopes, slopes.dropFirst()).map { ($0 - $1) / (first - last) }.max() ?? 1
    }

    /// A theorem, of every network and layer: what counts is the worst of them.
    /// - Parameter own, noisy: how far layers lie below the bound, [network][layer], in bits.
    static func layers(own: [[Double]], noisy: [[Double]]) -> Claim {
        func excess(_ depths: [[Double]]) -> Sample { .exact(-1e9 * depths.joined().min()!) }
        func words(_ depths: [[Double]]) -> String {
            let (mean, output) = (Estimate(mean: depths.map(Statistics.mean)), Estimate(mean: depths.map { $0.last! }))
            return "\(mean.short(digits: 3)) bits (output layers \(output.short(digits: 3)))"
        }
        return Claim(
            "no-layer-above-bound", "The information bound limits every layer: none lies above it.", .sentence,
            "Appendix A.1, figure 16", basis: .construction,
            "by how much any final layer of \(own.count) networks exceeds the bound at its I(X;T), in 10⁻⁹ bits", digits: 1,
            [.init("own labels", excess(own), .under(1)), .init("noisy labels", excess(noisy), .under(1))],
            remark: "On average the layers end below the bound by \(words(own)), below that of noisy labels by \(words(noisy))")
    }

    /// Both bounds over the whole plane with the layers, and below them their left ends with the example levels.
    func chart(_ result: FigureResult) -> Chart? {
        let ends = zip(result.panels, [("c", 2.0), ("d", 3.0)]).map { panel, end in
            Self.panel(PanelResult(end.0, "\(panel.title): the left end", panel.series), reach: end.1)
        }
        return Chart(panels: result.panels.map { Self.panel($0) } + ends, columns: 2)
    }

    /// - Parameter reach: the greatest I(X;T) shown; nil: all.
    private static func panel(_ panel: PanelResult, reach: Double? = nil) -> Panel {
        let gray = SeriesStyle(.gray(0.35), dash: .dotted, marker: .circle, width: 0.9)
        let layers = panel.series.filter { $0.index.id == "epoch" }
        var others: [Mark] = []
        let marks = panel.series.flatMap { series -> [Mark] in
            switch series.id {
            case "bound":
                return [.line(LineMark(series, "ity", over: "ixt", SeriesStyle(.gray(0.1), width: 1.3), label: "bound"))]
            case "iterations": return [.points(PointsMark(series, "ity", over: "ixt", gray, size: 3))]
            case let id where id.hasPrefix("level-"):
                return [.line(LineMark(series, "ity", over: "ixt", gray, label: "example levels"))]
            default:
                let layer = layers.firstIndex { $0.id == series.id }!
                let style = SeriesStyle(
                    Palette.categorical[layer % Palette.categorical.count],
                    marker: [.disc, .square, .triangle, .diamond][layer % 4])
                // The networks that are not drawn large.
                others += zip(series.columns[0].replicates, series.columns[1].replicates).dropFirst().map { x, y in
                    // Named once, by the last hidden layer's dots.
                    let label: RichText? = layer == layers.count - 2 ? "layers of other networks" : nil
                    return .points(PointsMark(x: x, y: y, style: style, size: 3, opacity: 0.35, label: label))
                }
                return [.points(PointsMark(series, "ity", over: "ixt", style, size: 5))]
            }
        }
        return Panel(
            panel, x: Axis("*I*(*X*; *T*) in bits", domain: reach.map { 0...$0 }, including: [0, 12]),
            y: Axis("*I*(*T*; *Y*) in bits", domain: 0...1.1, ticks: .at([0, 0.2, 0.4, 0.6, 0.8, 1]), group: "y"),
            marks: marks + others)
    }
}
