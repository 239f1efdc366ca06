import Experiments

extension Figure2 {
    func chart(_ result: FigureResult) -> Chart? {
        Chart(panels: result.panels.map { Self.plot($0, ticks: result.panels[0].series[0]["kept"]) }, columns: 2, aspect: 0.7)
    }

    private static func plot(_ panel: PanelResult, ticks: [Double]) -> Panel {
        let mean = panel.series[0].columns[0].id
        let curves = panel.series.map { series in
            let style = Choice(rawValue: series.id)?.style ?? SeriesStyle(.gray(0))
            return [
                Mark.band(
                    BandMark(x: series["kept"], lower: series["low"], upper: series["high"], color: style.color, opacity: 0.12)),
                .line(
                    LineMark(
                        x: series["kept"], y: series[mean], style: style, label: RichText(plain: series.label),
                        showsMarkers: true)),
            ]
        }
        let random: [Mark] = mean == "gain" ? [.rule(RuleMark(.horizontal, at: 0, color: Choice.random.style.color))] : []
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis("neurons re-trained in each hidden layer", ends: .padded, ticks: .at(ticks), group: "kept"),
            y: mean == "gain" ? Axis("percentage points beyond random") : .percent("test accuracy", domain: nil, group: "accuracy"),
            marks: random + curves.map { $0[0] } + curves.map { $0[1] })
    }
}

extension Figure2.Choice {
    fileprivate var style: SeriesStyle {
        switch self {
        case .synergy: SeriesStyle(Palette.categorical[0], width: 1.8)
        case .random: SeriesStyle(.gray(0.35), dash: .dashed, marker: .square)
        case .mixture: SeriesStyle(Palette.categorical[1], dash: .dashDotted, marker: .triangle)
        case .anova: SeriesStyle(Palette.categorical[3], dash: .dotted, marker: .diamond)
        }
    }
}
