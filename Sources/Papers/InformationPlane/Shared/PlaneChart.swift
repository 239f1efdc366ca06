import Experiments

/// How an information plane is drawn: a path a layer, one colour a layer, the epoch readable along the path.
enum PlaneChart {
    /// H(X) and I(X;Y).
    typealias Corner = (input: Double, label: Double)

    /// A figure of planes in two columns. Its values `hx` and `ixy` are H(X) and I(X;Y), marked as the corner towards which layers drift.
    static func chart(_ result: FigureResult) -> Chart {
        let corner = corner(of: result)
        let deepest = result.panels.map(\.series.count).max() ?? 0
        return Chart(panels: result.panels.map { panel($0, corner: corner, deepest: deepest) }, columns: 2)
    }

    /// The result's values `hx` and `ixy`; nil where it has none.
    static func corner(of result: FigureResult) -> Corner? {
        result.value("hx").flatMap { hx in result.value("ixy").map { (input: hx, label: $0) } }
    }

    /// One plane, its columns named as `InformationPlane.series` names them.
    /// - Parameters:
    ///   - deepest: the layers of the chart's deepest network: all panels colour a layer alike. 0: this panel's.
    ///   - lastEpoch: where the shade is full; nil: at the panel's own last epoch.
    ///   - isSmall: one of many, with room for the paths alone: the layers' names stand in the legend only.
    static func panel(_ panel: PanelResult, corner: Corner?, deepest: Int = 0, lastEpoch: Double? = nil, isSmall: Bool = false)
        -> Panel
    {
        // One entry in the legend for both: words inside a plot would stand in the paths' way.
        let label: RichText = "*H*(*X*) and *I*(*X*; *Y*)"
        let limits =
            corner.map {
                [
                    Mark.rule(RuleMark(.vertical, at: $0.input, label: label)),
                    .rule(RuleMark(.horizontal, at: $0.label, label: label)),
                ]
            } ?? []
        let paths = panel.series.enumerated().map { index, series in
            // The shade runs along the logarithm of the epoch, so the initial weights, epoch 0, stand in the result only.
            let trained = series["epoch"].indices.filter { series["epoch"][$0] >= 1 }
            func drawn(_ column: String) -> [Double] { trained.map { series[column][$0] } }
            return Mark.epochPath(
                EpochPathMark(
                    x: drawn("ixt"), y: drawn("ity"), epochs: drawn("epoch"),
                    color: color(of: index, series, deepest: max(deepest, panel.series.count)),
                    markedEpochs: isSmall ? [] : EpochPathMark.usualMarks, fullShadeAt: lastEpoch ?? series["epoch"].last,
                    label: RichText(plain: series.label),
                    endLabel: isSmall ? nil : series.id == "output" ? "out" : RichText(plain: "\(index + 1)")))
        }
        return Panel(
            letter: isSmall ? panel.letter : panel.printedLetter, title: RichText(plain: panel.title),
            x: Axis("*I*(*X*; *T*) in bits", including: [0], ends: .padded, group: "x"),
            y: Axis("*I*(*T*; *Y*) in bits", including: [0, 1], ends: .padded, group: "y"), marks: limits + paths)
    }

    /// One colour a layer. Of deeper networks than the paper's usual one, the layers behind its five hidden ones are browns, the darker the
    /// deeper.
    static func color(of layer: Int, _ series: Series, deepest: Int) -> Color {
        let usual = PlaneNetworks.widths.count
        if series.id == "output" { return StyleSheet.output }
        if layer < usual { return Palette.categorical[layer] }
        let browns = ColorRamp([Color(hex: 0xC9A063), Color(hex: 0x7A4A1E), Color(hex: 0x1A1A1A)])
        return browns.color(at: Double(layer - usual) / Double(max(deepest - usual - 2, 1)))
    }
}
