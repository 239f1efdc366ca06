import Charts
import Testing

@Suite("Names beside lines' ends")
struct SpreadTests {
    private func ends(_ values: [Double]) -> [Double] {
        let marks = values.enumerated().map { index, value in
            Mark.line(LineMark(x: [0, 1], y: [0, value], style: .series(index), endLabel: "line \(index)"))
        }
        let panel = Panel(x: Axis(ends: .tight), y: Axis(domain: 0...1), marks: marks)
        let texts = ChartLayout(Chart(panels: [panel], width: 200), measuring: RecordingCanvas()).panels[0].innerTexts
        return (0..<values.count).compactMap { index in texts.first { $0.text.plain == "line \(index)" }?.origin.y }
    }

    @Test("names stand at their lines' ends where these are far apart")
    func apart() {
        let y = ends([0.2, 0.8])
        #expect(y.count == 2 && y[0] > y[1] + 30)
    }

    @Test("names of lines that end together are moved apart, in the order of the ends")
    func together() {
        let y = ends([0.5, 0.501, 0.502, 0.503])
        #expect(y.count == 4)
        for (lower, upper) in zip(y, y.dropFirst()) { #expect(lower - upper > 6.5) }
    }

    @Test("names stay beside the plot where lines end at its edge")
    func edge() {
        let y = ends([1, 0.999, 0.998])
        #expect(y.count == 3 && (y.min() ?? -1) > 0)
    }
}
