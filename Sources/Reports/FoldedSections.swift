/// Sections under headings of level 5 are for whoever looks for them: settings, rules, keys. A page unfolds them, and a printed report has
/// them in an appendix.
extension MarkdownDocument {
    static let foldedLevel = 5
    /// Begins the ids of an appendix's headings.
    static let appendixPrefix = "appendix-"

    /// Blocks in order: those of such a section together, headed by it.
    enum Part {
        case block(Block)
        case folded(id: String, title: [Inline], [Block])
    }

    static func parts(_ blocks: some Sequence<Block>) -> [Part] {
        var parts: [Part] = []
        var open: (id: String, title: [Inline], blocks: [Block])?
        func close() {
            if let section = open { parts.append(.folded(id: section.id, title: section.title, section.blocks)) }
            open = nil
        }
        for block in blocks {
            if case .heading(let level, let id, let title) = block {
                close()
                if level == foldedLevel { open = (id, title, []) } else { parts.append(.block(block)) }
            } else if open != nil {
                open?.blocks.append(block)
            } else {
                parts.append(.block(block))
            }
        }
        close()
        return parts
    }

    /// The document with its folded sections at the end, each under the names of the chapter and the section that it was in, and with the
    /// appendix among its contents.
    /// - Parameter title: of the appendix; there is none where nothing is folded.
    package func withAppendix(_ title: String) -> MarkdownDocument {
        var (body, appendix) = ([Block](), [Block]())
        var (chapter, section): ([Inline], [Inline]?) = ([], nil)
        var chapters: [[Block]] = []
        var isChapterNamed = false
        var isSectionNamed = false
        for part in Self.parts(blocks) {
            switch part {
            case .block(let block):
                if case .heading(let level, _, let text) = block, level <= 3 {
                    if level < 3 { (chapter, section, isChapterNamed) = (text, nil, false) } else { section = text }
                    isSectionNamed = false
                }
                body.append(block)
            case .folded(let id, let words, let inner):
                if !isChapterNamed {
                    let chapterID = "\(Self.appendixPrefix)chapter-\(chapters.count + 1)"
                    appendix.append(.heading(level: 3, id: chapterID, chapter))
                    chapters.append([.paragraph([.link(destination: "#\(chapterID)", chapter)])])
                    isChapterNamed = true
                }
                if let section, !isSectionNamed {
                    appendix.append(.heading(level: 4, id: Self.appendixPrefix + id, section))
                    isSectionNamed = true
                }
                appendix.append(.heading(level: Self.foldedLevel, id: id, words))
                appendix += inner
            }
        }
        guard !appendix.isEmpty else { return self }
        let entry: [Block] = [
            .paragraph([.link(destination: "#appendix", [.text(title)])]), .list(start: nil, isTight: true, items: chapters),
        ]
        return MarkdownDocument(blocks: body + [.heading(level: 2, id: "appendix", [.text(title)])] + appendix).listing(entry)
    }

    /// The document with one entry more at the end of its contents; as it is where it has none.
    private func listing(_ entry: [Block]) -> MarkdownDocument {
        let place = partsAroundContents.contents.indices.last { if case .list = blocks[$0] { true } else { false } }
        guard let place, case .list(let start, let isTight, let items) = blocks[place] else { return self }
        var copy = self
        copy.blocks[place] = .list(start: start, isTight: isTight, items: items + [entry])
        return copy
    }
}
