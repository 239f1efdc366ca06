import Experiments

/// How ablation curves are drawn: a colour a measure, lowest first solid, highest first dashed, the random order in grey; a band of one
/// standard deviation; an upright bar where the paper states a mean gap.
enum AblationChart {
    /// A panel a plot, row by row.
    static func chart(_ result: FigureResult, columns: Int, width: Double = 504, aspect: Double = 0.62) -> Chart {
        Chart(panels: result.panels.map(panel), columns: columns, width: width, aspect: aspect, legend: Legend(.bottom))
    }

    private static func panel(_ panel: PanelResult) -> Panel {
        // The random order is drawn over the others, thin as it is.
        let curves = panel.series.filter { style(of: $0.id) != nil }.sorted { $0.id != "random" && $1.id == "random" }
        var marks: [Mark] = curves.map { series in
            .band(
                BandMark(
                    x: series["ablated"], lower: series["lower"], upper: series["upper"], color: style(of: series.id)!.color,
                    opacity: series.id == "random" ? 0.22 : 0.13))
        }
        marks += curves.map { series in
            .line(
                LineMark(
                    x: series["ablated"], y: series["accuracy"], style: style(of: series.id)!, label: RichText(plain: series.label))
            )
        }
        for series in panel.series where series.id == "stated-gaps" {
            marks.append(
                .ranges(
                    RangesMark(
                        x: series["ablated"], low: zip(series["ordered"], series["random"]).map(min),
                        high: zip(series["ordered"], series["random"]).map(max),
                        style: SeriesStyle(.gray(0.05), width: 1), cap: 4, label: "mean gap that the paper states (MG@*k*)")))
        }
        for series in panel.series where series.id == "compared" {
            marks.append(
                .points(
                    PointsMark(
                        x: series["ablated"], y: series["accuracy"], style: SeriesStyle(.gray(0.05), marker: .circle, width: 1),
                        size: 5,
                        label: RichText(plain: series.label))))
        }
        let neurons = curves.first?["ablated"].last ?? 1
        return Panel(
            letter: letter(panel.letter), title: RichText(plain: panel.title),
            x: Axis("ablated neurons", domain: 0...neurons),
            y: Axis("test accuracy", including: [0], format: .percent, group: "accuracy"), marks: marks)
    }

    /// "a" for "a" and "a1"; none for "a2", which stands beside it.
    private static func letter(_ id: String) -> String? {
        guard let layer = id.last?.wholeNumberValue else { return id }
        return layer == 1 ? String(id.dropLast()) : nil
    }

    private static func style(of id: String) -> SeriesStyle? {
        if id == "random" { return SeriesStyle(.gray(0.5), width: 1.4) }
        let parts = id.split(separator: "-", maxSplits: 1).map(String.init)
        guard parts.count == 2, let measure = AblationMeasure(rawValue: parts[1]) else { return nil }
        let color: Color =
            switch measure {
            case .entropy: Palette.categorical[0]
            case .mutualInformation: Palette.categorical[1]
            case .klSelectivity: Palette.categorical[3]
            }
        return SeriesStyle(color, dash: parts[0] == "highest" ? .dashed : .solid, width: 1.1)
    }
}
