import Experiments

extension Figure19 {
    static func drawing(_ result: FigureResult) -> Chart {
        let densities = result.panels.prefix(2).enumerated().map { density($1, Legend($0 == 0 ? .hidden : .inside)) }
        let size = errors(result.panels[2], index: "size", Axis("bin size in standard deviations", scale: .log10, ends: .tight))
        let count = errors(result.panels[3], index: "samples", Axis("samples", scale: .log10, ends: .tight))
        return Chart(panels: densities + [size, count], columns: 2, aspect: 0.75)
    }

    /// The two densities have one legend, in the free corner of the second.
    private static func density(_ panel: PanelResult, _ legend: Legend) -> Panel {
        let bins = panel.series[0]
        let curve = panel.series[1]
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis("value in standard deviations", domain: -4...4), y: Axis("density", domain: 0...0.45, group: "density"),
            marks: [
                .histogram(
                    HistogramMark(
                        edges: bins["edge"], heights: Array(bins["height"].dropLast()),
                        style: SeriesStyle(Palette.categorical[2].withAlpha(0.7)), label: "density by bins")),
                .line(LineMark(x: curve["x"], y: curve["density"], style: SeriesStyle(.gray(0.1), width: 1.3), label: "density")),
            ], aspect: 0.5, legend: legend)
    }

    /// Mean magnitudes of the error with their bands, on logarithmic axes.
    private static func errors(_ panel: PanelResult, index: String, _ x: Axis) -> Panel {
        var marks: [Mark] = []
        for (place, series) in panel.series.enumerated() {
            let isUnlimited = series.id == "unlimited"
            let style = isUnlimited ? SeriesStyle(.gray(0.1), dash: .dashed, width: 1.5) : SeriesStyle.series(place).dashed(.solid)
            if !isUnlimited {
                marks.append(
                    .band(BandMark(x: series[index], lower: series["low"], upper: series["high"], color: style.color)))
            }
            marks.append(
                .line(
                    LineMark(
                        x: series[index], y: series["error"], style: style, label: RichText(plain: series.label),
                        showsMarkers: !isUnlimited)))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title), x: x,
            y: Axis("error in bits", scale: .log10, domain: 0.0001...20, group: "error"), marks: marks, legend: Legend(.bottom))
    }
}
