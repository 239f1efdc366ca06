import Files
import Foundation
import Notebook
import Reports
import Testing

@Suite("Pages in a report")
struct NotebookPageTests {
    private static func content(_ pages: [(file: String, text: String)], bibliography: String = "") throws -> ReportContent {
        var content = SampleContent.report()
        content.pages = try pages.enumerated().map { try Page(reading: $1.text, file: $1.file, number: $0 + 1) }
        try content.bibliography.add(BibliographyReader.entries(in: bibliography, file: "refs.bib"))
        return content
    }

    private static func resolved(_ content: ReportContent) -> ReportContent {
        var content = content
        content.pages = content.pages.map { page in
            page.resolving { link in
                let parts = link.text.split(separator: "#", omittingEmptySubsequences: false)
                return .section(
                    page: parts[0].isEmpty ? page.file : String(parts[0]), id: parts.count > 1 ? String(parts[1]) : "",
                    line: link.line)
            }
        }
        return content
    }

    private static let page = """
        # A page

        The score is {{ value "information-plane/fig1" "testAccuracy" }}, {{ value "information-plane/fig1" "hx" digits:1 }},
        {{ value "information-plane/fig1" "networks" number }} networks; see {{ link "information-plane/fig1" }}.[^1] By [@a].

        {{ figure "information-plane/fig1" }}

        > {{ table "information-plane/table1" "Entropies" }}

        {{ claim "information-plane/fig1" "output-end-point" }}

        {{ figure "ablation/fig1" }}

        ## Method

        With $\\\\log_2 x$ and $$\\\\frac{1}{2}$$

        [^1]: A note with $y$.
        """.replacing("\\\\", with: "\\")

    private static let bibliography = "@misc{a, author = {Ann Author}, title = {A Title}, year = 2001}"

    @Test("a page stands ahead of the papers, with what it names set into it, in the contents and among links")
    func whole() throws {
        let content = try Self.content([("notes/a.md", Self.page)], bibliography: Self.bibliography)
        let report = try SampleContent.build(content)
        let text = report.markdown
        let contents = try #require(text.range(of: "## Contents"))
        let page = try #require(text.range(of: "\n## A page\n"))
        let paper = try #require(text.range(of: "\n## Revisiting the Information Plane\n"))
        #expect(contents.upperBound < page.lowerBound && page.upperBound < paper.lowerBound)
        #expect(text.contains("- [A page](#a-page)\n  - [Method](#method)\n- [References](#references)\n- [Revisiting"))
        #expect(
            text.contains(
                "The score is 0.971\u{A0}bits, 11.7\u{A0}bits,\n3.000 networks; see [Figure 1](#figure-1-information-planes-at-four-bin-sizes).[^p1-1]"
            ))
        #expect(text.contains("By ([Author, 2001](#references))."))
        #expect(text.contains("**[Figure 1](#figure-1-information-planes-at-four-bin-sizes).** "))
        #expect(text.contains("> |---|--:|\n> | a\\|b \\*c\\* | −0.12 |"), "\(text)")
        #expect(
            text.contains(
                "> Statement of output-end-point. *(Section 2)* Published: 0.97; measured: 0.96 \\| 0.97: 0.20 (−0.05 to 0.45, n = 3). **✗\u{A0}does not hold at this scale** ([Figure 1](#figure-1-"
            ))
        #expect(text.contains("It could not be built; its section has the reason."))
        #expect(text.contains("With $`\\log_2 x`$ and \n\n```math\n\\frac{1}{2}\n```"))
        #expect(text.contains("## References\n\n- Ann Author (2001). A Title."))
        let html = String(decoding: report.html, as: UTF8.self)
        #expect(html.contains("<math alttext=\"\\log_2 x\">") && html.contains("<math display=\"block\""))
        #expect(html.contains("<sup class=\"note\"><a id=\"note.1.from\" href=\"#note.1\">1</a></sup>"))
        #expect(html.contains("<li id=\"note.1\" value=\"1\">") && html.contains("data-prose=\"a-page method\""))
        let note = try #require(html.range(of: "<ol class=\"notes\""))
        let list = try #require(html.range(of: "<h2 id=\"references\""))
        #expect(note.lowerBound < list.lowerBound, "notes stand at their page's end")
        #expect(report.pdf.starts(with: "%PDF-".utf8))
        #expect(try SampleContent.build(content).pdf == report.pdf)
    }

    @Test("links lead to pages and to their sections, whatever these are called elsewhere in the report")
    func links() throws {
        let content = Self.resolved(
            try Self.content([
                ("notes/a.md", "# One\n\n[two](notes/b.md), [its method](notes/b.md#method), [mine](#method)\n\n## Method\n"),
                ("notes/b.md", "# Two\n\n## Method\n\n[back](notes/a.md)\n"),
            ]))
        let text = try SampleContent.build(content).markdown
        #expect(text.contains("[two](#two), [its method](#method-1), [mine](#method)"))
        #expect(text.contains("[back](#one)"))
        let wrong = Self.resolved(try Self.content([("notes/a.md", "# One\n\n[a](#methid)\n\n## Method\n")]))
        let fault = #expect(throws: Fault.self) { try SampleContent.build(wrong) }
        #expect(
            fault?.description
                == "notes/a.md:3: the link leads to '#methid', and no heading of notes/a.md has that id; did you mean #method?")
    }

    @Test(
        "a name that no result has is answered with file and line, before anything else is made",
        arguments: [
            (
                "{{ value \"information-plane/fig1\" \"hy\" }}",
                "notes/a.md:3: information-plane/fig1 has no value 'hy'; did you mean hx"
            ),
            (
                "{{ value \"information-plane/fig2\" \"hx\" }}",
                "notes/a.md:3: the report has no figure 'information-plane/fig2'; did you mean information-plane/fig1"
            ),
            (
                "{{ claim \"information-plane/fig1\" \"4\" }}",
                "notes/a.md:3: information-plane/fig1 has no claim '4'; there are finer-bins-top-right, "
            ),
            (
                "{{ table \"information-plane/table1\" \"Entropie\" }}",
                "notes/a.md:3: information-plane/table1 has no table 'Entropie'; did you mean Entropies?"
            ),
        ])
    func unknown(_ tag: String, _ message: String) throws {
        let content = try Self.content([("notes/a.md", "# A\n\n\(tag)\n")])
        let builder = ReportBuilder(templatesFolder: SampleContent.templates)
        for check in [{ _ = try builder.build(content) }, { try builder.checkPages(content) }] {
            let fault = #expect(throws: Fault.self) { try check() }
            #expect(fault?.description.hasPrefix(message) == true && fault?.status == .usage, "\(String(describing: fault))")
        }
    }

    @Test("what a figure holds that was not run yet is passed over by the check, and said so in the page")
    func later() throws {
        let content = try Self.content([("notes/a.md", "# A\n\n{{ value \"information-plane/fig11\" \"any\" }}\n")])
        try ReportBuilder(templatesFolder: SampleContent.templates).checkPages(content)
        #expect(try SampleContent.build(content).markdown.contains("*(not computed)*"))
    }

    @Test("what the PDF is set from has the pages, too")
    func lasting() throws {
        let content = try Self.content([("notes/a.md", Self.page)], bibliography: Self.bibliography)
        let builder = ReportBuilder(templatesFolder: SampleContent.templates)
        let draft = try builder.draft(content)
        #expect(try draft.markdown.contains("## A page") && builder.lasting(draft).contains("## A page"))
    }
}
