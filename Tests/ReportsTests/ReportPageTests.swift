import Foundation
import Reports
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct ReportPageTests {
    @Test("the page is well-formed, its ids are unique and its own links lead somewhere")
    func wellFormed() throws {
        let page = try Page(SampleContent.build().html)
        #expect(page.error == nil)
        let ids = page.attributes("id")
        #expect(Set(ids).count == ids.count)
        for link in page.attributes("href") where link.hasPrefix("#") { #expect(ids.contains(String(link.dropFirst())), "\(link)") }
        #expect(page.names.filter { $0 == "h1" }.count == 1)
        #expect(page.names.filter { $0 == "nav" }.count == 1)
    }

    @Test("the page needs nothing from elsewhere, and nothing beside it but by links; without its one script all can be read")
    func selfContained() throws {
        let built = try SampleContent.build()
        let page = try Page(built.html)
        #expect(!page.names.contains("link") && !page.names.contains("iframe"))
        #expect(page.attributes("src").isEmpty && page.attributes("srcset").isEmpty)
        // Two broad pictures, each with a narrow one that the script unpacks.
        #expect(page.attributes("role").filter { $0 == "img" }.count == 2)
        #expect(page.attributes("type").filter { $0 == "application/x-deflate" }.count == 2)
        #expect(page.names.filter { $0 == "script" }.count == 3)
        let style = String(decoding: built.html, as: UTF8.self)
        #expect(!style.contains("url(") && !style.contains("@import"))
    }

    @Test("every picture has its alternative text with the measured values in it")
    func alternatives() throws {
        let page = try Page(SampleContent.build().html)
        let alternatives = zip(page.attributes("role"), page.attributes("aria-label").filter { !$0.isEmpty })
        #expect(alternatives.count { $0.0 == "img" } == 2)
        #expect(page.attributes("aria-label").contains { $0.contains("11.678 bits") })
    }

    @Test("what comes from data cannot make markup")
    func escaping() throws {
        let built = try SampleContent.build()
        let text = String(decoding: built.html, as: UTF8.self)
        #expect(text.contains("<title>A sample &lt;report&gt; &amp; its &quot;quotes&quot;</title>"))
        #expect(text.contains("ends | after *4096* bytes &lt;b&gt; second line"))
        #expect(text.contains("a|b *c*"))
        #expect(text.contains("https://example.org/p?a=1&amp;b=2"))
    }

    @Test("links that run something are left out")
    func scriptLinks() throws {
        var content = SampleContent.report()
        content.introduction = "[x](javascript:alert(1)) [y](data:text/html,z) [z](https://example.org/a:b)"
        let links = try Page(SampleContent.build(content).html).attributes("href")
        #expect(!links.contains { $0.hasPrefix("javascript") || $0.hasPrefix("data") })
        #expect(links.contains("https://example.org/a:b"))
    }
}

/// A page's elements and attributes, read as XML.
private final class Page: NSObject, XMLParserDelegate {
    private(set) var names: [String] = []
    private(set) var error: String?
    private var found: [(name: String, value: String)] = []

    init(_ html: [UInt8]) throws {
        super.init()
        let parser = XMLParser(data: Data(html))
        parser.delegate = self
        if !parser.parse() { error = "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "")" }
    }

    func attributes(_ name: String) -> [String] { found.filter { $0.name == name }.map(\.value) }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        names.append(name)
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) { found.append((name, value)) }
    }
}
