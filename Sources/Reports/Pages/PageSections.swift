import Files
import Notebook

/// The headings of a report's pages: as links name them in their pages, and as they are called in the report.
struct PageSections {
    struct Page {
        let file: String
        /// In order, the title first.
        let headings: [Heading]
        /// Whether no heading waits for a result.
        let isFixed: Bool
    }

    struct Heading {
        let level: Int
        let text: String
        /// As a forge makes it of the page alone.
        let id: String
        /// As it is in the report.
        var anchor = ""
    }

    private(set) var pages: [Page]

    /// - Parameter texts: the pages' Markdown.
    /// - Throws: a `Fault` (status usage) where one is beyond `MarkdownLimits`.
    init(_ pages: [Notebook.Page], texts: [String]) throws {
        self.pages = try zip(pages, texts).map { page, text in
            let document = try MarkdownDocument(parsing: text, at: "\(page.file), as rendered")
            let headings = document.allHeadings.map { Heading(level: $0.level, text: $0.text.plainText, id: $0.id) }
            return Page(file: page.file, headings: headings, isFixed: page.hasFixedHeadings)
        }
    }

    /// Gives the headings the ids that they have in the report.
    mutating func name(_ slugs: inout Slugger) {
        for index in pages.indices {
            var headings = pages[index].headings
            for place in headings.indices { headings[place].anchor = slugs.slug(for: headings[place].text) }
            pages[index] = Page(file: pages[index].file, headings: headings, isFixed: pages[index].isFixed)
        }
    }

    /// The id in the report of a section of a page; without an id, of the page's title.
    /// - Parameter isComplete: whether headings that wait for results have them.
    /// - Throws: a `Fault` (status usage) where the page has no such section.
    func anchor(_ file: String, _ id: String, at place: String, isComplete: Bool) throws -> String {
        guard let page = pages.first(where: { $0.file == file }) else { return "" }
        if id.isEmpty { return page.headings.first?.anchor ?? "" }
        if let heading = page.headings.first(where: { $0.id == id }) { return heading.anchor }
        guard isComplete || page.isFixed else { return "" }
        let near = NearestNames.suggestions(for: id, among: page.headings.map(\.id))
        throw Fault(
            "the link leads to '#\(id.prefix(80))', and no heading of \(file) has that id", at: place,
            remedy: near.isEmpty
                ? "there are \(page.headings.prefix(12).map { "#\($0.id)" }.joined(separator: ", "))"
                : "did you mean \(near.map { "#\($0)" }.joined(separator: " or "))?", status: .usage)
    }
}
