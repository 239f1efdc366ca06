import CairoCanvas
import Charts
import Files
import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Picture files")
struct PictureTests {
    private let formats: [PictureFile.Format] = [.png(scale: 2), .pdf, .svg(idPrefix: "fig-")]

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("the same chart gives the same bytes, whatever was drawn before")
    func sameBytes() throws {
        for format in formats {
            let first = try SampleCharts.all.map { try PictureFile.render($0.chart, as: format, key: "key", title: $0.name) }
            let again = try SampleCharts.all.reversed().map {
                try PictureFile.render($0.chart, as: format, key: "key", title: $0.name)
            }
            #expect(first == again.reversed())
        }
    }

    @Test("title and key stand in the picture's own metadata")
    func metadata() throws {
        let chart = SampleCharts.bars
        let png = try PictureFile.render(chart, as: .png(scale: 2), key: "3f2a", title: "Bars & names")
        #expect(PNGFile.texts(in: png) == ["Title": "Bars & names", "Software": "Refigure", "Refigure key": "3f2a"])
        let pdf = text(try PictureFile.render(chart, as: .pdf, key: "3f2a", title: "Bars & names"))
        #expect(pdf.contains("/Title (Bars & names)"))
        #expect(pdf.contains("/Keywords (Refigure key 3f2a)"))
        #expect(pdf.contains("/CreationDate (20000101000000"))
        let svg = text(try PictureFile.render(chart, as: .svg(idPrefix: "f-"), key: "3f2a", title: "Bars & <names>"))
        #expect(svg.contains("<title>Bars &amp; &lt;names&gt;</title>"))
        #expect(svg.contains("key=\"3f2a\""))
    }

    @Test("a PNG has its size in pixels, its density, and whole checksums in every chunk")
    func pngChunks() throws {
        let chart = SampleCharts.plane
        let size = ChartRenderer.size(of: chart, measuring: CairoCanvas.measuring())
        let png = try PictureFile.render(chart, as: .png(scale: 2), key: "k", title: "Größe Ω")
        let chunks = PNGFile.chunks(in: png)
        #expect(chunks.first?.type == "IHDR" && chunks.last?.type == "IEND")
        #expect(chunks.first { $0.type == "pHYs" }?.data == [0, 0, 0x16, 0x25, 0, 0, 0x16, 0x25, 1])
        #expect(PNGFile.texts(in: png)["Title"] == "Größe Ω")
        let image = try PixelImage(png: png)
        #expect(image.width == Int((size.width * 2).rounded(.up)) && image.height == Int((size.height * 2).rounded(.up)))
    }

    @Test("a PDF is vectors with embedded fonts")
    func pdfFonts() throws {
        let pdf = text(try PictureFile.render(SampleCharts.curves, as: .pdf, key: "k", title: "t"))
        #expect(pdf.hasPrefix("%PDF-"))
        #expect(pdf.contains("/FontFile"))
        #expect(!pdf.contains("/Subtype /Image"))
    }

    @Test("ids of an SVG begin with its prefix, every reference finds its id, and letters are outlines")
    func svgIDs() throws {
        let svg = text(try PictureFile.render(SampleCharts.plane, as: .svg(idPrefix: "plane-"), key: "k", title: "t"))
        let ids = svg.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        let references = svg.matches(of: /(?:href="#|url\(#)([^")]*)/).map { String($0.1) }
        #expect(!ids.isEmpty && Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.hasPrefix("plane-") })
        #expect(Set(references).isSubset(of: Set(ids)))
        #expect(!svg.contains("<text") && !svg.contains("<?xml") && !svg.contains("<image"))
        #expect(XMLParser(data: Data(svg.utf8)).parse())
    }

    @Test("a chart drawn at twice the scale has the same layout")
    func scale() throws {
        let canvas = CairoCanvas.measuring()
        let style = TextStyle(size: 8)
        let doubled = TextStyle(size: 16)
        for text: RichText in ["*I*(*X*; *T*_1) in bits", "10^{\u{2212}3}", "Accuracy"] {
            #expect(abs(canvas.measure(text, style: doubled).width - 2 * canvas.measure(text, style: style).width) < 0.02)
        }
    }

    @Test("words stay apart and on the page in the real font too")
    func realFont() {
        let canvas = CairoCanvas.measuring()
        for (name, chart) in SampleCharts.all {
            for form in [chart, chart.arranged(columns: 1, width: 200)] {
                let layout = ChartLayout(form, measuring: canvas)
                let page = Rect(x: 0, y: 0, width: layout.size.width, height: layout.size.height)
                let boxes = layout.allTexts.map(\.bounds)
                #expect(boxes.allSatisfy { page.contains($0, slack: 0.05) }, "\(name)")
                for (index, box) in boxes.enumerated() {
                    #expect(!boxes[(index + 1)...].contains { $0.overlaps(box) }, "\(name): \(layout.allTexts[index].text.plain)")
                }
            }
        }
    }

    @Test("a picture that Cairo cannot make is a fault, not a file")
    func impossible() {
        #expect(throws: Fault.self) { try PictureFile.render(SampleCharts.bars, as: .png(scale: 200), key: "k", title: "t") }
    }

    @Test("bytes that are no PNG are refused")
    func noPNG() {
        #expect(throws: Fault.self) { try PixelImage(png: Array("not a picture".utf8)) }
    }

    @Test(
        "pictures look as the tracked ones do",
        .enabled(if: PangoText.hasInter, "the tracked pictures are set in Inter, which is not installed"))
    func likeTracked() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Pictures")
        for (name, chart) in SampleCharts.all {
            let png = try PictureFile.render(chart, as: .png(scale: 1), key: "test", title: name)
            let place = folder.appendingPathComponent("\(name).png")
            guard let known = try? Data(contentsOf: place) else {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try Data(png).write(to: place)
                Issue.record("recorded Pictures/\(name).png: look at it, then run again")
                continue
            }
            let share = try PixelImage(png: png).share(differingFrom: PixelImage(png: Array(known)), by: 64)
            #expect(share < 0.01, "\(name): \(share * 100) % of the pixels differ; delete Pictures/\(name).png to record it anew")
        }
    }

    @Test("the tolerant comparison sees a changed curve")
    func comparisonSees() throws {
        let one = try PixelImage(png: try PictureFile.render(SampleCharts.bars, as: .png(scale: 1), key: "k", title: "t"))
        var changed = SampleCharts.bars
        guard case .bars(var mark) = changed.panels[0].marks[0] else { return }
        mark.values = mark.values.map { $0 * 0.8 }
        changed.panels[0].marks[0] = .bars(mark)
        let other = try PixelImage(png: try PictureFile.render(changed, as: .png(scale: 1), key: "k", title: "t"))
        #expect(one.share(differingFrom: one, by: 0) == 0)
        #expect(one.share(differingFrom: other, by: 64) > 0.01)
    }
}
