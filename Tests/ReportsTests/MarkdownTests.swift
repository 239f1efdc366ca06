import Testing

@testable import Reports

@Suite struct MarkdownTests {
    private static let nasty = [
        "a|b", "*a*", "_a_ __b__", "`code`", "[a](b)", "![a](b)", "<b>x</b>", "&amp; &", "~~a~~", "# a", "- a", "+ a", "* a", "= a",
        "1. a",
        "12) a", "a\\", "\\*", "> a", "a\nb", "-1.5", "!", "1.5", "a  b",
    ]

    @Test("escaped text reads as itself in a paragraph, a heading and a table's cell", arguments: nasty)
    func escaping(text: String) throws {
        let wanted = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let escaped = text.markdownEscaped
        let document = try MarkdownDocument(parsing: "\(escaped)\n\n## \(escaped)\n\n| x |\n|---|\n| \(escaped) |\n")
        #expect(document.blocks.count == 3)
        #expect(document.blocks.first == .paragraph([.text(wanted)]))
        #expect(document.headings.map { $0.text.plainText } == [wanted])
        guard case .table(let table)? = document.blocks.last else {
            Issue.record("no table")
            return
        }
        #expect(table.rows == [[[.text(wanted)]]])
    }

    @Test("code reads as itself whatever backticks it holds", arguments: ["a", "a`b", "``", "`a", "a|b"])
    func code(text: String) throws {
        let document = try MarkdownDocument(parsing: "| x |\n|---|\n| \(text.markdownCode) |\n")
        guard case .table(let table)? = document.blocks.first, case .code(let found)? = table.rows.first?.first?.first else {
            Issue.record("no code in \(text.markdownCode)")
            return
        }
        #expect(found.trimmingPrefix(" ") == text.trimmingPrefix(" "))
        let block = try MarkdownDocument(parsing: "a ``` b\n````".markdownFenced(language: "sh"))
        #expect(block.blocks == [.code(language: "sh", text: "a ``` b\n````\n")])
    }

    @Test("headings' ids are the forges', and unique")
    func slugs() throws {
        let document = try MarkdownDocument(parsing: "# Figure 1: *I*(*X*; *T*) at 0.07\n\n# A\n\n# A\n\n# A-1\n\n# Überblick_x\n")
        #expect(document.headings.map(\.id) == ["figure-1-ix-t-at-007", "a", "a-1", "a-1-1", "überblick_x"])
    }

    @Test("a picture with words after a hard break is a figure, and strong words ahead of a table are its caption")
    func figureAndCaption() throws {
        let document = try MarkdownDocument(
            parsing: "![an *alt*](a.svg)\\\n**Figure 1.** Words.\n\n**Table.** More.\n\n| a |\n|--:|\n| 1 |\n")
        #expect(
            document.blocks.first
                == .figure(source: "a.svg", alternative: "an alt", caption: [.strong([.text("Figure 1.")]), .text(" Words.")]))
        guard case .table(let table)? = document.blocks.last else {
            Issue.record("no table")
            return
        }
        #expect(document.blocks.count == 2)
        #expect(table.caption.plainText == "Table. More.")
        #expect(table.alignments == [.right])
    }

    @Test("the forges' notices are told apart from plain quotes")
    func notices() throws {
        let document = try MarkdownDocument(parsing: "> [!WARNING]\n> **Mind** this.\n\n> [!NOPE]\n> x\n\n> plain\n")
        #expect(
            document.blocks == [
                .quote(.warning, [.paragraph([.strong([.text("Mind")]), .text(" this.")])]),
                .quote(.plain, [.paragraph([.text("[!NOPE]"), .softBreak, .text("x")])]),
                .quote(.plain, [.paragraph([.text("plain")])]),
            ])
    }

    @Test("raw HTML is text")
    func rawHTML() throws {
        let document = try MarkdownDocument(parsing: "a <script>x</script>\n\n<div>y</div>\n")
        #expect(document.blocks.count == 2)
        guard case .paragraph(let words)? = document.blocks.last else {
            Issue.record("\(document.blocks)")
            return
        }
        #expect(words.plainText.contains("<div>y</div>"))
    }
}
