import Charts
import NumericCore
import Results

/// An information plane like those of the papers: a path a layer over the epochs of a training, as numbers and as a chart.
public enum PlaneFigure {
    public static let layers = 6
    public static let epochs = 600

    /// Four planes of six layers.
    /// - Parameters:
    ///   - number: names the figure and its numbers.
    ///   - replicates: trainings whose numbers stand beside those drawn.
    ///   - shift: added to every number of I(X;T).
    public static func result(_ number: Int, replicates: Int = 0, shift: Double = 0) -> FigureResult {
        FigureResult(
            id: FigureID(paper: "benchmark", figure: "fig\(number)"), title: "Information planes at four bin sizes",
            panels: ["a", "b", "c", "d"].enumerated().map { panel, letter in
                PanelResult(
                    letter: letter, title: "Bin size 0.07",
                    series: (0..<layers).map { series(layer: $0, seed: UInt64(number * 4 + panel), replicates, shift) })
            },
            values: [NamedValue(id: "hx", quantity: Quantity("entropy", symbol: "H(X)", unit: "bit"), value: 11.678, digits: 3)],
            settings: [SettingRecord(key: "epochs", name: "training length", paper: "8000", used: "\(epochs)")],
            claims: [
                Claim(
                    id: "rises", statement: "Layers drift to the top right.", source: "Section 2", origin: .number,
                    published: "11.678", quantity: "I(X;T) at the end, in bits", digits: 3,
                    parts: [.init(.networks([11.61, 11.63, 11.6]), .near(11.678, within: 0.1))])
            ], data: [DataRecord(name: "SZT", digest: String(repeating: "7", count: 64), samples: 4096)])
    }

    private static func series(layer: Int, seed: UInt64, _ replicates: Int, _ shift: Double) -> Series {
        let information = Quantity("information of input and layer", symbol: "I(X;T)", unit: "bit")
        let paths = (0...replicates).map { path(layer: layer, seed: seed, replicate: UInt64($0), shift) }
        return Series(
            id: "layer-\(layer + 1)", label: "Layer \(layer + 1)",
            index: Column(id: "epoch", quantity: Quantity("training epoch", unit: "epoch"), values: (1...epochs).map(Double.init)),
            columns: [
                Column(id: "ixt", quantity: information, values: paths[0].x, replicates: paths.dropFirst().map(\.x)),
                Column(id: "ity", quantity: information, values: paths[0].y, replicates: paths.dropFirst().map(\.y)),
            ])
    }

    private static func path(layer: Int, seed: UInt64, replicate: UInt64, _ shift: Double) -> (x: [Double], y: [Double]) {
        var random = SeededGenerator(seed: seed, purpose: "figure of layer \(layer)", index: replicate)
        var (x, y) = ([Double](), [Double]())
        for epoch in 1...epochs {
            let done = DeterministicMath.log(Double(epoch)) / DeterministicMath.log(Double(epochs))
            x.append(11.5 - Double(layer) * (0.4 + 1.2 * done) + 0.05 * random.normal() + shift)
            y.append(0.3 + 0.65 * done - 0.02 * Double(layer) + 0.005 * random.normal())
        }
        return (x, y)
    }

    /// The result's panels in two columns.
    public static func chart(_ result: FigureResult) -> Chart { Chart(panels: result.panels.map(panel), columns: 2) }

    /// One plane with as many paths as it has layers.
    public static func panel(_ panel: PanelResult) -> Panel {
        let label: RichText = "*H*(*X*) and *I*(*X*; *Y*)"
        var marks: [Mark] = [
            .rule(RuleMark(.vertical, at: 11.678, label: label)), .rule(RuleMark(.horizontal, at: 0.998, label: label)),
        ]
        for (layer, series) in panel.series.enumerated() {
            marks.append(
                .epochPath(
                    EpochPathMark(
                        x: series["ixt"], y: series["ity"], epochs: series["epoch"], color: Palette.categorical[layer],
                        label: RichText(plain: series.label), endLabel: RichText(plain: "\(layer + 1)"))))
        }
        return Panel(
            letter: panel.letter, title: RichText(plain: panel.title),
            x: Axis("*I*(*X*; *T*) in bits", including: [0], ends: .padded, group: "x"),
            y: Axis("*I*(*T*; *Y*) in bits", including: [0, 1], ends: .padded, group: "y"), marks: marks)
    }
}
