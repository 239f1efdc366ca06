import Charts
import Results

/// How an information plane is drawn: a path a layer, one colour a layer, the epoch readable along the path.
enum PlaneChart {
    /// A figure of planes in two columns. Its values `hx` and `ixy` are H(X) and I(X;Y), marked as the corner towards which layers drift.
    static func chart(_ result: FigureResult) -> Chart {
        let values = Dictionary(uniqueKeysWithValues: result.values.map { ($0.id, $0.value) })
        let corner = values["hx"].flatMap { hx in values["ixy"].map { (input: hx, label: $0) } }
        return Chart(panels: result.panels.map { panel($0, corner: corner) }, columns: 2)
    }

    /// One plane, its columns named as `InformationPlane.series` names them.
    static func panel(_ panel: PanelResult, corner: (input: Double, label: Double)?) -> Panel {
        var marks: [Mark] = []
        if let corner {
            // One entry in the legend for both: words inside a plot would stand in the paths' way.
            let label: RichText = "*H*(*X*) and *I*(*X*; *Y*)"
            marks.append(.rule(RuleMark(.vertical, at: corner.input, label: label)))
            marks.append(.rule(RuleMark(.horizontal, at: corner.label, label: label)))
        }
        for (index, series) in panel.series.enumerated() {
            // The shade runs along the logarithm of the epoch, so the initial weights, epoch 0, stand in the result only.
            let trained = series["epoch"].indices.filter { series["epoch"][$0] >= 1 }
            func drawn(_ column: String) -> [Double] { trained.map { series[column][$0] } }
            marks.append(
                .epochPath(
                    EpochPathMark(
                        x: drawn("ixt"), y: drawn("ity"), epochs: drawn("epoch"), color: Palette.categorical[index],
                        fullShadeAt: series["epoch"].last, label: RichText(plain: series.label),
                        endLabel: series.id == "output" ? "out" : RichText(plain: "\(index + 1)"))))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis("*I*(*X*; *T*) in bits", including: [0], ends: .padded, group: "x"),
            y: Axis("*I*(*T*; *Y*) in bits", including: [0, 1], ends: .padded, group: "y"), marks: marks)
    }
}
