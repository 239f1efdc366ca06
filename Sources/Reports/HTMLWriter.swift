import Files
import Foundation
import Notebook

/// A picture to put into the page itself.
package enum EmbeddedPicture: Sendable {
    /// An SVG file, of that size in points.
    case image([UInt8], width: Double, height: Double)
    /// Parts of the page: what stands in an `<svg>`, and another for narrow screens where the wide one is too broad for them.
    case drawn(wide: PageDrawing, narrow: PageDrawing?)
}

/// What stands in an `<svg>` of the page; its size in points, as drawn.
package struct PageDrawing: Codable, Sendable, Equatable {
    var content: String
    /// What the classes in the content say, "p0" first, and which greys they name.
    var styles: [String] = []
    var greys: [Int] = []
    var width: Double
    var height: Double
    /// As `PagePlots` gives it; empty where there is nothing to tell.
    var plots = ""
}

/// Writes a Markdown document as HTML: no markup but its own, nothing from elsewhere.
package struct HTMLWriter {
    /// By the source that the Markdown names.
    let pictures: [String: EmbeddedPicture]
    /// Which notes were referred to already: the way back leads to the first reference.
    private let noted = Noted()
    /// Packs what most readers never see.
    private let pack: (String) -> String

    /// - Parameter pack: as `Deflated.text`, which it is where it is not given.
    package init(pictures: [String: EmbeddedPicture], pack: ((String) -> String)? = nil) {
        self.pictures = pictures
        self.pack = pack ?? Deflated.text
    }

    private final class Noted {
        var numbers: Set<Int> = []
    }

    package func html(_ blocks: some Sequence<MarkdownDocument.Block>) -> String {
        MarkdownDocument.parts(blocks).map { part in
            switch part {
            case .block(let block): return html(block)
            case .folded(let id, let title, let inner):
                return
                    "<details id=\"\(id.markupEscaped)\">\n<summary>\(html(title))</summary>\n"
                    + "\(inner.map(html).joined(separator: "\n"))\n</details>"
            }
        }.joined(separator: "\n")
    }

    private func html(_ block: MarkdownDocument.Block) -> String {
        switch block {
        case .heading(let level, let id, let text):
            return "<h\(level) id=\"\(id.markupEscaped)\">\(html(text))</h\(level)>"
        case .paragraph(let text):
            return "<p>\(html(text))</p>"
        case .quote(.plain, let inner):
            return "<blockquote>\n\(html(inner))\n</blockquote>"
        case .quote(let notice, let inner):
            return "<aside class=\"notice \(notice.rawValue)\">\n\(html(inner))\n</aside>"
        case .list(let start, let isTight, let items):
            let name = start == nil ? "ul" : "ol"
            let attribute = start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
            let lines = items.map { "<li>\(isTight ? tight($0) : html($0))</li>" }
            return "<\(name)\(attribute)>\n\(lines.joined(separator: "\n"))\n</\(name)>"
        case .code(let language, let text):
            let name = language.split(separator: " ").first.map { " class=\"language-\(String($0).markupEscaped)\"" } ?? ""
            return "<pre tabindex=\"0\"><code\(name)>\(text.markupEscaped)</code></pre>"
        case .table(let table):
            return html(table)
        case .figure(let source, let alternative, let caption):
            let words = caption.isEmpty ? "" : "\n<figcaption>\(html(caption))</figcaption>"
            return "<figure>\n\(picture(source, alternative))\(words)\n</figure>"
        case .formula(let tex, let formula):
            return "<div class=\"formula\" tabindex=\"0\">\(formula.mathML(tex: tex, isDisplayed: true))</div>"
        case .notes(let notes):
            let items = notes.map { note in
                let back = " <a class=\"back\" href=\"#\(Self.reference(to: note.number))\" aria-label=\"Back to the text\">↩</a>"
                return
                    "<li id=\"\(MarkdownDocument.id(ofNote: note.number))\" value=\"\(note.number)\">\(html(note.blocks))\(back)</li>"
            }
            return "<ol class=\"notes\" aria-label=\"Notes\">\n\(items.joined(separator: "\n"))\n</ol>"
        case .rule:
            return "<hr />"
        }
    }

    private static func reference(to note: Int) -> String { MarkdownDocument.id(ofNote: note) + ".from" }

    /// A tight list's items have no paragraphs.
    private func tight(_ blocks: [MarkdownDocument.Block]) -> String {
        blocks.map { block in
            if case .paragraph(let text) = block { html(text) } else { html(block) }
        }.joined(separator: "\n")
    }

    private func html(_ table: MarkdownDocument.Table) -> String {
        // A table with sentences in its cells is stacked on a phone; one of short cells scrolls in its box.
        let isWordy = table.rows.joined().contains { $0.plainText.count > 48 }
        let labels = table.header.map { $0.plainText.markupEscaped }
        func attributes(_ column: Int, _ text: [MarkdownDocument.Inline]) -> String {
            var classes: [String] = []
            switch table.alignments[column] {
            case .right: classes.append("number")
            case .centre: classes.append("centre")
            case .left, .none: break
            }
            // Short cells are not broken: "10-7-5-4-3".
            if (1...16).contains(text.plainText.count) { classes.append("short") }
            return classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
        }
        var lines: [String] = []
        var name = ""
        if !table.caption.isEmpty {
            // Above the box that scrolls, not inside.
            lines.append("<p class=\"caption\">\(html(table.caption))</p>")
            name = " aria-label=\"\(table.caption.plainText.markupEscaped)\""
        }
        lines += ["<div class=\"table\(isWordy ? " wordy" : "")\" tabindex=\"0\">", "<table\(name)>"]
        if table.header.contains(where: { !$0.isEmpty }) {
            let cells = table.header.indices.map { column in
                "<th scope=\"col\"\(attributes(column, []))>\(html(table.header[column]))</th>"
            }
            lines.append("<thead>\n<tr>\(cells.joined())</tr>\n</thead>")
        }
        lines.append("<tbody>")
        for row in table.rows {
            let cells = row.indices.map { column in
                let label = labels[column].isEmpty || !isWordy ? "" : " data-label=\"\(labels[column])\""
                return "<td\(attributes(column, row[column]))\(label)>\(cell(row[column]))</td>"
            }
            lines.append("<tr>\(cells.joined())</tr>")
        }
        lines += ["</tbody>", "</table>", "</div>"]
        return lines.joined(separator: "\n")
    }

    /// A verdict gets a colour beside its sign and words.
    private func cell(_ text: [MarkdownDocument.Inline]) -> String {
        guard let verdict = Verdict(cell: text) else { return html(text) }
        return "<span class=\"verdict \(verdict.rawValue)\">\(html(text))</span>"
    }

    private func html(_ inlines: [MarkdownDocument.Inline]) -> String { inlines.map(html).joined() }

    private func html(_ inline: MarkdownDocument.Inline) -> String {
        switch inline {
        case .text(let text): text.markupEscaped
        case .code(let text): "<code>\(text.markupEscaped)</code>"
        case .emphasis(let inner): "<em>\(html(inner))</em>"
        case .strong(let inner): "<strong>\(html(inner))</strong>"
        case .struck(let inner): "<del>\(html(inner))</del>"
        case .link(let destination, let inner):
            if let destination = destination.safeLink {
                "<a href=\"\(destination.markupEscaped)\">\(html(inner))</a>"
            } else {
                html(inner)
            }
        case .image(let source, let alternative): picture(source, alternative)
        case .formula(let tex, let formula): formula.mathML(tex: tex, isDisplayed: false)
        case .note(let number): note(number)
        case .softBreak: "\n"
        case .hardBreak: "<br />\n"
        }
    }

    private func note(_ number: Int) -> String {
        let id = noted.numbers.insert(number).inserted ? " id=\"\(Self.reference(to: number))\"" : ""
        return "<sup class=\"note\"><a\(id) href=\"#\(MarkdownDocument.id(ofNote: number))\">\(number)</a></sup>"
    }

    private func picture(_ source: String, _ alternative: String) -> String {
        guard let picture = pictures[source] else { return "<em>\(alternative.markupEscaped)</em>" }
        // At most so large that the picture's letters are those of the text around it.
        func limit(_ width: Double) -> String { "style=\"max-width: \((width * 0.103).printed(digits: 1))rem\"" }
        switch picture {
        case .image(let file, let width, let height):
            let size = "width=\"\(Int(width.rounded(.up)))\" height=\"\(Int(height.rounded(.up)))\""
            return
                "<img src=\"\(Self.address(of: file))\" alt=\"\(alternative.markupEscaped)\" \(size) \(limit(width)) />"
        case .drawn(let wide, let narrow):
            func svg(_ drawing: PageDrawing, _ kind: String) -> String {
                let size = "0 0 \(PageOutline.number(drawing.width)) \(PageOutline.number(drawing.height))"
                // In single quotes, as JSON is full of double ones.
                let plots = drawing.plots.isEmpty ? "" : "data-plots='\(drawing.plots.markupEscapedInSingleQuotes)' "
                return
                    "<svg role=\"img\" aria-label=\"\(alternative.markupEscaped)\" class=\"\(kind)\" viewBox=\"\(size)\" \(plots)"
                    + "\(limit(drawing.width))>\(drawing.content)</svg>"
            }
            guard let narrow else { return svg(wide, "only") }
            // Packed, since most readers never see it: the page's script puts it in the place of the wide one where there is need.
            return svg(wide, "wide")
                + "<script type=\"application/x-deflate\" class=\"narrow\">\(pack(svg(narrow, "narrow")))</script>"
        }
    }

    private static func address(of svg: [UInt8]) -> String { "data:image/svg+xml;base64,\(Data(svg).base64EncodedString())" }
}

extension String {
    /// The destination where it is one to follow: inside the document, beside it, or a public address; nil for scripts and the like.
    var safeLink: String? {
        guard let colon = firstIndex(of: ":"), !self[..<colon].contains(where: { "/?#".contains($0) }) else { return self }
        return ["http", "https", "mailto"].contains(self[..<colon].lowercased()) ? self : nil
    }
}
