import CairoCanvas
import DataFiles
import Experiments
import Files
import Foundation
import Networks
import Papers
import Reports
import Results
import Testing

@Suite("The worked example of a figure")
struct ExampleFigure1Tests {
    private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The result of a short run, with what the runner adds to it.
    private func result() throws -> FigureResult {
        let figure = Figure1()
        let settings = Settings(figure.parameters, given: ["epochs": .integer(5), "networks": .integer(2)])
        let library = DataLibrary(folder: "\(Self.project)/data", environment: nil, network: .never)
        let inputs = Inputs(
            settings: settings, trajectory: { try Trainer().train($0, on: library.load($0.data).split) }, data: library.load)
        var result = try figure.compute(inputs)
        result.settings = settings.records
        return result
    }

    @Test("the figure is computed from trained networks, the same numbers each time")
    func compute() throws {
        let result = try result()
        let series = try #require(result.panels.first?.series.first)
        #expect(series["epoch"] == [0, 1, 2, 3, 4, 5])
        #expect(series.columns[0].replicates.count == 2)
        #expect(series.columns[0].replicates[0] != series.columns[0].replicates[1])
        #expect(try self.result() == result)
    }

    @Test("the registry takes the figure, and its place among the sources is where the example says")
    func registered() throws {
        let registry = Registry(Registry.standard.experiments + [Figure1()])
        let figure = try #require(registry.matching("example/*").first)
        #expect(figure.source == FigureSource(paper: "Example", figure: "Figure1"))
    }

    @Test("its template makes a section of a report, with its picture, value and verdict")
    func template() throws {
        let templates = NSTemporaryDirectory() + "refigure-example-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: templates) }
        try FileManager.default.copyItem(atPath: "\(Self.project)/templates", toPath: templates)
        try FileManager.default.copyItem(
            atPath: "\(Self.project)/Tests/ExamplesTests/Templates/example-fig1.md", toPath: "\(templates)/figures/example-fig1.md")
        let figure = Figure1()
        let result = try result()
        let report = ReportContent(
            name: "example", title: "Example", introduction: "",
            papers: [Reports.Paper(id: "example", title: "An example", citation: Experiments.Paper.example.citation)],
            entries: [
                ReportEntry(
                    id: figure.id, label: figure.label, title: figure.title,
                    outcome: .success(
                        result, figure.chart(result),
                        files: FigureFiles(json: "a.json", png: "a.png", pdf: "a.pdf", svg: "a.svg"), key: "0123456789abcdef"),
                    rebuildCommand: "refigure run example/fig1")
            ], rebuildCommand: "make report")
        let markdown = try ReportBuilder(templatesFolder: templates).build(report).markdown
        #expect(markdown.contains("mean over 2 networks"))
        #expect(markdown.contains("After 5 epochs"))
        #expect(markdown.contains("The networks learn the task."))
    }
}
