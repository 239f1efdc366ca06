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
    func chart(_ result: FigureResult, columns: Int, width: Double = 504, aspect: Double = 0.62) -> Chart {
        Chart(panels: result.panels.map(\.ablationPanel), columns: columns, width: width, aspect: aspect, legend: Legend(.bottom))
    }
}

extension PanelResult {
    fileprivate var ablationPanel: Panel {
        let drawn = series.compactMap { series in Order.both.first { $0.id == series.id }.map { (order: $0, series: series) } }
        // The random order is drawn over the others, thin as it is; all bands under all lines.
        let curves = (drawn.filter { $0.order != .random } + drawn.filter { $0.order == .random }).map { order, series in
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
        // The letter of "a" and "a1"; "a2" stands beside it.
        let isFirst = letter.last?.wholeNumberValue.map { $0 == 1 } ?? true
        return Panel(
            letter: isFirst ? String(letter.prefix(1)) : nil, title: RichText(plain: title),
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
