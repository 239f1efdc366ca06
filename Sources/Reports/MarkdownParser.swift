import CCmark
import Notebook

extension MarkdownDocument {
    /// Reads GitHub's Markdown (tables, strikethrough, plain addresses as links, notes, equations) by cmark-gfm. Raw HTML is text like any other.
    /// - Parameter place: where the text stands, for errors: a file.
    /// - Throws: a `Fault` (status usage) with the line where the text goes beyond `MarkdownLimits`.
    package init(parsing text: String, at place: String = "report.md") throws {
        try MarkdownLimits.check(text, place: place)
        cmark_gfm_core_extensions_ensure_registered()
        let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES)
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            guard let syntax = cmark_find_syntax_extension(name) else {
                preconditionFailure("cmark-gfm has no extension '\(name)'")
            }
            cmark_parser_attach_syntax_extension(parser, syntax)
        }
        cmark_parser_feed(parser, text, text.utf8.count)
        let root = cmark_parser_finish(parser)
        defer { cmark_node_free(root) }
        try MarkdownLimits.check(root, place: place)
        var slugs = Slugger()
        blocks = Self.withNotesInTheirSections(Self.blocks(of: root, &slugs))
    }

    private static func children(of node: OpaquePointer?) -> [OpaquePointer] {
        Array(sequence(first: cmark_node_first_child(node), next: { cmark_node_next($0) }).prefix { $0 != nil }.compactMap { $0 })
    }

    private static func type(of node: OpaquePointer) -> String { String(cString: cmark_node_get_type_string(node)) }

    private static func literal(of node: OpaquePointer) -> String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }

    private static func blocks(of parent: OpaquePointer?, _ slugs: inout Slugger) -> [Block] {
        var result: [Block] = []
        for node in children(of: parent) {
            if cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION {
                // They stand at the end, in the order of their numbers.
                let number = 1 + result.reduce(0) { if case .notes(let notes) = $1 { $0 + notes.count } else { $0 } }
                result.append(.notes([Note(number: number, blocks: blocks(of: node, &slugs))]))
                continue
            }
            let block = block(node, &slugs)
            // A paragraph that begins with strong text, right ahead of a table, is that table's caption.
            if case .table(var table) = block, case .paragraph(let words)? = result.last, case .strong? = words.first {
                table.caption = words
                result[result.count - 1] = .table(table)
            } else {
                result.append(block)
            }
        }
        return result
    }

    private static func block(_ node: OpaquePointer, _ slugs: inout Slugger) -> Block {
        switch type(of: node) {
        case "heading":
            let text = inlines(of: node)
            return .heading(level: Int(cmark_node_get_heading_level(node)), id: slugs.slug(for: text.plainText), text)
        case "paragraph":
            let text = inlines(of: node)
            if case .image(let source, let alternative)? = text.first, text.count == 1 || text[1] == .hardBreak {
                return .figure(source: source, alternative: alternative, caption: Array(text.dropFirst(2)))
            }
            return .paragraph(text)
        case "block_quote":
            return quote(blocks(of: node, &slugs))
        case "list":
            let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            var items: [[Block]] = []
            for item in children(of: node) { items.append(blocks(of: item, &slugs)) }
            return .list(
                start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil, isTight: cmark_node_get_list_tight(node) != 0,
                items: items)
        case "code_block":
            let language = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
            let text = literal(of: node)
            // What cannot be read as an equation stands as code.
            if language == "math", let formula = try? Formula(tex: text, isDisplayed: true) {
                return .formula(tex: String(text.dropLast(text.hasSuffix("\n") ? 1 : 0)), formula)
            }
            return .code(language: language, text: text)
        case "table":
            return .table(table(node))
        case "thematic_break":
            return .rule
        default:
            return .paragraph([.text(literal(of: node))])
        }
    }

    /// Notes stand at the end of the chapter, under a heading of level 2, in which they are referred to first.
    private static func withNotesInTheirSections(_ blocks: [Block]) -> [Block] {
        var notes: [Int: Note] = [:]
        for case .notes(let found) in blocks { for note in found { notes[note.number] = note } }
        guard !notes.isEmpty else { return blocks }
        var result: [Block] = []
        var chapter: [Block] = []
        func close() {
            result += chapter
            var wanted = MarkdownDocument(blocks: chapter).noteNumbers
            var said: [Note] = []
            while !wanted.isEmpty {
                guard let note = notes.removeValue(forKey: wanted.removeFirst()) else { continue }
                said.append(note)
                // A note may refer to others.
                wanted += MarkdownDocument(blocks: note.blocks).noteNumbers
            }
            if !said.isEmpty { result.append(.notes(said.sorted { $0.number < $1.number })) }
            chapter = []
        }
        for block in blocks {
            if case .notes = block { continue }
            if case .heading(let level, _, _) = block, level <= 2 { close() }
            chapter.append(block)
        }
        close()
        return result
    }

    private static func table(_ node: OpaquePointer) -> Table {
        let columns = Int(cmark_gfm_extensions_get_table_columns(node))
        let marks = cmark_gfm_extensions_get_table_alignments(node)
        let alignments: [Alignment] = (0..<columns).map { column in
            switch marks?[column] {
            case UInt8(ascii: "l"): .left
            case UInt8(ascii: "c"): .centre
            case UInt8(ascii: "r"): .right
            default: .none
            }
        }
        let rows = children(of: node).map { row in children(of: row).map { inlines(of: $0) } }
        return Table(caption: [], alignments: alignments, header: rows.first ?? [], rows: Array(rows.dropFirst()))
    }

    private static func quote(_ blocks: [Block]) -> Block {
        guard case .paragraph(let words)? = blocks.first, case .text(let mark)? = words.first else { return .quote(.plain, blocks) }
        for notice in [Notice.note, .warning, .caution] where mark == "[!\(notice.rawValue.uppercased())]" {
            let rest = Array(words.dropFirst().drop { $0 == .softBreak || $0 == .hardBreak })
            return .quote(notice, (rest.isEmpty ? [] : [.paragraph(rest)]) + blocks.dropFirst())
        }
        return .quote(.plain, blocks)
    }

    private static func inlines(of parent: OpaquePointer) -> [Inline] {
        var result: [Inline] = []
        // cmark cuts text at every character that might have had a meaning.
        var words = ""
        func endText() {
            if !words.isEmpty { result.append(.text(words.withTypographicApostrophes)) }
            words = ""
        }
        for node in children(of: parent) {
            let inline = inline(node)
            if case .text(let text) = inline {
                words += text
            } else {
                endText()
                result.append(inline)
            }
        }
        endText()
        return withFormulas(result)
    }

    /// Code between dollar signs as equations; what cannot be read as one stands as code.
    private static func withFormulas(_ inlines: [Inline]) -> [Inline] {
        var result = inlines
        for index in result.indices.dropFirst().dropLast() {
            guard case .code(let tex) = result[index], case .text(let before) = result[index - 1], before.hasSuffix("$"),
                case .text(let after) = result[index + 1], after.hasPrefix("$"), let formula = try? Formula(tex: tex)
            else { continue }
            result[index - 1] = .text(String(before.dropLast()))
            result[index] = .formula(tex: tex, formula)
            result[index + 1] = .text(String(after.dropFirst()))
        }
        return result.filter { $0 != .text("") }
    }

    private static func inline(_ node: OpaquePointer) -> Inline {
        switch type(of: node) {
        case "code": .code(literal(of: node))
        case "emph": .emphasis(inlines(of: node))
        case "strong": .strong(inlines(of: node))
        case "strikethrough": .struck(inlines(of: node))
        case "link": .link(destination: String(cString: cmark_node_get_url(node)), inlines(of: node))
        case "image": .image(source: String(cString: cmark_node_get_url(node)), alternative: inlines(of: node).plainText)
        case _ where cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE:
            Int(literal(of: node)).map { .note($0) } ?? .text("")
        case "softbreak": .softBreak
        case "linebreak": .hardBreak
        default: .text(literal(of: node))
        }
    }
}

extension String {
    /// Apostrophes, straight ones after a letter, as printers set them.
    fileprivate var withTypographicApostrophes: String {
        guard contains("'") else { return self }
        var result = ""
        for character in self {
            result.append(character == "'" && result.last?.isLetter == true ? "’" : character)
        }
        return result
    }
}

/// Headings' ids, made as the forges make them.
struct Slugger {
    private var used: Set<String> = []
    /// The last number that a repeated heading got.
    private var counts: [String: Int] = [:]

    /// Lower case; letters, digits, hyphens and underscores kept, blanks to hyphens, the rest dropped; a repeated one gets "-1", "-2", ...
    mutating func slug(for text: String) -> String {
        let base = Self.base(of: text)
        var slug = base
        var count = counts[base, default: 0]
        while !used.insert(slug).inserted {
            count += 1
            slug = "\(base)-\(count)"
        }
        counts[base] = count
        return slug
    }

    private static func base(of text: String) -> String {
        String(
            text.lowercased().compactMap { character -> Character? in
                if character == " " { return "-" }
                return character.isLetter || character.isNumber || character == "-" || character == "_" ? character : nil
            })
    }
}
