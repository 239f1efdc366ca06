import Experiments

extension LayersClasses {
    func chart(_ result: FigureResult) -> Chart? {
        let gaps = result.panels.suffix(Self.conditions.count)
        let layers = result.panels.dropLast(Self.conditions.count).enumerated().map { place, panel in
            let size = panel.series[0]["size"].last ?? 0
            let narrow = size <= Double(OInformationNetworks.width)
            return Panel(
                letter: panel.letter, title: RichText(plain: panel.title),
                x: Axis(
                    "neurons of the multiplet", ticks: narrow ? .at([2, 5, 10, 15, 20]) : .at([2, 20, 40, 60, 80, 100]), grid: false
                ),
                y: Axis(
                    "Ω in bits", scale: narrow ? .linear : .symlog(linearWithin: 1), including: [0], group: "omega \(place / 3)"),
                marks: narrow ? OInformationSeries.bars(panel.series) : OInformationSeries.lines(panel.series))
        }
        return Chart(panels: layers + gaps.map(Self.gapPanel), columns: 3, aspect: 0.8)
    }

    private static func gapPanel(_ panel: PanelResult) -> Panel {
        var marks: [Mark] = [.rule(RuleMark(.horizontal, at: 0, color: .gray(0.2), dash: .solid, width: 0.6))]
        for (index, series) in panel.series.enumerated() {
            // A shade a layer; whole lines for redundancy and broken ones for synergy.
            var style = OInformationSeries.style(index % 2 == 0 ? "redundancy" : "synergy")
            style.color = style.color.withAlpha([0.35, 0.65, 1][min(index / 2, 2)])
            style.dash = index % 2 == 0 ? .solid : .dashed
            style.marker = [.circle, .square, .disc][min(index / 2, 2)]
            marks.append(
                .line(
                    LineMark(
                        x: series["size"], y: series["gain"], style: style, label: RichText(plain: series.label), showsMarkers: true
                    )))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis("neurons of the multiplet", ticks: .at([7, 8, 9, 10])),
            y: Axis("bits beyond greedy", including: [0]), marks: marks)
    }
}
