import CairoCanvas
import Charts
import Foundation
import Papers
import Results
import Testing

@testable import Experiments

@Suite("Pictures of kept results") struct BaselinePictureTests {
    private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL.path(percentEncoded: false)

    /// `refigure diff` draws the side that is kept, and a baseline keeps a few of a long curve's points, or of a histogram's bins.
    @Test("each figure's kept result can be drawn, of whose series only some points are there")
    func drawn() throws {
        for kept in [Baseline(project: Self.project, report: "quick"), .published(in: Self.project)] {
            let figures = try kept.snapshot().figures
            #expect(figures.count > 40)
            for figure in figures {
                let experiment = try #require(try Registry.standard.matching("\(figure.result.id)").first)
                guard let chart = experiment.picture(of: figure.result) else { continue }
                #expect(!ChartLayout(chart, measuring: RecordingCanvas()).allTexts.isEmpty, "\(figure.result.id)")
            }
        }
    }
}
