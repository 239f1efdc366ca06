import Notebook

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
        /// A displayed equation: a block of code called "math".
        case formula(tex: String, Formula)
        /// What the notes of the section before say, each by its number.
        case notes([Note])
        case rule
    }

    package struct Note: Sendable, Equatable {
        package var number: Int
        package var blocks: [Block]
    }

    package enum Inline: Sendable, Equatable {
        case text(String)
        case code(String)
        case emphasis([Inline])
        case strong([Inline])
        case struck([Inline])
        case link(destination: String, [Inline])
        case image(source: String, alternative: String)
        /// An equation in a line: code between dollar signs.
        case formula(tex: String, Formula)
        /// A reference to the note of that number.
        case note(Int)
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
    package var plainText: String {
        map { inline in
            switch inline {
            case .text(let text), .code(let text), .formula(let text, _): text
            case .note: ""
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

    /// The headings, those in lists and quotes too, in the order in which they got their ids.
    var allHeadings: [(level: Int, id: String, text: [Inline])] {
        func headings(_ blocks: [Block]) -> [(level: Int, id: String, text: [Inline])] {
            var found: [(level: Int, id: String, text: [Inline])] = []
            for block in blocks {
                switch block {
                case .heading(let level, let id, let text): found.append((level, id, text))
                case .quote(_, let inner): found += headings(inner)
                case .list(_, _, let items): for item in items { found += headings(item) }
                case .notes(let notes): for note in notes { found += headings(note.blocks) }
                case .paragraph, .code, .table, .figure, .formula, .rule: break
                }
            }
            return found
        }
        return headings(blocks)
    }

    /// The letters and signs that its equations show.
    var formulaLetters: String {
        var letters = ""
        visitInlines { if case .formula(_, let formula) = $0 { letters += formula.letters } }
        return letters
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

    /// Where a note stands; no heading has such an id.
    static func id(ofNote number: Int) -> String { "note.\(number)" }

    /// The numbers of the notes that are referred to, in order.
    var noteNumbers: [Int] {
        var numbers: [Int] = []
        visitInlines { if case .note(let number) = $0 { numbers.append(number) } }
        return numbers
    }

    private func visitInlines(_ body: (Inline) -> Void) {
        func visit(_ inlines: [Inline]) {
            for inline in inlines {
                body(inline)
                switch inline {
                case .emphasis(let inner), .strong(let inner), .struck(let inner), .link(_, let inner): visit(inner)
                case .text, .code, .image, .formula, .note, .softBreak, .hardBreak: break
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
                case .formula(let tex, let formula): body(.formula(tex: tex, formula))
                case .notes(let notes): notes.forEach { visit($0.blocks) }
                case .code, .rule: break
                }
            }
        }
        visit(blocks)
    }
}
