import CairoCanvas
import Charts
import Testing

@Suite("The code of the article \"A chart as a value\"")
struct AChartAsAValue {
    private func accuracyChart() -> Chart {
        // listing: chart-value
        let epochs: [Double] = [1, 10, 100, 1000]
        let style = SeriesStyle.series(0)
        let panel = Panel(
            x: Axis("epoch", scale: .log10),
            y: Axis("accuracy", domain: 0.5...1),
            marks: [
                .rule(RuleMark(.horizontal, at: 0.95, text: "published")),
                .band(BandMark(x: epochs, lower: [0.5, 0.58, 0.86, 0.93], upper: [0.54, 0.7, 0.92, 0.97], color: style.color)),
                .line(LineMark(x: epochs, y: [0.52, 0.64, 0.89, 0.95], style: style, label: "validation")),
            ])
        let chart = Chart(title: "A tanh network learns", panels: [panel], width: 340)
        // end of listing
        return chart
    }

    @Test("equal charts give equal pictures, whatever the format")
    func pictures() throws {
        let chart = accuracyChart()
        // listing: chart-picture
        let pdf = try PictureFile.render(chart, as: .pdf, key: "accuracy-1", title: "A tanh network learns")
        let png = try PictureFile.render(chart, as: .png(scale: 2), key: "accuracy-1", title: "A tanh network learns")
        // end of listing
        #expect(pdf == (try PictureFile.render(accuracyChart(), as: .pdf, key: "accuracy-1", title: "A tanh network learns")))
        #expect(png.starts(with: [137, 80, 78, 71]))
    }

    @Test("a chart can be looked at, changed and drawn without a picture")
    func values() {
        let chart = accuracyChart()
        // listing: chart-change
        var changed = chart
        changed.theme.grid = .white
        changed.panels[0].y.domain = 0...1
        let forPhones = changed.arranged(columns: 1, width: 270)
        // end of listing
        #expect(forPhones.width == 270 && forPhones.panels[0].y.domain == 0...1)
        #expect(changed != chart)

        // listing: chart-record
        let canvas = RecordingCanvas()
        ChartRenderer.draw(chart, on: canvas, in: Rect(x: 0, y: 0, width: 340, height: 0))
        let words = canvas.lines.filter { $0.hasPrefix("text") }
        // end of listing
        #expect(words.contains { $0.contains("\"published\"") })
        #expect(words.contains { $0.contains("validation") })
    }
}
