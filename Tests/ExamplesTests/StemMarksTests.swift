// listing: example-mark-test
import Charts
import Testing

@Suite struct StemMarksTests {
    @Test("each value has its stem, down to the base on either side")
    func drawn() {
        let stems = Mark.stems(x: [1, 2, 3], values: [0.4, -0.2, 0.7], style: .series(0))
        let canvas = RecordingCanvas()
        let chart = Chart(panels: [Panel(x: Axis("unit"), y: Axis("selectivity"), marks: stems)], width: 240)
        ChartRenderer.draw(chart, on: canvas, in: Rect(x: 0, y: 0, width: 240, height: 0))
        let color = "#0072b2"
        #expect(canvas.lines.count { $0.hasPrefix("stroke \(color) 0.7") } == 3)
        #expect(canvas.lines.count { $0.hasPrefix("fill \(color)") } == 3)
    }
}
// end of listing
