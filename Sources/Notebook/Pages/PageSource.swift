import CCmark
import Files

/// A page's text with what cmark-gfm says of its lines: which are code, which a table's, which headings.
struct PageSource {
    let file: String
    let head: Page.Head?
    /// The text below the head, headings moved to the levels that they have in the report, by lines.
    private(set) var lines: [String]
    /// The line of the file that the first of them is, from 1.
    let firstLine: Int
    /// Lines in which nothing is read, from 0.
    private(set) var verbatim: Set<Int> = []
    private(set) var tables: Set<Int> = []
    private(set) var headings: Set<Int> = []
    /// The blocks of code that ask for a measure, by the line of their fence.
    private(set) var measures: [Int: (text: String, end: Int)] = [:]

    /// - Throws: a `Fault` (status usage) where the page has no title, or is beyond `MarkdownLimits`.
    init(_ text: String, file: String) throws {
        self.file = file
        guard text.utf8.count <= Page.longest else {
            throw Fault("more than \(Page.longest >> 20) MB", at: file, remedy: "make several pages of it", status: .usage)
        }
        var text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\0", with: "\u{FFFD}")
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        (head, firstLine) = try Self.takeHead(of: &lines, file)
        self.lines = lines
        // The limits name lines of the file.
        let body = lines.joined(separator: "\n")
        try MarkdownLimits.check(String(repeating: "\n", count: firstLine - 1) + body, place: file)
        try readBlocks(of: body)
    }

    /// YAML between lines of three hyphens at the very beginning.
    private static func takeHead(of lines: inout [String], _ file: String) throws -> (head: Page.Head?, firstLine: Int) {
        guard lines.first?.trimmedEnd == "---" else { return (nil, 1) }
        guard let end = lines.dropFirst().firstIndex(where: { ["---", "..."].contains($0.trimmedEnd) }) else {
            throw Fault("the head of the page has no end", at: "\(file):1", remedy: "end it with a line '---'", status: .usage)
        }
        let head = Page.Head(text: lines[1..<end].joined(separator: "\n"), line: 2)
        lines.removeFirst(end + 1)
        return (head, end + 2)
    }

    // MARK: Blocks

    private mutating func readBlocks(of text: String) throws {
        cmark_gfm_core_extensions_ensure_registered()
        let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES)
        defer { cmark_parser_free(parser) }
        if let table = cmark_find_syntax_extension("table") { cmark_parser_attach_syntax_extension(parser, table) }
        cmark_parser_feed(parser, text, text.utf8.count)
        let root = cmark_parser_finish(parser)
        defer { cmark_node_free(root) }
        try MarkdownLimits.check(root, place: file)
        guard let first = cmark_node_first_child(root), cmark_node_get_type(first) == CMARK_NODE_HEADING else {
            throw Fault(
                "the page does not begin with its title",
                at: "\(file):\(firstLine + (lines.firstIndex { !$0.trimmedEnd.isEmpty } ?? 0))",
                remedy: "write a heading there: # A title", status: .usage)
        }
        let shift = 2 - Int(cmark_node_get_heading_level(first))
        let walk = cmark_iter_new(root)
        defer { cmark_iter_free(walk) }
        while case let event = cmark_iter_next(walk), event != CMARK_EVENT_DONE {
            guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk) else { continue }
            let range = Self.range(of: node, lines.count)
            switch cmark_node_get_type(node) {
            case CMARK_NODE_CODE_BLOCK: try readCode(node, range)
            case CMARK_NODE_HTML_BLOCK: verbatim.formUnion(range)
            case CMARK_NODE_HEADING:
                let level = Int(cmark_node_get_heading_level(node))
                // Those in lists and quotes stay as they are.
                if cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT {
                    setHeading(range, level: min(max(level + shift, 2), 4))
                } else {
                    headings.formUnion(range)
                }
            default:
                if String(cString: cmark_node_get_type_string(node)) == "table" { tables.formUnion(range) }
            }
        }
    }

    private static func range(of node: OpaquePointer, _ count: Int) -> Range<Int> {
        let start = min(max(0, Int(cmark_node_get_start_line(node)) - 1), count)
        return start..<max(start, min(count, Int(cmark_node_get_end_line(node))))
    }

    private mutating func readCode(_ node: OpaquePointer, _ range: Range<Int>) throws {
        let words = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
        guard let start = range.first, words.split(separator: " ").first == "measure" else {
            verbatim.formUnion(range)
            return
        }
        let last = lines[range.upperBound - 1].drop { " >\t".contains($0) }
        guard range.count > 1, last.hasPrefix("```") || last.hasPrefix("~~~") else {
            throw Fault(
                "the block is never closed", at: "\(file):\(firstLine + start)", remedy: "close it with a line ```", status: .usage)
        }
        measures[start] = (cmark_node_get_literal(node).map { String(cString: $0) } ?? "", range.upperBound)
    }

    /// Writes a heading anew, on one line, at its level in the report.
    private mutating func setHeading(_ range: Range<Int>, level: Int) {
        guard let start = range.first else { return }
        let marks = String(repeating: "#", count: level) + " "
        let first = lines[start].drop { $0 == " " }
        let rest = first.drop { $0 == "#" }
        if first.hasPrefix("#"), rest.first.map({ $0 == " " || $0 == "\t" }) ?? true {
            lines[start] = marks + rest.drop { $0 == " " || $0 == "\t" }
            headings.insert(start)
            return
        }
        // What looks underlined may be lines of an equation.
        guard !first.hasPrefix("$$"), let end = lines[(start + 1)...].firstIndex(where: Self.isUnderline), end <= range.upperBound
        else { return }
        let words = lines[start..<end].map { String($0.drop { $0 == " " }).trimmedEnd }.joined(separator: " ")
        lines[start] = marks + words
        headings.insert(start)
        for line in (start + 1)...end { lines[line] = "" }
    }

    private static func isUnderline(_ line: String) -> Bool {
        let signs = line.trimmedEnd.drop { $0 == " " }
        return signs.first.map { sign in (sign == "=" || sign == "-") && signs.allSatisfy { $0 == sign } } ?? false
    }
}

extension StringProtocol {
    var trimmedEnd: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
