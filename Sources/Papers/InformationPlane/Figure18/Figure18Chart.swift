import Experiments

extension Figure18 {
    static func drawing(_ result: FigureResult) -> Chart {
        Chart(panels: [function(result.panels[0]), shares(result.panels[1])], columns: 2, aspect: 0.85)
    }

    private static func function(_ panel: PanelResult) -> Panel {
        var marks: [Mark] = []
        for series in panel.series where series.id == "borders" {
            for border in series["y"] {
                marks.append(.rule(RuleMark(.horizontal, at: border, color: .gray(0.45), dash: .dotted, width: 0.6)))
            }
        }
        for series in panel.series {
            let label = RichText(plain: series.label)
            switch series.id {
            case "function":
                marks.append(
                    .line(
                        LineMark(
                            x: series["x"], y: series["y"], style: SeriesStyle(Palette.categorical[0], width: 1.6), label: label)))
            case "binned":
                marks.append(
                    .line(
                        LineMark(
                            x: series["x"], y: series["y"], style: SeriesStyle(Palette.categorical[1], width: 0.9), label: label)))
            case "samples":
                marks.append(
                    .points(
                        PointsMark(
                            x: series["x"], y: series["y"], style: SeriesStyle(.gray(0.1), marker: .circle), size: 3, opacity: 0.6,
                            label: label)))
            default: break
            }
        }
        let reach = panel.series[0]["x"].last ?? 1
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis("sum of the inputs", domain: -reach...reach, grid: false),
            y: Axis("activation", domain: -1.08...1.08, ticks: .at([-1, -0.5, 0, 0.5, 1]), grid: false), marks: marks)
    }

    private static func shares(_ panel: PanelResult) -> Panel {
        let marks = panel.series.enumerated().map { index, series in
            Mark.bars(
                BarsMark(
                    x: series["bin"], values: series["share"], style: SeriesStyle(Palette.categorical[index == 0 ? 0 : 3]),
                    slot: index, slots: panel.series.count, label: RichText(plain: series.label)))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis("bin, from −1 to 1", ticks: .at(panel.series[0]["bin"]), format: .decimal(0), grid: false),
            y: Axis("share of the samples", including: [0], format: .percent), marks: marks)
    }
}
