import CairoCanvas
import Datasets
import Foundation
import Papers
import Results
import TestSupport
import Testing

@testable import Experiments

/// What a picture file says that is taken out of its report: read by Debian's poppler-utils from the PDF of each figure's tracked result, as
/// if its images had been the stand-ins.
@Suite("Pictures of made data say so", .enabled(if: PDFReader.isInstalled, "pdftotext is not installed"))
struct StandInPictureTests {
    private static let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        .path

    /// The figures of the tracked baseline that are measured on images.
    private static let figures = Result {
        try Baseline(project: project, report: "quick").snapshot().figures.map(\.result).filter { result in
            result.data.contains { standIn(for: $0.name) != nil } && !result.panels.isEmpty
        }
    }

    /// What stands in for the data of that name; nil for data that nothing stands in for.
    private static func standIn(for name: String) -> String? {
        DatasetName(rawValue: name).flatMap { StandIn(for: $0) }?.rawValue
    }

    @Test("every figure on images, in the words that pdftotext finds in its PDF")
    func all() throws {
        let figures = try Self.figures.get()
        #expect(figures.count > 30)
        for var result in figures {
            var remarks: [String] = []
            for place in result.data.indices {
                let paper = result.data[place].name
                guard let name = Self.standIn(for: paper) else { continue }
                (result.data[place].standInFor, result.data[place].name) = (paper, name)
                remarks.append("\(name), not \(paper)")
            }
            let experiment = try #require(Registry.standard.experiments.first { $0.id == result.id })
            guard let chart = experiment.picture(of: result) else { continue }
            let pages = try PDFReader.pages(of: PictureFile.render(chart, as: .pdf, key: "", title: "\(result.id)"))
            // A long remark goes on in another line.
            let words = pages.joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for remark in ["Stand-in data: "] + remarks {
                #expect(words.contains(remark), "\(result.id) does not say '\(remark)': \(words.prefix(200))")
            }
        }
    }
}
