import CairoCanvas
import Charts
import Foundation
import Reports
import TestSupport
import Testing

@Suite struct PDFTests {
    private func text(_ pdf: [UInt8]) -> String { PDFObjects.text(of: pdf) }

    private func count(_ pattern: String, in pdf: [UInt8]) throws -> Int { text(pdf).matches(of: try Regex(pattern)).count }

    @Test("the document has its title, fixed dates, an outline of all its sections and links with their ends")
    func structure() throws {
        let pdf = try SampleContent.build().pdf
        let words = text(pdf)
        #expect(words.contains("/Title (A sample <report> & its \"quotes\")"))
        #expect(words.contains("/CreationDate (20000101000000"))
        #expect(words.contains("/Type /Outlines"))
        for title in ["Contents", "Revisiting the Information Plane", "Figure 1: Violins", "Table 1: Entropies", "Provenance"] {
            #expect(words.contains("/Title (\(title))"), "\(title)")
        }
        // Contents and summary link to each figure.
        #expect(try count(#"/Dest \(table-1-entropies\)"#, in: pdf) >= 3)
        #expect(words.contains("/URI (https://example.org/p?a=1&b=2)"))
        // Pictures are lines, not dots.
        #expect(!words.contains("/Subtype /Image"))
    }

    @Test("nothing volatile is in it")
    func nothingVolatile() throws {
        var content = SampleContent.report()
        let with = try SampleContent.build(content).pdf
        content.run = nil
        #expect(try SampleContent.build(content).pdf == with)
    }

    @Test("text goes on over pages, and no page is left empty")
    func pages() throws {
        var content = SampleContent.report()
        let short = try count(#"/Type /Page\b"#, in: SampleContent.build(content).pdf)
        content.introduction = Array(repeating: String(repeating: "Many words make many lines. ", count: 60), count: 8).joined(
            separator: "\n\n")
        let long = try count(#"/Type /Page\b"#, in: SampleContent.build(content).pdf)
        #expect(long > short)
        #expect(long <= short + 3)
    }

    @Test("a paragraph longer than a page, a long table and a long listing all end")
    func oversized() throws {
        var content = SampleContent.report()
        content.introduction = """
            \(String(repeating: "Words and more words. ", count: 900))

            | a | b |
            |---|---|
            \(String(repeating: "| cell | \(String(repeating: "words ", count: 30)) |\n", count: 60))
            ```
            \(String(repeating: "line\n", count: 200))
            ```
            """
        #expect(try count(#"/Type /Page\b"#, in: SampleContent.build(content).pdf) > 8)
    }

    @Test("a narrower block has more lines, one above the other, none broader than asked for")
    func typesetting() {
        let document = PDFDocument(pageSize: Size(200, 200), information: .init(title: "x"))
        let words = TypesetText(String(repeating: "several words ", count: 12), .init(size: 10))
        let broad = TypesetBlock(words, width: 180, in: document)
        let narrow = TypesetBlock(words, width: 80, in: document)
        #expect(narrow.lines.count > broad.lines.count)
        #expect(narrow.usedWidth <= 80)
        for (above, below) in zip(narrow.lines, narrow.lines.dropFirst()) { #expect(above.top + above.height <= below.top + 0.01) }
        #expect(TypesetBlock.narrowestWidth(of: words, in: document) < 60)
    }

    @Test("a line that is cut keeps to its breadth, and one that has room is whole")
    func cut() {
        let document = PDFDocument(pageSize: Size(200, 200), information: .init(title: "x"))
        let words = TypesetText(String(repeating: "a long title ", count: 40), .init(size: 10))
        let cut = TypesetBlock(words, width: 180, isCut: true, in: document)
        #expect(cut.lines.count == 1 && cut.usedWidth <= 180 && cut.usedWidth > 150)
        let short = TypesetText("short", .init(size: 10))
        #expect(
            TypesetBlock(short, width: 180, isCut: true, in: document).usedWidth
                == TypesetBlock(short, width: nil, in: document).usedWidth)
    }

    @Test("a long text laid out in parts has the lines that it has in one")
    func parts() {
        let document = PDFDocument(pageSize: Size(200, 200), information: .init(title: "x"))
        let line = "several words of a line that ends here\n"
        let one = TypesetBlock(TypesetText(line, .init(size: 10)), width: 400, in: document)
        let many = TypesetBlock(TypesetText(String(repeating: line, count: 500) + "end", .init(size: 10)), width: 400, in: document)
        #expect(one.lines.count == 2 && many.lines.count == 501)
        let pitch = one.lines[1].baseline - one.lines[0].baseline
        for (above, below) in zip(many.lines, many.lines.dropFirst()) {
            #expect(abs(below.baseline - above.baseline - pitch) < 0.01)
            #expect(above.top + above.height <= below.top + 0.01)
        }
    }

    @Test("equal drawing gives equal documents, and an unfinished one does no harm")
    func documents() throws {
        func make() throws -> [UInt8] {
            let document = PDFDocument(pageSize: Size(200, 200), information: .init(title: "Title (with \\ brackets)"))
            document.beginPage()
            document.addDestination("it's", at: Point(10, 10))
            TypesetBlock(TypesetText("link", .init(size: 10, link: .destination("it's"))), width: nil, in: document)
                .draw(at: Point(10, 100), on: document)
            document.addOutline("Entry", to: "it's")
            document.beginPage()
            return try document.finish()
        }
        let first = try make()
        #expect(first == (try make()))
        #expect(try count(#"/Type /Page\b"#, in: first) == 2)
        #expect(text(first).contains("/Dest (it%27s)"))
        _ = PDFDocument(pageSize: Size(10, 10), information: .init(title: "never finished"))
    }
}
