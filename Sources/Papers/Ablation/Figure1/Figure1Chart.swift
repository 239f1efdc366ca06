import Experiments

extension Figure1 {
    /// A row a panel, a plot a measure, a violin a layer.
    func chart(_ result: FigureResult) -> Chart? {
        Chart(
            panels: result.panels.flatMap { panel in AblationMeasure.allCases.map { Self.plot(panel, $0) } },
            columns: AblationMeasure.allCases.count, aspect: 0.85, legend: Legend(.bottom), labelsEveryPanel: true)
    }

    private static func plot(_ panel: PanelResult, _ measure: AblationMeasure) -> Panel {
        let violins = panel.series.filter { $0.id.hasPrefix("\(measure.rawValue)-layer-") }
        guard let summary = panel.series.first(where: { $0.id == "\(measure.rawValue)-summary" }) else {
            preconditionFailure("panel \(panel.letter) has no summary of \(measure.label)")
        }
        let axis: RichText =
            switch measure {
            case .entropy: "*H*(*T*) in bits"
            case .mutualInformation: "*I*(*T*; *Y*) in bits"
            case .klSelectivity: "KL selectivity in bits"
            }
        var marks: [Mark] = []
        for (layer, violin) in violins.enumerated() {
            marks.append(
                .violin(
                    ViolinMark(
                        x: Double(layer), values: violin["bits"], densities: violin["density"], halfWidth: halfWidth,
                        minimum: summary["minimum"][layer], maximum: summary["maximum"][layer],
                        style: SeriesStyle(Palette.categorical[layer]))))
        }
        let ink = Color.gray(0.05)
        for layer in violins.indices {
            func across(_ column: String, half: Double) -> (x: [Double], y: [Double]) {
                let (x, y) = (Double(layer), summary[column][layer])
                return ([x - half, x + half], [y, y])
            }
            let median = across("median", half: 0.28)
            marks.append(.line(LineMark(x: median.x, y: median.y, style: SeriesStyle(ink, width: 1.3), label: "median")))
            let mean = across("mean", half: 0.28)
            marks.append(
                .line(LineMark(x: mean.x, y: mean.y, style: SeriesStyle(ink, dash: .dotted, width: 1.3), label: "mean")))
            let share = summary["zeroShare"][layer]
            if share > 0 {
                let half = halfWidth * share
                marks.append(
                    .line(
                        LineMark(
                            x: [Double(layer) - half, Double(layer) + half], y: [0, 0], style: SeriesStyle(ink, width: 2.6),
                            label: "neurons at 0 (width: their share of all)")))
            }
        }
        let isFirst = measure == AblationMeasure.allCases.first
        return Panel(
            letter: isFirst ? panel.letter : nil, title: isFirst ? RichText(plain: panel.title) : nil,
            x: Axis("layer", scale: .categories(violins.indices.map { RichText(plain: "\($0 + 1)") }), grid: false),
            y: Axis(axis, including: [0], ends: .padded), marks: marks)
    }

    /// Of a violin, in layers.
    private static let halfWidth = 0.42
}
