import Charts
import Foundation
import Reports
import Results
import Testing

@Suite("The page about what changed")
struct DiffPageTests {
    private static let id = FigureID(paper: "paper", figure: "fig1")

    /// - Parameter move: added to every network's curve.
    private func result(_ id: FigureID = id, move: Double = 0, spread: Double = 0.015625, score: Double = 0.9, rate: String = "0.1")
        -> FigureResult
    {
        let curves = (0..<3).map { network in (0..<20).map { Double($0 * (40 - $0)) / 512 + spread * Double(network) + move } }
        let series = Series(
            id: "layer-1", label: "Layer <1>",
            index: Column(id: "epoch", quantity: Quantity("training epoch", unit: "epoch"), values: (0..<20).map(Double.init)),
            columns: [
                Column(
                    id: "ixt", quantity: Quantity("information", symbol: "I(X;T)", unit: "bit"), values: curves[0],
                    replicates: curves)
            ])
        return FigureResult(
            id: id, title: "Planes & *stars*", panels: [PanelResult(letter: "a", title: "Bins", series: [series])],
            values: [NamedValue(id: "score", quantity: Quantity("accuracy"), value: score, digits: 2)],
            settings: [SettingRecord(key: "rate", name: "learning rate", paper: nil, used: rate)])
    }

    private func build(_ old: [FigureResult], _ new: [FigureResult], pictures: PictureDiff? = nil) throws -> (
        diff: ReportDiff, built: BuiltDiff
    ) {
        func snapshot(_ name: String, _ results: [FigureResult]) -> ReportSnapshot {
            ReportSnapshot(name: name, figures: results.map { FigureSnapshot(result: $0, inputs: []) })
        }
        let (before, after) = (snapshot("the <old> one", old), snapshot("reports/new", new))
        var diff = ReportDiff(old: before, new: after)
        if let pictures { diff.add(pictures, to: Self.id) }
        let drawing = Array("<svg viewBox=\"0 0 10 5\" xmlns=\"http://www.w3.org/2000/svg\"></svg>".utf8)
        let content = DiffContent(
            diff: diff, old: before, new: after, drawings: pictures == nil ? [:] : [Self.id: .init(old: drawing, new: drawing)],
            chart: { _ in SampleContent.chart })
        return (diff, try DiffBuilder(templatesFolder: SampleContent.templates).build(content))
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("equal reports give a page that says so and has no picture")
    func nothing() throws {
        let (_, built) = try build([result()], [result()])
        #expect(built.markdown.contains("**Nothing differs.**") && built.pictures.isEmpty)
        #expect(!text(built.html).contains("<img"))
    }

    @Test("a changed setting stands before everything else, with both values")
    func settingsFirst() throws {
        let (_, built) = try build([result()], [result(move: 0.5, rate: "0.2")])
        let setting = try #require(built.markdown.range(of: "| learning rate (rate) | 0.1 | 0.2 | all |"))
        let figure = try #require(built.markdown.range(of: "I(X;T)"))
        #expect(setting.lowerBound < figure.lowerBound)
    }

    @Test("a changed figure is drawn old over new with the difference below, then before and now side by side, with numbers")
    func changed() throws {
        let (diff, built) = try build([result()], [result(move: 0.5)])
        #expect(diff.figures[0].verdict == .changed)
        #expect(
            built.pictures.map(\.path) == [
                "diff/paper-fig1-overlay-1.svg", "diff/paper-fig1-before.svg", "diff/paper-fig1-now.svg",
            ])
        for picture in built.pictures { #expect(built.markdown.contains("](\(picture.path))")) }
        #expect(text(built.html).components(separatedBy: "src=\"data:image/svg+xml;base64,").count == 4)
        #expect(built.markdown.contains("| a, Layer \\<1\\> | I(X;T) in bit | changed |"))
        #expect(built.markdown.contains("| 0.5 | 0.5 | 0 |"))
    }

    @Test("figures that moved within the seeds' noise are listed without pictures")
    func noise() throws {
        let (diff, built) = try build([result()], [result(spread: 0.017)])
        #expect(diff.figures[0].verdict == .withinSeedNoise && built.pictures.isEmpty)
        #expect(built.markdown.contains("within seed noise"))
    }

    @Test("where only the pictures differ both are shown with the share of pixels, and nothing is laid over")
    func picturesOnly() throws {
        let (_, built) = try build([result()], [result()], pictures: PictureDiff(pixelShare: 0.0123))
        #expect(built.markdown.contains("1.23 % of the pixels differ"))
        #expect(built.pictures.map(\.path) == ["diff/paper-fig1-before.svg", "diff/paper-fig1-now.svg"])
        #expect(built.markdown.contains("**identical numbers**: picture differs"))
    }

    @Test("the page is one file that needs nothing else, and the same content gives the same bytes")
    func whole() throws {
        let (_, built) = try build([result()], [result(move: 0.5, score: 0.8), result(FigureID(paper: "paper", figure: "fig2"))])
        let again = try build([result()], [result(move: 0.5, score: 0.8), result(FigureID(paper: "paper", figure: "fig2"))]).built
        #expect(built == again)
        let html = text(built.html)
        #expect(!html.contains("<script src") && !html.contains("src=\"http") && !html.contains("href=\"http"))
        #expect(html.contains("the &lt;old&gt; one") && html.contains("Planes &amp; *stars*"))
        #expect(built.markdown.contains("| accuracy (score) | 0.9000 | 0.8000 | changed |"))
        #expect(built.markdown.contains("the figure is new"))
    }
}
