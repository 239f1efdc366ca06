import Files
import Foundation
import Reports
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Markdown that nests or repeats without measure")
struct MarkdownLimitTests {
    private static let deep: [(String, String)] = [
        ("quotes", String(repeating: ">", count: 10_000) + "a"), ("lists", String(repeating: "- ", count: 5000) + "a"),
        ("lists in quotes", String(repeating: "> - ", count: 2000) + "a"),
        ("numbers", String(repeating: "1. ", count: 5000) + "a"),
        ("emphasis", String(repeating: "*a ", count: 5000) + String(repeating: " b*", count: 5000)),
        ("strong", String(repeating: "**a ", count: 5000) + String(repeating: " b**", count: 5000)),
        ("pictures", String(repeating: "![a ", count: 5000) + String(repeating: "](u)", count: 5000)),
    ]

    @Test("what stands too deep in one another is refused with its line", arguments: deep)
    func depth(kind: String, text: String) throws {
        let fault = try #require(throws: Fault.self) { try MarkdownDocument(parsing: "first\n\n\(text)\n", at: "x.md") }
        #expect(fault.problem.contains("more than 60 deep"), "\(kind): \(fault)")
        #expect(fault.place == "x.md:3", "\(kind)")
    }

    private static let long: [(String, String)] = [
        ("brackets", String(repeating: "[", count: 50_000)), ("pictures", String(repeating: "![", count: 50_000)),
        ("both brackets", String(repeating: "[", count: 50_000) + "a" + String(repeating: "]", count: 50_000)),
        ("links", String(repeating: "[a](", count: 50_000)), ("stars", String(repeating: "*a ", count: 50_000)),
        ("stars and lines", String(repeating: "*a_ ", count: 50_000)), ("waves", String(repeating: "~a ", count: 50_000)),
        ("backticks", (1...300).map { "e" + String(repeating: "`", count: $0) }.joined()),
        ("HTML", String(repeating: "<a href='", count: 20_000)), ("blocks of HTML", String(repeating: "<div>\n\n", count: 10_000)),
        ("addresses", String(repeating: "www.a.b http://a ", count: 5000)), ("letters", String(repeating: "a.b@", count: 20_000)),
        ("footnotes", String(repeating: "[^a]: b\n\n", count: 10_000) + "x"), ("one word", String(repeating: "a", count: 200_000)),
        ("lists", String(repeating: "- a\n", count: 20_000)), ("headings", String(repeating: "# a\n", count: 5000)),
    ]

    @Test("what repeats takes no time with its square", arguments: long)
    func length(kind: String, text: String) throws {
        // A minute and more where it did.
        let seconds = try ProcessorTime.seconds { _ = try MarkdownDocument(parsing: text) }
        #expect(seconds < 6, "\(kind)")
    }

    private static let squared: [(String, String, String)] = [
        ("columns", String(repeating: "|a", count: 100_000) + "\n" + String(repeating: "|-", count: 100_000), "columns"),
        (
            "short rows",
            String(repeating: "|a", count: 400) + "\n" + String(repeating: "|-", count: 400) + "\n"
                + String(repeating: "|a\n", count: 1000), "cells"
        ),
        ("declarations", String(repeating: "a <!X ", count: 5000), "declarations"),
        ("instructions", String(repeating: "a <?", count: 5000), "declarations"),
        ("sections", String(repeating: "a <![CDATA[", count: 5000), "declarations"),
        ("a paragraph", String(repeating: "a\n", count: 200_000), "256 kB"),
    ]

    @Test("what would take time with its square is refused with its line", arguments: squared)
    func tooMuch(kind: String, text: String, words: String) throws {
        let fault = try #require(throws: Fault.self) { try MarkdownDocument(parsing: "first\n\n\(text)\n", at: "x.md") }
        #expect(fault.problem.contains(words), "\(kind): \(fault)")
        #expect(fault.place?.hasPrefix("x.md:") == true)
    }

    @Test("a report whose opening nests too deep says that it is the opening, and where")
    func introduction() throws {
        var content = SampleContent.report()
        content.introduction = "Fine.\n\n" + String(repeating: ">", count: 10_000) + "a"
        content.introductionPlace = "'about' of the report sample"
        let fault = try #require(throws: Fault.self) { try SampleContent.build(content) }
        #expect(fault.place == "'about' of the report sample:3")
    }

    @Test("control characters become a sign that pages and pictures may hold, from an entity too")
    func controls() throws {
        var content = SampleContent.report()
        content.title = "A \u{1B}[31mred\u{7} title \u{FFFF}"
        content.introduction = "Words &#1; and \u{8} and \u{0} and \u{9F}."
        content.entries[3].title = "On\u{1} images"
        let built = try SampleContent.build(content)
        for text in [built.markdown, String(decoding: built.html, as: UTF8.self)] {
            #expect(
                !text.unicodeScalars.contains {
                    $0.value < 0x20 && $0 != "\n" && $0 != "\t" || (0x7F..<0xA0).contains($0.value) || $0.value == 0xFFFF
                })
        }
        #expect(built.markdown.contains("# A \u{FFFD}\\[31mred\u{FFFD} title \u{FFFD}\n"))
        #expect(XMLParser(data: Data(built.html)).parse())
    }
}
