/// What stands at the head of a printed page: the chapter at the left and the figure at the right of which the page's first words are.
package struct RunningHead: Equatable {
    package var section = ""
    package var figure = ""

    package init(section: String = "", figure: String = "") {
        self.section = section
        self.figure = figure
    }

    /// Where a heading came to stand.
    package struct Place: Equatable {
        package var page: Int
        /// Whether nothing stands above it on its page.
        package var isAtTop: Bool

        package init(page: Int, isAtTop: Bool = false) {
            self.page = page
            self.isAtTop = isAtTop
        }
    }

    /// The heads of all pages from the second on, by page.
    package static func heads(of document: MarkdownDocument, places: [String: Place], count: Int) -> [Int: RunningHead] {
        var tops: [Int: RunningHead] = [:]
        var last: [Int: RunningHead] = [:]
        var open = RunningHead()
        var previous: (page: Int, level: Int)?
        for heading in document.headings {
            guard let place = places[heading.id], let next = open.entering(heading.level, heading.id, heading.text.plainText) else {
                continue
            }
            open = next
            // A chapter's first figure stands right below the chapter's own heading, an appendix's first chapter below its title.
            let isBelowChapter = previous.map { $0.page == place.page && $0.level + 1 == heading.level } ?? false
            if place.isAtTop || isBelowChapter && tops[place.page] != nil { tops[place.page] = open }
            last[place.page] = open
            previous = (place.page, heading.level)
        }
        guard count > 1 else { return [:] }
        var heads: [Int: RunningHead] = [:]
        var going = last[1] ?? RunningHead()
        for page in 2...count {
            heads[page] = tops[page] ?? going
            going = last[page] ?? going
        }
        return heads
    }

    /// The head after a heading; nil where the heading changes nothing.
    private func entering(_ level: Int, _ id: String, _ words: String) -> RunningHead? {
        let isOfAppendix = id.hasPrefix(MarkdownDocument.appendixPrefix)
        return switch level {
        case 2: RunningHead(section: words)
        case 3: isOfAppendix ? RunningHead(section: "Appendix: \(words)") : RunningHead(section: section, figure: words)
        default: isOfAppendix ? RunningHead(section: section, figure: words) : nil
        }
    }
}
