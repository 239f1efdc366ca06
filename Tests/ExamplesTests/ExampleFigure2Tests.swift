import DataFiles
import Experiments
import Foundation
import Networks
import Testing

@Test("the README's figure computes its curve and band and draws it")
func readmeFigure() throws {
    let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    let figure = Figure2()
    let library = DataLibrary(folder: "\(project)/data", environment: nil, network: .never)
    let inputs = Inputs(
        settings: Settings(figure.parameters), trajectory: { try Trainer().train($0, on: library.load($0.data).split) },
        data: library.load)
    let result = try figure.compute(inputs)
    let series = try #require(result.panels.first?.series.first)
    #expect(series["epoch"].count == 201)
    #expect(series["mean"].last! > 0.8)
    #expect(figure.chart(result)?.panels.count == 1)
}
