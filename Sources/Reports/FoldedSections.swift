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

    /// The document with its folded sections at the end, each under the section's name that it was in.
    /// - Parameter title: of the appendix; there is none where nothing is folded.
    func withAppendix(_ title: String) -> MarkdownDocument {
        var (body, appendix) = ([Block](), [Block]())
        var section: [Inline] = []
        var named: [Inline]?
        for part in Self.parts(blocks) {
            switch part {
            case .block(let block):
                if case .heading(let level, _, let text) = block, level <= 3 { (section, named) = (text, nil) }
                body.append(block)
            case .folded(let id, let words, let inner):
                if named != section {
                    appendix.append(.heading(level: 4, id: Self.appendixPrefix + id, section))
                    named = section
                }
                appendix.append(.heading(level: Self.foldedLevel, id: id, words))
                appendix += inner
            }
        }
        guard !appendix.isEmpty else { return self }
        return MarkdownDocument(blocks: body + [.heading(level: 2, id: "appendix", [.text(title)])] + appendix)
    }
}
