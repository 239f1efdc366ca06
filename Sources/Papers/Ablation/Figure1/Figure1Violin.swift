import Experiments

extension Figure1 {
    /// A measure of a layer's neurons, all networks pooled.
    ///
    /// Neurons whose measure is 0 stand apart as a share of all, so that their spike does not flatten the outline of the others; outline
    /// and share add up to 1.
    struct Violin {
        let measure: Measure
        /// [network][neuron].
        let values: [[Double]]
        /// nil where no two neurons differ.
        let bandwidth: Double?
        let outline: Series

        /// - Parameter step: of the outline's values, and the least bandwidth, in bits.
        init(_ measure: Measure, _ values: [[Double]], layer: Int, step: Double, check: () throws -> Void) throws {
            self.measure = measure
            self.values = values
            let density = ViolinDensity(of: values.joined().filter { $0 > 0 }, leastBandwidth: step)
            bandwidth = density?.bandwidth
            let places = density.map { Self.places(in: $0.range, step: step) } ?? []
            let curves = try values.map { values in
                try check()
                let varied = values.filter { $0 > 0 }
                let share = Double(varied.count) / Double(values.count)
                return density?.densities(of: varied, at: places).map { share * $0 } ?? []
            }
            outline = Series(
                "\(measure.rawValue)-layer-\(layer + 1)", "Layer \(layer + 1)",
                Column("bits", Quantity(measure.label, unit: "bit"), places),
                // With a common bandwidth the pooled density is the mean of the networks' ones, their layers being as wide.
                [.mean("density", Quantity("density of the neurons above 0", unit: "1/bit"), of: curves)])
        }

        /// The ends of the range, and the multiples of the step between: so that runs with other ends share the others.
        private static func places(in range: ClosedRange<Double>, step: Double) -> [Double] {
            let inner = (Int(range.lowerBound / step)...Int(range.upperBound / step) + 1).map { Double($0) * step }
            return [range.lowerBound] + inner.filter { $0 > range.lowerBound && $0 < range.upperBound } + [range.upperBound]
        }

        /// The extremes, means, medians and shares at 0 of one measure's violins, a layer each, as drawn.
        static func summary(_ violins: [Violin]) -> Series {
            let measure = violins[0].measure
            func column(_ id: String, _ quantity: Quantity, _ pooled: ([[Double]]) -> Double, _ each: ([Double]) -> Double)
                -> Column
            {
                let networks = violins[0].values.indices.map { network in violins.map { each($0.values[network]) } }
                return Column(id, quantity, violins.map { pooled($0.values) }, networks: networks)
            }
            func bits(_ id: String, _ name: String, _ statistic: ([Double]) -> Double) -> Column {
                column(id, Quantity("\(name) \(measure.label)", unit: "bit"), { statistic($0.flatMap(\.self)) }, statistic)
            }
            func zeroShare(_ values: [Double]) -> Double { Double(values.count { $0 == 0 }) / Double(values.count) }
            return Series(
                "\(measure.rawValue)-summary", measure.label, Column("layer", "hidden layer", 1...violins.count),
                [
                    bits("minimum", "least") { $0.min()! }, bits("maximum", "greatest") { $0.max()! },
                    bits("mean", "mean", Statistics.mean), bits("median", "median") { Statistics.quantile($0, 0.5) },
                    column(
                        "zeroShare", Quantity("share of neurons whose \(measure.label) is 0"),
                        { Statistics.mean($0.map(zeroShare)) }, zeroShare),
                ])
        }
    }

    /// A row a panel, a plot a measure, a violin a layer.
    func chart(_ result: FigureResult) -> Chart? {
        Chart(
            panels: result.panels.flatMap { panel in Measure.allCases.map { Self.plot(panel, $0) } },
            columns: Measure.allCases.count, aspect: 0.85, legend: Legend(.bottom), labelsEveryPanel: true)
    }

    private static func plot(_ panel: PanelResult, _ measure: Measure) -> Panel {
        let violins = panel.series.filter { $0.id.hasPrefix("\(measure.rawValue)-layer-") }
        let summary = panel.series.first { $0.id == "\(measure.rawValue)-summary" }!
        /// Of a violin, in layers.
        let halfWidth = 0.42
        var marks = violins.enumerated().map { layer, violin in
            Mark.violin(
                ViolinMark(
                    x: Double(layer), values: violin["bits"], densities: violin["density"], halfWidth: halfWidth,
                    minimum: summary["minimum"][layer], maximum: summary["maximum"][layer],
                    style: SeriesStyle(Palette.categorical[layer])))
        }
        for layer in violins.indices {
            func across(_ y: Double, _ half: Double, _ label: RichText, _ width: Double, _ dash: Dash = .solid) {
                let ends = [Double(layer) - half, Double(layer) + half]
                let style = SeriesStyle(.gray(0.05), dash: dash, width: width)
                marks.append(.line(LineMark(x: ends, y: [y, y], style: style, label: label)))
            }
            across(summary["median"][layer], 0.28, "median", 1.3)
            across(summary["mean"][layer], 0.28, "mean", 1.3, .dotted)
            let share = summary["zeroShare"][layer]
            if share > 0 { across(0, halfWidth * share, "neurons at 0 (width: their share of all)", 2.6) }
        }
        let isFirst = measure == Measure.allCases.first
        return Panel(
            letter: isFirst ? panel.letter : nil, title: isFirst ? RichText(plain: panel.title) : nil,
            x: Axis("layer", scale: .categories(violins.indices.map { RichText(plain: "\($0 + 1)") }), grid: false),
            y: Axis(measure.axisTitle, including: [0], ends: .padded), marks: marks)
    }
}
