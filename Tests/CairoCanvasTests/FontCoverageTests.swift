import CairoCanvas
import Charts
import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct FontCoverageTests {
    @Test("letters that a font has are not missing, one that none has and those for private use are, once")
    func missing() {
        #expect(FontCoverage.missing(in: "Plain words, ½ × λ ≤ ∑ ✓ ◐ ✗ ○ „ü“\n\u{200B}\u{FE0F}\u{1}") == [])
        #expect(FontCoverage.missing(in: "a\u{F8ABC}b\u{F8ABC}\u{378}") == ["\u{378}", "\u{F8ABC}"])
        // Inter has a sign of its own for the first.
        #expect(FontCoverage.missing(in: "a\u{E000}b") == ["\u{E000}"])
    }

    @Test("a notice names the letters and the package that has them")
    func notice() {
        #expect(FontCoverage.notice([], place: "x") == nil)
        #expect(
            FontCoverage.notice(["漢"], place: "report.pdf")
                == "no font here has 漢 (U+6F22): boxes stand for them in report.pdf; install fonts-noto-cjk")
        let many = FontCoverage.notice(["ሀ", "ሁ", "한", "漢", "字", "😀", "𠀀"], place: "x") ?? ""
        #expect(many.contains("ሀ (U+1200), ሁ (U+1201)") && many.contains(" and 2 more"))
        #expect(many.hasSuffix("install fonts-noto-cjk and fonts-noto-color-emoji and fonts-noto-core"))
        #expect(
            FontCoverage.notice(["漢", "\u{E123}"], place: "x")
                == "no font here has 漢 (U+6F22): boxes stand for them in x; install fonts-noto-cjk; U+E123 is for private use: "
                + "each font has signs of its own for that, or boxes, in x; write what it stands for")
    }

    @Test("a chart's letters are those of all its words")
    func letters() {
        let chart = Chart(title: "ß", panels: [Panel(title: "ä", x: Axis("ö"), y: Axis("ü"), marks: [])])
        for letter in "äöüß" { #expect(FontCoverage.letters(of: chart).contains(letter)) }
    }

    @Test("control characters in titles and labels leave every picture's file whole")
    func controls() throws {
        let noncharacter = try #require(Unicode.Scalar(0x10FFFF as UInt32))
        let title = "a\u{1B}[31m \u{0}\u{1}\(noncharacter) <&>\""
        let chart = Chart(
            panels: [Panel(title: RichText(plain: title), x: Axis(RichText(plain: title)), y: Axis("y"), marks: [])], width: 200)
        let svg = try PictureFile.render(chart, as: .svg(idPrefix: ""), key: title, title: title)
        #expect(XMLParser(data: Data(svg)).parse())
        let png = try PictureFile.render(chart, as: .png(scale: 1), key: "k", title: title)
        #expect(PNGFile.texts(in: png)["Title"] == "a\u{FFFD}[31m \u{FFFD}\u{FFFD}\u{FFFD} <&>\"")
        #expect(try PictureFile.render(chart, as: .pdf, key: "k", title: title).starts(with: Array("%PDF".utf8)))
    }

    @Test("links in a PDF may hold any letters, and control characters do no harm")
    func links() throws {
        let document = PDFDocument(pageSize: Size(200, 200), information: .init(title: "a\u{1}\nb"))
        document.beginPage()
        let noncharacter = try #require(Unicode.Scalar(0xFDD0 as UInt32))
        for address in ["https://example.org/ü?a='b'\\", "https://example.org/a b\n\u{1}", "https://example.org/a_(b"] {
            TypesetBlock(
                TypesetText("link\u{2}\(noncharacter)", .init(size: 10, link: .address(address))), width: nil, in: document
            )
            .draw(at: Point(10, 100), on: document)
        }
        let text = PDFObjects.text(of: try document.finish())
        #expect(text.contains("/URI (https://example.org/%C3%BC?a='b'%5C)"))
        #expect(text.contains("/URI (https://example.org/a_%28b)") && !text.contains("\nnull\n"))
    }
}
