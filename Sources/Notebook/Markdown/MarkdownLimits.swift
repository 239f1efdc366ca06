import CCmark
import Files

/// What Markdown must keep to, so that reading it takes neither hours nor more memory or stack than there is.
///
/// cmark-gfm 0.29 takes time with the square of the columns of tables and of some openings of HTML in one paragraph, and a reader of
/// trees takes stack with their depth. What a person writes stays far below every limit.
package enum MarkdownLimits {
    /// How deep quotes, lists, emphasis and links stand in one another.
    static let depth = 60
    /// The size of the text, in bytes.
    static let size = 64 << 20
    /// The size of one paragraph, list item or the like, in bytes.
    static let paragraph = 256 << 10
    /// The columns of a table, and its cells.
    static let columns = 500
    static let cells = 250_000
    /// How often one paragraph may open declarations, comments and the like.
    static let openings = 2000

    /// Checks a text before it is read.
    /// - Throws: a `Fault` (status usage) that names the line.
    package static func check(_ text: String, place: String) throws {
        func fault(_ problem: String, _ line: Int, _ remedy: String) -> Fault {
            Fault(problem, at: "\(place):\(line)", remedy: remedy, status: .usage)
        }
        guard text.utf8.count <= size else {
            throw Fault("more than \(size >> 20) MB of Markdown", at: place, remedy: "divide it", status: .usage)
        }
        var run = Run()
        var number = 0
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard line.contains(where: { $0 > 0x20 }) else {
                run = Run()
                continue
            }
            run.add(line)
            guard run.columns <= columns else {
                throw fault("a table of \(run.columns.printed) columns", number, "set at most \(columns) beside one another")
            }
            guard run.columns * run.rows <= cells else {
                throw fault("a table of more than \(cells.printed) cells", number, "divide it")
            }
            guard run.columns > 0 || run.size <= paragraph else {
                throw fault(
                    "a paragraph of more than \(paragraph >> 10) kB", number, "put blank lines between its parts")
            }
            guard run.openings <= openings else {
                throw fault(
                    "a paragraph opens declarations or comments more than \(openings.printed) times", number, "take them out")
            }
        }
    }

    /// Checks how deep the tree of a text is, before it is walked.
    /// - Throws: a `Fault` (status usage) that names the line.
    package static func check(_ root: OpaquePointer?, place: String) throws {
        let walk = cmark_iter_new(root)
        defer { cmark_iter_free(walk) }
        var level = 0
        while true {
            let event = cmark_iter_next(walk)
            if event == CMARK_EVENT_DONE { return }
            let node = cmark_iter_get_node(walk)
            // A list's items and their paragraphs are no levels that a reader sees.
            let kind = cmark_node_get_type(node)
            guard cmark_node_first_child(node) != nil, kind != CMARK_NODE_ITEM, kind != CMARK_NODE_PARAGRAPH else { continue }
            level += event == CMARK_EVENT_ENTER ? 1 : -1
            guard level <= depth else {
                let line = sequence(first: node, next: { cmark_node_parent($0) }).prefix { $0 != nil }
                    .map { Int(cmark_node_get_start_line($0)) }.first { $0 > 0 }
                throw Fault(
                    "quotes, lists or marks stand in one another more than \(depth) deep",
                    at: line.map { "\(place):\($0)" } ?? place, remedy: "nest them less", status: .usage)
            }
        }
    }

    /// Lines with no blank one between them.
    private struct Run {
        var size = 0
        var openings = 0
        /// Of the table; 0 where the lines are none so far.
        var columns = 0
        var rows = 0

        mutating func add(_ line: Substring.UTF8View) {
            var isRule = true
            var dashes = 0
            var bars = 0
            var previous: UInt8 = 0
            for byte in line {
                switch byte {
                case UInt8(ascii: "|"): bars += 1
                case UInt8(ascii: "-"): dashes += 1
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "\r"): break
                default: isRule = false
                }
                if previous == UInt8(ascii: "<"), byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!") { openings += 1 }
                previous = byte
            }
            if isRule, bars > 0, dashes > 0 {
                columns = max(columns, bars + 1)
                rows = 0
                openings = 0
            } else if columns > 0 {
                rows += 1
            }
            size += line.count + 1
        }
    }
}
