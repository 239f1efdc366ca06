import Charts
import Results

/// How an information plane is drawn: a path a layer, one colour a layer, the epoch readable along the path.
enum PlaneChart {
    /// - Parameters:
    ///   - limits: H(X) and I(X;Y), marked as the corner towards which the layers drift.
    static func panel(_ panel: PanelResult, limits: (input: Double, label: Double)?) -> Panel {
        var marks: [Mark] = []
        if let limits {
            marks.append(.rule(RuleMark(.vertical, at: limits.input, text: "*H*(*X*)")))
            marks.append(.rule(RuleMark(.horizontal, at: limits.label, text: "*I*(*X*; *Y*)")))
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
            x: Axis("*I*(*X*; *T*) in bits", including: [0], ends: .padded, ticks: .at([0, 2, 4, 6, 8, 10, 12]), group: "x"),
            y: Axis("*I*(*T*; *Y*) in bits", including: [0, 1], ends: .padded, group: "y"), marks: marks)
    }
}
