import Charts
import Testing

@Suite("Recorded drawings")
struct RecordingTests {
    private func record(_ chart: Chart) -> String {
        let canvas = RecordingCanvas()
        ChartRenderer.draw(chart, on: canvas, in: Rect(x: 10, y: 20, width: chart.width, height: 0))
        return canvas.record
    }

    @Test("lines with a band, a rule and a legend are drawn as recorded")
    func lines() throws {
        let xs: [Double] = [1, 10, 100, 1000]
        let marks: [Mark] = [
            .rule(RuleMark(.horizontal, at: 0.5, text: "chance")),
            .band(
                BandMark(
                    x: xs, lower: [0.4, 0.5, 0.7, 0.9], upper: [0.6, 0.7, 0.9, 1], color: Palette.categorical[0], label: "training")
            ),
            .line(LineMark(x: xs, y: [0.5, 0.6, 0.8, 0.95], style: .series(0), label: "training")),
            .line(LineMark(x: xs, y: [0.5, 0.55, .nan, 0.9], style: .series(1), label: "validation", showsMarkers: true)),
        ]
        let panels = ["a", "b"].map { letter in
            Panel(
                letter: letter, title: "tanh", x: Axis("Epoch", scale: .log10, ends: .tight, group: "x"),
                y: Axis("Accuracy", including: [0, 1], group: "y"), marks: marks)
        }
        try expectRecording("lines", record(Chart(panels: panels, columns: 2, width: 360)))
    }

    @Test("paths through a plane are drawn as recorded")
    func paths() throws {
        let epochs: [Double] = [1, 2, 5, 10, 50, 100, 1000, 8000]
        let marks = (0..<2).map { layer in
            let xs = epochs.indices.map { 5 + Double($0) * (1 - 0.4 * Double(layer)) }
            let ys = epochs.indices.map { 0.3 + 0.09 * Double($0) - 0.1 * Double(layer) }
            return Mark.epochPath(
                EpochPathMark(
                    x: xs, y: ys, epochs: epochs, color: Palette.categorical[layer], fullShadeAt: 8000,
                    label: RichText("Layer \(layer + 1)"), endLabel: "\(layer + 1)"))
        }
        let panel = Panel(
            title: "Bin size 0.07", x: Axis("*I*(*X*; *T*) in bits", including: [0], ends: .padded),
            y: Axis("*I*(*T*_1; *Y*) in bits", including: [0, 1], ends: .padded), marks: marks)
        try expectRecording("paths", record(Chart(panels: [panel], width: 260)))
    }

    @Test("signed bars, ranges, violins and points over names are drawn as recorded")
    func names() throws {
        let names: [RichText] = ["L_1", "L_2", "output"]
        let places: [Double] = [0, 1, 2]
        let bars = BarsMark(x: places, values: [1, -0.5, 2], style: .series(0), slot: 0, slots: 2, label: "Ω")
        let centers = places.indices.map(bars.center)
        let marks: [Mark] = [
            .region(RegionMark(x: 0.5...1.5, text: "bottleneck")), .bars(bars),
            .ranges(RangesMark(x: centers, low: [0.8, -0.7, 1.8], high: [1.2, -0.3, 2.2], style: .series(6))),
            .violin(
                ViolinMark(
                    x: 2.2, values: [-1, 0, 1], densities: [0.1, 1, 0.2], halfWidth: 0.2, minimum: -1, maximum: 1, mean: 0.1,
                    median: 0,
                    style: .series(1))),
            .points(PointsMark(x: [0.2, 1.2], y: [1.5, 1], style: .series(2), label: "single")),
            .note(NoteMark(x: 1.2, y: 1, text: "outlier", showsPoint: true)),
        ]
        let panel = Panel(x: Axis(scale: .categories(names)), y: Axis("Ω in nats"), marks: marks)
        try expectRecording("names", record(Chart(title: "Signed bars", panels: [panel], width: 240, legend: Legend(.right))))
    }

    @Test("a heat map and a histogram are drawn as recorded")
    func heat() throws {
        let heat = HeatMark(xEdges: [-1, 0, 1], yEdges: [0, 1, 2], values: [[0, 0.5], [1, .nan]], range: 0...1, label: "Share")
        let histogram = HistogramMark(edges: [-1, 0, 1], heights: [3, 5], style: .series(3), label: "counts")
        let panels = [
            Panel(letter: "a", x: Axis("Activation", ends: .tight), y: Axis("Neuron", ends: .tight), marks: [.heat(heat)]),
            Panel(letter: "b", x: Axis("Activation", ends: .tight), y: Axis("Samples"), marks: [.histogram(histogram)]),
        ]
        try expectRecording("heat", record(Chart(panels: panels, columns: 2, width: 300)))
    }

    @Test(
        "a histogram's outline is never broader than half a bin, so that narrow bins stay apart",
        arguments: [(20, 0.8), (500, 0.28)])
    func narrowBins(count: Int, most: Double) throws {
        let heights = (0..<count).map { Double($0 % 2) }
        let mark = HistogramMark(edges: (0...count).map(Double.init), heights: heights, style: .series(3))
        let record = record(Chart(panels: [Panel(x: Axis(ends: .tight), y: Axis(), marks: [.histogram(mark)])], width: 300))
        let stroke = try #require(record.split(separator: "\n").first { $0.hasPrefix("stroke #009e73") })
        let width = try #require(Double(stroke.split(separator: " ")[2]))
        #expect(width > 0.2 && width <= most)
    }

    @Test("drawing twice gives the same record, and a chart's size does not depend on where it is drawn")
    func repeatable() {
        var charts = RandomCharts(seed: 7)
        let chart = charts.chart()
        #expect(record(chart) == record(chart))
        let size = ChartRenderer.size(of: chart, measuring: RecordingCanvas())
        #expect(size == ChartLayout(chart, measuring: RecordingCanvas()).size)
        #expect(size.width == chart.width)
    }

    @Test("saves and restores are balanced, and nothing is drawn at a place that is no number")
    func balanced() {
        for seed in UInt64(0)..<60 {
            var charts = RandomCharts(seed: seed)
            let lines = record(charts.chart()).split(separator: "\n")
            #expect(lines.count { $0 == "save" } == lines.count { $0 == "restore" })
            #expect(!lines.contains { $0.contains("NaN") || $0.contains("∞") || $0.contains("nan") }, "seed \(seed)")
        }
    }
}
