import Charts
import Results
import Testing

@testable import Experiments

@Suite struct FigurePictureTests {
    private struct Drawn: Experiment {
        let identity = Identity(
            Paper(id: "p", folder: "P", title: "T", authors: "A", venue: "V", year: 2020), "Figure 1", "A line")
        let parameters: [Parameter] = []
        func needs(_ settings: Settings) -> Needs { Needs() }
        func compute(_ inputs: Inputs) throws -> FigureResult { result() }
        func chart(_ result: FigureResult) -> Chart? {
            Chart(
                title: "On MNIST",
                panels: [Panel(x: Axis("x"), y: Axis("y"), marks: [.line(LineMark(x: [0, 1], y: [0, 1], style: .series(0)))])])
        }
    }

    private func texts(_ data: [DataRecord]) -> [PlacedText] {
        var result = Drawn().result()
        result.data = data
        guard let chart = Drawn().picture(of: result) else { return [] }
        return ChartLayout(chart, measuring: RecordingCanvas()).allTexts
    }

    @Test("a picture of made data says so itself, above all panels; one of the paper's data does not")
    func remark() throws {
        let made = texts([
            DataRecord(name: "SZT", digest: "0", samples: 1),
            DataRecord(name: "Glyphs", standInFor: "MNIST", digest: "1", samples: 1),
            DataRecord(name: "Textures", standInFor: "CIFAR-10", digest: "2", samples: 1),
        ])
        let remark = try #require(made.first { $0.text.plain.hasPrefix("Stand-in data") })
        #expect(remark.text.plain == "Stand-in data: Glyphs, not MNIST; Textures, not CIFAR-10")
        let title = try #require(made.first { $0.text.plain == "On MNIST" })
        #expect(title.bounds.maxY <= remark.bounds.minY + 1)
        #expect(
            made.filter { $0.text.plain == "0.5" || $0.text.plain == "y" }.allSatisfy { $0.bounds.minY >= remark.bounds.maxY - 1 })
        let real = texts([DataRecord(name: "MNIST", digest: "1", samples: 1)])
        #expect(!real.isEmpty && !real.contains { $0.text.plain.contains("Stand-in") })
        #expect(real.first { $0.text.plain == "y" }!.bounds.minY < made.first { $0.text.plain == "y" }!.bounds.minY)
    }
}
