import Foundation
import Results
import Testing

@testable import Reports

@Suite struct ReportTests {
    @Test("equal content gives equal bytes")
    func sameBytes() throws {
        let first = try SampleContent.build()
        let second = try SampleContent.build()
        #expect(first.markdown == second.markdown)
        #expect(first.html == second.html)
        #expect(first.pdf == second.pdf)
    }

    @Test("another commit changes the Markdown and the page, and not one byte of the PDF")
    func anotherCommit() throws {
        let first = try SampleContent.build()
        var facts = SampleContent.facts
        facts.commit = "feedbeef"
        facts.hasUncommittedChanges = true
        facts.difference = "0badcafe"
        let second = try SampleContent.build(SampleContent.report(run: facts))
        #expect(first.markdown.contains("Made from commit `1f3c9a7e`.") && first.markdown.contains("(provenance.json)"))
        #expect(
            second.markdown.contains(
                "Made from commit `feedbeef`, with changes that are **not committed** (SHA-256 `0badcafe`)."))
        #expect(first.html != second.html)
        #expect(first.pdf == second.pdf)
    }

    @Test("every figure has its place, whatever became of it")
    func fates() throws {
        let markdown = try SampleContent.build().markdown
        for heading in [
            "### Figure 1: Information planes at four bin sizes", "### Table 1: Entropies",
            "### Figure 17: Accuracy and loss (stand-in data: Glyphs for MNIST)", "### Figure 11: On images",
            "### Figure 1: Violins",
        ] { #expect(markdown.contains("\(heading)\n"), "\(heading)") }
        #expect(
            markdown.contains("**Figure 1 could not be built.** data/x.gz: ends \\| after \\*4096\\* bytes \\<b\\> second line"))
        #expect(markdown.contains("**Figure 11 was not run.** The data are not there."))
        #expect(markdown.contains("**1 of 5 figures could not be built.**"))
        #expect(markdown.contains("refigure run information-plane/fig1 --report sample"))
    }

    @Test("stand-in data are said in the heading, in a warning and in the caption")
    func standIn() throws {
        let markdown = try SampleContent.build().markdown
        #expect(markdown.contains("> [!WARNING]\n> **Stand-in data.** Glyphs, generated here, stands in for MNIST."))
        #expect(markdown.contains("**Figure 17.** **Stand-in data (Glyphs for MNIST).** Accuracy"))
        // Why, is said once a figure.
        #expect(markdown.contains("○ not assessed |") && !markdown.contains("not assessed (stand-in data)"))
    }

    @Test("claims, settings and tables stand in their rows, and a cell's bar does not end it")
    func tables() throws {
        let markdown = try SampleContent.build().markdown
        #expect(
            markdown.contains(
                "| 2. Statement of output-end-point. *(Section 2)* | 0.97 | 0.96 \\| 0.97: 0.20 (−0.05 to 0.45, n = 3) | "
                    + "✗ does not hold at this scale |"))
        // A rule of several statements is said once.
        #expect(
            markdown.contains(
                "##### How each verdict is reached\n\n- 1, 2, 3: *Holds where the 95 % interval over networks lies below 0.01, does not hold where "
                    + "it lies above 0.01.*\n"))
        #expect(markdown.contains("| training length (`epochs`) | 8000 | **80** (smaller) |"))
        #expect(markdown.contains("| learning rate (`learning-rate`) | 0.05 | reaches the score |"))
        #expect(markdown.contains("| Data \\| set | H(X) |\n|---|--:|\n| a\\|b \\*c\\* | −0.12 |\n| not run | 11.67771964 |"))
        #expect(markdown.contains(" ✓\u{A0}1 ◐\u{A0}1 ✗\u{A0}1"))
    }

    @Test("the first page counts each paper's statements, and names each that does not hold or only in part, in one line")
    func firstPage() throws {
        let markdown = try SampleContent.build().markdown
        let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("| [") }
        #expect(rows.count == 2, "\(rows)")
        #expect(markdown.contains("\n- ✗ Statement of output-end-point. *does not hold at this scale*, [Figure 1](#figure-1"))
        let doubts = markdown.matches(of: #/\n- [✗◐] /#).count
        #expect(doubts == 2)
        #expect(!markdown.contains("Ledger"))
        // A figure whose panels only say what they need is not among those that are built.
        var content = SampleContent.report()
        guard case .success(var result, let chart, let files, let key) = content.entries[0].outcome else { return }
        let before = try SampleContent.build(content).markdown
        result.panels = [PanelResult(letter: "a", title: "needs more", series: [])]
        result.tables = []
        content.entries[0].outcome = .success(result, chart, files: files, key: key)
        let count = try #require(before.firstMatch(of: #/\| ([0-9]+) of 4 \|/#)?.1)
        #expect(try SampleContent.build(content).markdown.contains("| \(Int(count)! - 1) of 4 |"))
    }

    @Test("settings, rules and keys unfold on the page, and stand behind all else in the PDF's document")
    func folded() throws {
        let built = try SampleContent.build()
        let page = String(decoding: built.html, as: UTF8.self)
        #expect(
            page.contains("<summary>How each verdict is reached</summary>")
                && page.contains("<summary>Settings, data and key</summary>"))
        let document = try MarkdownDocument(parsing: built.markdown)
        let moved = document.withAppendix("Appendix")
        let first = try #require(moved.headings.firstIndex { $0.id == "appendix" })
        let levels = moved.headings[first...].map(\.level)
        #expect(levels.prefix(4) == [2, 3, 4, 5] && levels.dropFirst().allSatisfy { (3...5).contains($0) })
        // A chapter is named once, whatever was folded in it, and a section once.
        let named = moved.headings[first...].filter { $0.level == 3 }.map(\.text.plainText)
        #expect(Set(named).count == named.count && named.contains("Provenance"))
        #expect(moved.headings[..<first].allSatisfy { $0.level < 5 })
        // Nothing is lost, and nothing is twice.
        let ids = moved.headings.map(\.id)
        #expect(Set(ids).count == ids.count && Set(document.headings.map(\.id)).isSubset(of: ids))
        let contents = document.partsAroundContents.contents
        #expect(document.blocks.allSatisfy { moved.blocks.contains($0) || contents.contains($0) })
        guard case .list(_, _, let entries)? = moved.partsAroundContents.contents.last,
            case .list(_, _, let chapters)? = entries.last?.last
        else {
            Issue.record("the contents end without the appendix")
            return
        }
        #expect(entries.count > 1 && chapters.count == named.count)
        let plain = try MarkdownDocument(parsing: "# A\n\n## B\n\nC\n")
        #expect(plain.withAppendix("Appendix") == plain)
    }

    @Test("a figure's template can name another figure, as a link where it is in the report and in words where it is not")
    func crossReference() throws {
        #expect(try SampleContent.build().markdown.contains("([Table 1](#table-1-entropies))"))
        var content = SampleContent.report()
        content.entries.remove(at: 1)
        #expect(try SampleContent.build(content).markdown.contains("(Table 1)"))
    }

    @Test("a report of nothing but failures is still a report")
    func onlyFailures() throws {
        var content = SampleContent.report()
        content.entries.removeFirst(3)
        let built = try SampleContent.build(content)
        #expect(built.markdown.contains("0 of 2 figures and tables are built"))
        #expect(built.pdf.starts(with: Array("%PDF".utf8)))
    }

    @Test("titles in any letters, with quotes, breaks and marks, keep their headings and links")
    func anyTitle() throws {
        var content = SampleContent.report()
        content.papers[0].title = "Über die *Ébene* 中文: the\n'plane' (I\\II)"
        content.entries[3].title = "100 % of <T> & \"quotes\"\twww.example.org #1"
        let built = try SampleContent.build(content)
        #expect(built.markdown.contains("## Über die \\*Ébene\\* 中文: the 'plane' (I\\\\II)\n"))
        #expect(String(decoding: built.html, as: UTF8.self).contains("<h2 id=\"über-die-ébene-中文-the-plane-iii\">"))
        #expect(built.pdf.count > 10_000)
    }
}
