import Experiments

/// A figure of ablation curves. Drawn with a colour a measure, lowest first solid, highest first dashed, the random order in grey; a band of
/// one standard deviation; an upright bar where the paper states a mean gap.
protocol AblationFigure: CountedExperiment {
    static var panels: [Plot] { get }
}

/// One with gaps between curves that the paper states.
protocol GapFigure: AblationFigure {
    static func claims(_ study: Study) -> [Claim]
    static func values(_ study: Study) -> [NamedValue]
}

extension GapFigure {
    func compute(_ inputs: Inputs) throws -> FigureResult {
        let study = try Study(Self.panels, inputs)
        return result(
            panels: study.panels, tables: [study.gapTable, study.networkTable], values: Self.values(study),
            claims: Self.claims(study))
    }
}

extension AblationFigure {
    var parameters: [Parameter] {
        let images = Self.panels.map(\.condition.family.images)
        return AblationCondition.parameters(of: Self.panels.map(\.condition))
            + (images.compactMap(\.testSamples) + images.compactMap(\.points)).unique
    }

    func needs(_ settings: Settings) -> Needs {
        Needs(jobs: Self.panels.map(\.condition).unique.flatMap { $0.jobs(settings) })
    }

    func chart(_ result: FigureResult) -> Chart? { chart(result, columns: 2) }

    /// A panel a plot, row by row.
    func chart(_ result: FigureResult, columns: Int, aspect: Double = 0.62) -> Chart {
        let showsBothEnds = result.panels.contains { $0.series.contains { $0.id == Order.highest(.entropy).id } }
        return Chart(
            panels: result.panels.map(\.ablationPanel), columns: columns, aspect: aspect,
            legend: Legend(.bottom, columns: showsBothEnds ? 2 : nil))
    }
}

extension PanelResult {
    fileprivate var ablationPanel: Panel {
        // In the legend a measure's two ends stand side by side. The random order is drawn over the others, thin as it is; all bands under
        // all lines.
        let drawn = (Measure.allCases.flatMap { [Order.lowest($0), .highest($0)] } + [.random]).compactMap { order in
            series.first { $0.id == order.id }.map { (order: order, series: $0) }
        }
        let curves = drawn.map { order, series in
            [Mark].curve(
                series, style: order.style, opacity: order == .random ? 0.22 : 0.13, names: ("accuracy", "lower", "upper"))
        }
        var marks = curves.map { $0[0] } + curves.map { $0[1] }
        let ink = SeriesStyle(.gray(0.05), marker: .circle, width: 1)
        for gaps in series where gaps.id == "stated-gaps" {
            let ends = zip(gaps["ordered"], gaps["random"])
            let label: RichText = "mean gap that the paper states (MG@*k*)"
            marks.append(
                .ranges(RangesMark(x: gaps["ablated"], low: ends.map(min), high: ends.map(max), style: ink, cap: 4, label: label)))
        }
        for point in series where point.id == "compared" {
            let label = RichText(plain: point.label)
            marks.append(.points(PointsMark(x: point["ablated"], y: point["accuracy"], style: ink, size: 5, label: label)))
        }
        return Panel(
            letter: printedLetter, title: RichText(plain: title),
            x: Axis("ablated neurons", domain: 0...(drawn.first?.series["ablated"].last ?? 1)),
            y: Axis("test accuracy", including: [0], format: .percent, group: "accuracy"), marks: marks)
    }
}

extension Order {
    fileprivate var style: SeriesStyle {
        switch self {
        case .random: SeriesStyle(.gray(0.5), width: 1.4)
        case .lowest(let measure): SeriesStyle(measure.color, width: 1.1)
        case .highest(let measure): SeriesStyle(measure.color, dash: .dashed, width: 1.1)
        }
    }
}
