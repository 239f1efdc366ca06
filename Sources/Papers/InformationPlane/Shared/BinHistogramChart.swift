import Experiments

/// How bin histograms are drawn: for each panel of the result three plots, one under the other, a plot an epoch.
enum BinHistogramChart {
    /// - Parameters:
    ///   - columns: panels side by side.
    ///   - aspect: a plot's height as a share of its breadth.
    ///   - color: of a panel's place in its row.
    static func chart(_ result: FigureResult, columns: Int, aspect: Double, color: (Int) -> Color) -> Chart {
        let values = Dictionary(uniqueKeysWithValues: result.values.map { ($0.id, $0.value) })
        let rows = stride(from: 0, to: result.panels.count, by: columns).map { first in
            Array(result.panels[first..<min(first + columns, result.panels.count)])
        }
        let panels = rows.flatMap { row in
            NetworkBins.Moment.allCases.flatMap { moment in
                row.enumerated().map { place, panel in plot(panel, moment, color(place), values) }
            }
        }
        return Chart(panels: panels, columns: columns, aspect: aspect, legend: Legend(.hidden))
    }

    private static func plot(
        _ panel: PanelResult, _ moment: NetworkBins.Moment, _ color: Color, _ values: [String: Double]
    ) -> Panel {
        guard let series = panel.series.first(where: { $0.id == moment.rawValue }) else {
            preconditionFailure("panel \(panel.letter) has no series '\(moment.rawValue)'")
        }
        let bins = values[BinHistogramResult.binsValue(panel.letter)].flatMap { Int(exactly: $0) } ?? series["from"].count
        let from = series["from"].prefix(bins)
        let to = series["to"].prefix(bins)
        let empty = values[BinHistogramResult.emptyValue(panel.letter, moment)].map { ", \(percent($0)) % empty" } ?? ""
        return Panel(
            letter: moment == .first ? panel.letter : nil,
            title: RichText(plain: "\(panel.title): \(series.label)\(empty)"),
            x: Axis("activation", ends: .padded, group: "x \(panel.letter)"),
            y: Axis(
                "count", scale: .symlog(linearWithin: 1), including: [0, 10_000], ends: .tight, format: .decimal(0),
                group: "y"),
            marks: [
                .histogram(
                    HistogramMark(
                        edges: from + to.suffix(1), heights: Array(series["activations"].prefix(bins)), style: SeriesStyle(color)))
            ])
    }

    /// Without digits after the point, but where these would make none of a few, or all of nearly all.
    private static func percent(_ value: Double) -> String {
        value.fixed((value > 0 && value < 1) || (value > 99 && value < 100) ? 1 : 0)
    }
}
