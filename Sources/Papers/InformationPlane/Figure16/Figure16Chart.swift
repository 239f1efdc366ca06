import Experiments

extension Figure16 {
    /// Both bounds over the whole plane with the layers, and below them their left ends with the example levels.
    static func drawing(_ result: FigureResult) -> Chart {
        let whole = result.panels.map { panel($0, letter: $0.letter, title: $0.title, reach: nil) }
        let ends = result.panels.enumerated().map { index, source in
            panel(
                source, letter: ["c", "d"][index], title: "\(source.title): the left end", reach: [2.0, 3.0][index])
        }
        return Chart(panels: whole + ends, columns: 2)
    }

    /// - Parameter reach: the greatest I(X;T) shown; nil: all.
    private static func panel(_ panel: PanelResult, letter: String, title: String, reach: Double?) -> Panel {
        var marks: [Mark] = []
        var layers = 0
        for series in panel.series {
            switch series.id {
            case "bound":
                marks.append(
                    .line(
                        LineMark(
                            x: series["ixt"], y: series["ity"], style: SeriesStyle(.gray(0.1), width: 1.3), label: "bound")))
            case "iterations":
                marks.append(
                    .points(
                        PointsMark(
                            x: series["ixt"], y: series["ity"],
                            style: SeriesStyle(.gray(0.35), marker: .circle), size: 3,
                            label: "Blahut-Arimoto iterations")))
            case let id where id.hasPrefix("level-"):
                marks.append(
                    .line(
                        LineMark(
                            x: series["ixt"], y: series["ity"], style: SeriesStyle(.gray(0.35), dash: .dotted, width: 0.9),
                            label: "example levels")))
            default:
                let style = SeriesStyle(
                    Palette.categorical[layers % Palette.categorical.count],
                    marker: [.disc, .square, .triangle, .diamond][layers % 4])
                for network in others(series) {
                    marks.append(.points(PointsMark(x: network.x, y: network.y, style: style, size: 3, opacity: 0.35)))
                }
                marks.append(
                    .points(
                        PointsMark(
                            x: series["ixt"], y: series["ity"], style: style, size: 5, label: RichText(plain: series.label))))
                layers += 1
            }
        }
        return Panel(
            letter: letter, title: RichText(plain: title),
            x: Axis("*I*(*X*; *T*) in bits", domain: reach.map { 0...$0 }, including: [0, 12]),
            y: Axis("*I*(*T*; *Y*) in bits", domain: 0...1.1, ticks: .at([0, 0.2, 0.4, 0.6, 0.8, 1]), group: "y"), marks: marks)
    }

    /// The networks that are not drawn large.
    private static func others(_ series: Series) -> [(x: [Double], y: [Double])] {
        func replicates(_ id: String) -> [[Double]] { series.columns.first { $0.id == id }?.replicates ?? [] }
        return zip(replicates("ixt"), replicates("ity")).dropFirst().map { ($0, $1) }
    }
}
