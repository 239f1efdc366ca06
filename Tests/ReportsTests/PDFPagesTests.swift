import Foundation
import Reports
import TestSupport
import Testing

@Suite("What stands together on a printed page") struct PDFPagesTests {
    /// A figure's template with so many lines ahead of its picture, and a table of so many rows behind it.
    private func template(lines: Int, rows: Int) -> String {
        let list = (1...max(1, lines)).map { "- line \($0)" }.joined(separator: "\n")
        let table = "| a | b |\n|---|---|\n" + (1...rows).map { "| row\($0)q | x |" }.joined(separator: "\n")
        return """
            {% extends "figure.md" %}
            {% block alt %}words{% endblock %}
            {% block introduction %}\(list){% endblock %}
            {% block caption %}The caption.{% endblock %}
            {% block tables %}\(table){% endblock %}
            """
    }

    private func pages(lines: Int, rows: Int) throws -> [String] {
        let folder = try TemplatesCopy(replacing: ["figures/information-plane-fig1.md": template(lines: lines, rows: rows)])
        return try PDFReader.pages(of: SampleContent.build(SampleContent.report(), templates: folder.path).pdf)
    }

    @Test(
        "a picture never parts a table, and three rows of it at least stand together",
        .enabled(if: PDFReader.isInstalled, "pdftotext is not installed"), arguments: [1, 14, 22, 27, 31, 36, 40, 44])
    func tables(lines: Int) throws {
        var order: [String] = []
        for page in try pages(lines: lines, rows: 70) {
            let found = page.matches(of: /row\d+q|The caption\./).map { String($0.output) }
            let rows = found.count { $0.hasPrefix("row") }
            #expect(rows == 0 || rows >= 3, "\(rows) rows alone on a page")
            order += found
        }
        let caption = try #require(order.firstIndex(of: "The caption."))
        #expect(caption == 0 || caption == order.count - 1, "the picture stands among the rows, after \(order[caption - 1])")
        #expect(order.count == 71)
        // From the lower half of a page a table of more than a page goes over: behind the picture.
        if lines > 35 { #expect(caption == 0) }
    }

    @Test(
        "strong words that head a list stand on the page of its first entry",
        .enabled(if: PDFReader.isInstalled, "pdftotext is not installed"))
    func headsOfLists() throws {
        for lines in 36..<48 {
            var content = SampleContent.report()
            content.introduction =
                (1...lines).map { "- line \($0)" }.joined(separator: "\n") + "\n\n**Headwords.**\n\n- entry one\n- entry two\n"
            let pages = try PDFReader.pages(of: SampleContent.build(content).pdf)
            let page = try #require(pages.first { $0.contains("Headwords.") })
            #expect(page.contains("entry one"), "\(lines) lines")
        }
    }

    @Test(
        "every page but the first says its paper and its figure",
        .enabled(if: PDFReader.isInstalled, "pdftotext is not installed"))
    func heads() throws {
        let pages = try pages(lines: 10, rows: 200)
        let rows = pages.filter { $0.contains(/row\d+q/) }
        #expect(rows.count >= 3)
        for page in rows.dropFirst() {
            let head = try #require(page.split(separator: "\n").first)
            #expect(head.contains("Revisiting the Information Plane") && head.contains("Figure 1: Information planes"), "\(head)")
        }
    }

    @Test("the head of a page is the figure of which its first words are")
    func firstWords() throws {
        let document = try MarkdownDocument(
            parsing: "# Title\n\n## At a glance\n\n## Paper\n\n### One\n\n### Two\n\n### Three\n\n## Data\n")
        func top(_ page: Int) -> RunningHead.Place { .init(page: page, isAtTop: true) }
        let places: [String: RunningHead.Place] = [
            "title": top(1), "at-a-glance": .init(page: 1), "paper": top(3), "one": .init(page: 3), "two": .init(page: 5),
            "three": top(6), "data": .init(page: 7),
        ]
        #expect(
            RunningHead.heads(of: document, places: places, count: 8) == [
                2: RunningHead(section: "At a glance"), 3: RunningHead(section: "Paper", figure: "One"),
                4: RunningHead(section: "Paper", figure: "One"), 5: RunningHead(section: "Paper", figure: "One"),
                6: RunningHead(section: "Paper", figure: "Three"), 7: RunningHead(section: "Paper", figure: "Three"),
                8: RunningHead(section: "Data"),
            ])
        #expect(RunningHead.heads(of: document, places: ["title": top(1)], count: 1).isEmpty)
    }

    @Test("an appendix's pages bear the chapter and the section whose rules and settings they show")
    func appendixHeads() throws {
        let document = try MarkdownDocument(
            parsing:
                "# Title\n\n## Paper\n\n### One\n\n##### Rules\n\nA\n\n### Two\n\n##### Rules\n\nB\n\n## Data\n\n##### Keys\n\nC\n")
        let moved = document.withAppendix("Appendix: rules")
        #expect(
            moved.headings.map { "\($0.level) \($0.text.plainText)" } == [
                "1 Title", "2 Paper", "3 One", "3 Two", "2 Data", "2 Appendix: rules", "3 Paper", "4 One", "5 Rules", "4 Two",
                "5 Rules", "3 Data", "5 Keys",
            ])
        let ids = moved.headings.map(\.id)
        func place(_ page: Int, _ isAtTop: Bool = false) -> RunningHead.Place { .init(page: page, isAtTop: isAtTop) }
        let places = Dictionary(
            uniqueKeysWithValues: zip(
                ids,
                [
                    place(1, true), place(1), place(1), place(2), place(2), place(3, true), place(3), place(3), place(3),
                    place(4, true),
                    place(4), place(6, true), place(6),
                ]))
        #expect(
            RunningHead.heads(of: moved, places: places, count: 6) == [
                2: RunningHead(section: "Paper", figure: "One"), 3: RunningHead(section: "Appendix: Paper", figure: "One"),
                4: RunningHead(section: "Appendix: Paper", figure: "Two"),
                5: RunningHead(section: "Appendix: Paper", figure: "Two"), 6: RunningHead(section: "Appendix: Data"),
            ])
    }

    @Test(
        "the PDF is tagged: a table has rows of cells, a list its entries, a picture its words; all else is decoration",
        .enabled(if: PDFReader.hasStructure, "pdfinfo is not installed"))
    func tags() throws {
        var content = SampleContent.report()
        content.introduction = "1. One\n2. Two\n\n| a | b |\n|---|---|\n| c | |\n"
        let structure = try PDFReader.structure(of: SampleContent.build(content).pdf)
        #expect(
            structure.contains("Tagged:          yes") && structure.contains("Metadata Stream: yes"), "\(structure.prefix(900))")
        let lines = structure.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        for kind in ["Document", "L (block)", "LI", "LBody", "Table (block)", "TR", "TD", "Figure", "Caption"] {
            #expect(lines.contains { $0.hasPrefix(kind) }, "no \(kind)")
        }
        let cells = lines.drop { $0 != "Table (block)" }.prefix { !$0.hasPrefix("H2") }
        #expect(cells.count { $0 == "TD" } >= 2)
    }
}
