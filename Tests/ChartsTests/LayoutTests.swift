import Charts
import Testing

@Suite("Layout")
struct LayoutTests {
    @Test("words never touch each other and never leave the page, on four hundred random charts", arguments: 0..<8)
    func wordsStayApart(block: Int) {
        for seed in UInt64(block * 50)..<UInt64(block * 50 + 50) {
            var charts = RandomCharts(seed: seed)
            let chart = charts.chart()
            let layout = ChartLayout(chart, measuring: RecordingCanvas())
            let faults = chart.faults(of: layout)
            #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(3))")
        }
    }
}
