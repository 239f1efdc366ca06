import CairoCanvas
import Charts
import Foundation
import Testing

@testable import Reports

@Suite struct PagePlotsTests {
    private func plots(_ panels: [Panel]) throws -> [[String: Any]] {
        let chart = Chart(panels: panels, columns: 2)
        let text = PagePlots(chart, ChartLayout(chart, measuring: CairoCanvas.measuring())).text
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    }

    private func line(_ color: UInt32, _ name: RichText?, dash: Dash = .solid) -> Mark {
        .line(LineMark(x: [1, 10, 100], y: [0, 1, 0.5], style: SeriesStyle(Color(hex: color), dash: dash), label: name))
    }

    @Test("a plot says where it lies, what its axes are, and whose its colours are; a label stands once")
    func plot() throws {
        let x = Axis("epoch", scale: .log10, domain: 1...100)
        let panel = Panel(
            letter: "a", title: "\"Quoted\" \\ title", x: x, y: Axis("*I*(*X*; *T*) in bits", domain: 0...1.5),
            marks: [
                line(0x1B5E9B, "Layer \"1\""), line(0x1B5E9B, "Layer 2", dash: .dashed), line(0xD55E00, "x"), line(0xD55E00, "y"),
            ])
        let found = try plots([panel, panel])
        #expect(found.count == 2)
        #expect(found[0]["x"] as? [NSObject] == [1 as NSNumber, 1 as NSNumber, 100 as NSNumber, "epoch" as NSString])
        #expect(found[0]["y"] as? [NSObject] == [0 as NSNumber, 0 as NSNumber, 1.5 as NSNumber, "I(X; T) in bits" as NSString])
        #expect((found[1]["x"] as? [Any])?.count == 3)
        // Two names of one colour tell nothing.
        #expect(found[0]["s"] as? [String: String] == ["1b5e9b": "Layer \"1\"", "1b5e9b-": "Layer 2"])
        let places = try found.map { try #require($0["p"] as? [Double]) }
        #expect(places[0][2] > 50 && places[0][3] > 30 && places[1][0] > places[0][0] + places[0][2])
    }

    @Test("a panel with names on an axis, or one bent at zero, is left out")
    func leftOut() throws {
        let names = Panel(x: Axis("kind", scale: .categories(["a", "b"])), y: Axis("y"), marks: [line(0, nil)])
        let bent = Panel(x: Axis("x", scale: .symlog(linearWithin: 1)), y: Axis("y"), marks: [line(0, nil)])
        let chart = Chart(panels: [names, bent], columns: 2)
        #expect(PagePlots(chart, ChartLayout(chart, measuring: CairoCanvas.measuring())).text.isEmpty)
    }
}
