import CairoCanvas
import Charts
import Foundation
import Reports
import Results
import TestSupport
import Testing

/// Words are counted in what pdftotext (Debian's poppler-utils) reads from the PDF; where it is not installed, these are left out.
@Suite("Nothing that is longer than a page is lost on paper", .enabled(if: PDFReader.isInstalled, "pdftotext is not installed"))
struct PDFLengthTests {
    private func pages(_ content: ReportContent, templates: String = SampleContent.templates) throws -> [String] {
        try PDFReader.pages(of: SampleContent.build(content, templates: templates).pdf)
    }

    /// So many different words: "w1q w2q ...".
    private func words(_ count: Int) -> String { (1...count).map { "w\($0)q" }.joined(separator: " ") }

    private func expectAll(_ count: Int, in pages: [String], _ comment: Comment) {
        let found = Set(pages.joined(separator: " ").matches(of: /w(\d+)q/).compactMap { Int($0.1) })
        let lost = Set(1...count).subtracting(found)
        #expect(lost.isEmpty, "\(comment): \(lost.count) of \(count) words lost, first \(lost.min() ?? 0)")
    }

    @Test("a caption of 3000 words goes over the pages below its picture")
    func caption() throws {
        for count in [400, 1200, 3000] {
            let template = """
                {% extends "figure.md" %}
                {% block alt %}words{% endblock %}
                {% block caption %}\(words(count)){% endblock %}
                """
            let folder = try TemplatesCopy(replacing: ["figures/information-plane-fig1.md": template])
            expectAll(count, in: try pages(SampleContent.report(), templates: folder.path), "caption")
        }
    }

    @Test("a heading, a title, a statement and a failure longer than a page are set whole")
    func headings() throws {
        var content = SampleContent.report()
        content.entries[3].title = words(2000)
        expectAll(2000, in: try pages(content), "figure's title")
        content = SampleContent.report()
        content.title = words(2000)
        expectAll(2000, in: try pages(content), "report's title")
        content = SampleContent.report()
        content.papers[0].title = words(1500)
        expectAll(1500, in: try pages(content), "paper's title")
        content = SampleContent.report()
        content.entries[4].outcome = .failure(words(2500))
        expectAll(2500, in: try pages(content), "failure")
        content = SampleContent.report()
        var result = SampleContent.figure1
        result.claims[0].statement = words(2500)
        content.entries[0] = SampleContent.entry(result, "Figure 1", SampleContent.chart)
        expectAll(2500, in: try pages(content), "statement")
    }

    @Test("tables of many columns, of many rows, of high cells and of a high header are set whole")
    func tables() throws {
        func table(_ header: [String], _ rows: [[String]]) -> String {
            ([header, header.map { _ in "---" }] + rows).map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
        }
        var content = SampleContent.report()
        let names = words(60).split(separator: " ").map(String.init)
        for (count, text) in [
            (60, table(names, [names, names])),
            (500, table(["a", "b"], words(500).split(separator: " ").map { [String($0), "x"] })),
            (2500, table(["a", "b"], [[words(2500), "x"], ["y", "z"]])),
            (2500, table(["a", words(2500)], [["x", "y"], ["y", "z"]])),
            (1000, table(["a", words(1000)], [["x", "y"], ["y", "z"]])),
        ] {
            content.introduction = "Words.\n\n**Table.**\n\n\(text)\n"
            expectAll(count, in: try pages(content), "table of \(count)")
        }
    }

    @Test("long lines of code, deep lists and quotes stay on the page")
    func blocks() throws {
        var content = SampleContent.report()
        content.introduction = "```\n\(words(1500))\n```\n"
        expectAll(1500, in: try pages(content), "code")
        content.introduction = "```\n\(words(900).replacing(" ", with: "\n"))\n```\n"
        expectAll(900, in: try pages(content), "lines of code")
        let deep = (0..<50).map { String(repeating: "  ", count: $0) + "- w\($0 + 1)q" }.joined(separator: "\n")
        content.introduction = deep + "\n"
        expectAll(50, in: try pages(content), "lists")
        content.introduction = String(repeating: "> ", count: 50) + words(300) + "\n"
        expectAll(300, in: try pages(content), "quotes")
    }
}
