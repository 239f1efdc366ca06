/// A Markdown text as a tree: what the HTML page and the PDF are both written from.
package struct MarkdownDocument: Sendable, Equatable {
    package var blocks: [Block]

    package indirect enum Block: Sendable, Equatable {
        /// `id` is unique in the document and made as the forges make it, so that links hold there too.
        case heading(level: Int, id: String, [Inline])
        case paragraph([Inline])
        case quote(Notice, [Block])
        /// `start` is nil for bullets.
        case list(start: Int?, isTight: Bool, items: [[Block]])
        case code(language: String, text: String)
        case table(Table)
        /// A picture with the words under it: a paragraph that begins with an image, with the rest of it after a hard break.
        case figure(source: String, alternative: String, caption: [Inline])
        case rule
    }

    package enum Inline: Sendable, Equatable {
        case text(String)
        case code(String)
        case emphasis([Inline])
        case strong([Inline])
        case struck([Inline])
        case link(destination: String, [Inline])
        case image(source: String, alternative: String)
        case softBreak
        case hardBreak
    }

    package struct Table: Sendable, Equatable {
        /// The paragraph ahead of the table where that begins with strong text.
        package var caption: [Inline]
        package var alignments: [Alignment]
        package var header: [[Inline]]
        package var rows: [[[Inline]]]
    }

    package enum Alignment: Sendable, Equatable {
        case none, left, centre, right
    }

    /// What a block quote is for, from the forges' marks `[!NOTE]`, `[!WARNING]` and `[!CAUTION]`.
    package enum Notice: String, Sendable, Equatable {
        case plain, note, warning, caution
    }
}

extension Sequence<MarkdownDocument.Inline> {
    /// The words without their dress.
    var plainText: String {
        map { inline in
            switch inline {
            case .text(let text), .code(let text): text
            case .emphasis(let inner), .strong(let inner), .struck(let inner), .link(_, let inner): inner.plainText
            case .image(_, let alternative): alternative
            case .softBreak, .hardBreak: " "
            }
        }.joined()
    }
}

extension MarkdownDocument {
    /// The headings, in order.
    package var headings: [(level: Int, id: String, text: [Inline])] {
        blocks.compactMap { block in
            guard case .heading(let level, let id, let text) = block else { return nil }
            return (level, id, text)
        }
    }

    /// Every picture, wherever it stands.
    package var pictures: [(source: String, alternative: String)] {
        var found: [(String, String)] = []
        visitInlines { inline in
            if case .image(let source, let alternative) = inline { found.append((source, alternative)) }
        }
        return found
    }

    /// The destinations of links into the document itself, without the number sign.
    var internalDestinations: [String] {
        var found: [String] = []
        visitInlines { inline in
            if case .link(let destination, _) = inline, destination.hasPrefix("#") { found.append(String(destination.dropFirst())) }
        }
        return found
    }

    private func visitInlines(_ body: (Inline) -> Void) {
        func visit(_ inlines: [Inline]) {
            for inline in inlines {
                body(inline)
                switch inline {
                case .emphasis(let inner), .strong(let inner), .struck(let inner), .link(_, let inner): visit(inner)
                case .text, .code, .image, .softBreak, .hardBreak: break
                }
            }
        }
        func visit(_ blocks: [Block]) {
            for block in blocks {
                switch block {
                case .heading(_, _, let text), .paragraph(let text): visit(text)
                case .quote(_, let inner): visit(inner)
                case .list(_, _, let items): items.forEach(visit)
                case .table(let table): (table.rows.joined() + table.header + [table.caption]).forEach(visit)
                case .figure(let source, let alternative, let caption):
                    body(.image(source: source, alternative: alternative))
                    visit(caption)
                case .code, .rule: break
                }
            }
        }
        visit(blocks)
    }
}
