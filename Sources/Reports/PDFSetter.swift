import CairoCanvas
import Charts
import Notebook

/// A chart with the room that it takes on the page.
struct PDFPicture {
    let chart: Chart
    let size: Size
}

/// Turns a Markdown document into items for the pages.
struct PDFSetter {
    let style: PDFStyle
    let document: PDFDocument
    /// By the source that the Markdown names.
    let pictures: [String: PDFPicture]
    /// The page of each heading, for the contents; empty while it is not known.
    let pages: [String: Int]
    /// The ids of headings in prose: its sections follow one another, whatever figures stand in them.
    let prose: Set<String>
    /// False where only the places matter.
    let drawsCharts: Bool
    /// Asked before each block and each row of a table.
    let checkCancellation: () throws -> Void
    /// Told where each heading stands.
    let onHeading: (String, Point) -> Void

    private var plain: TypesetText.Style { TypesetText.Style(size: style.body, color: style.ink) }

    /// - Throws: what `checkCancellation` throws.
    func items(_ markdown: MarkdownDocument) throws -> [PDFItem] {
        let parts = markdown.partsAroundContents
        return try items(parts.lead) + contents(parts.contents) + items(parts.rest)
    }

    /// - Parameter part: what the blocks are part of; nil: the document.
    private func items(
        _ blocks: some Sequence<MarkdownDocument.Block>, indent: Double = 0, in part: PDFDocument.Part? = nil
    ) throws -> [PDFItem] {
        let blocks = Array(blocks)
        return try blocks.indices.flatMap { index -> [PDFItem] in
            try checkCancellation()
            var items = try items(blocks[index], indent: style.indent(indent), in: part)
            if case .heading(let level, let id, _) = blocks[index] {
                let isSection = level > 2 && prose.contains(id)
                items[0].freeShareWanted = isSection ? 0.12 : Self.freeShareWanted(level, before: blocks[(index + 1)...])
            }
            if index + 1 < blocks.count, Self.isHead(blocks[index], of: blocks[index + 1]) {
                items[items.count - 1].staysWithNext = true
            }
            return items
        }
    }

    /// What heads a list, or says what is to be typed, stands on its page.
    private static func isHead(_ block: MarkdownDocument.Block, of next: MarkdownDocument.Block) -> Bool {
        switch (block, next) {
        case (.paragraph(let text), .list): if case .strong? = text.first { text.count == 1 } else { false }
        case (.paragraph, .code): true
        default: false
        }
    }

    /// A section with a picture begins where a good part of it has room, and so does a chapter of such sections.
    private static func freeShareWanted(_ level: Int, before rest: ArraySlice<MarkdownDocument.Block>) -> Double {
        guard level == 2 || level == 3 else { return 0 }
        for block in rest {
            switch block {
            case .heading(let next, _, _) where next <= level: return 0.16
            case .figure: return 0.36
            default: continue
            }
        }
        return 0.16
    }

    private func items(_ block: MarkdownDocument.Block, indent: Double, in part: PDFDocument.Part?) throws -> [PDFItem] {
        switch block {
        case .heading(let level, let id, let text): return [heading(level, id, text)]
        case .paragraph(let text): return [paragraph(text, indent: indent, in: part)]
        case .quote(let notice, let inner): return try quote(notice, inner, indent: indent, in: part)
        case .list(let start, let isTight, let entries): return try list(start, isTight, entries, indent: indent, in: part)
        case .code(_, let text): return [code(text, indent: indent, in: part)]
        case .table(let table):
            return try PDFTable(style: style, document: document, part: part, checkCancellation: checkCancellation).items(
                table, spaceAbove: 12)
        case .figure(let source, let alternative, let caption): return figure(source, alternative, caption)
        case .formula(let source, let formula): return [self.formula(formula, source, indent: indent, in: part)]
        case .notes(let notes): return try self.notes(notes)
        case .rule:
            let (document, style) = (document, style)
            return [
                PDFItem(height: 0.5, spaceAbove: 12) {
                    document.fill(Rect(x: $0.x, y: $0.y, width: style.textWidth, height: 0.5), with: style.hairline)
                }
            ]
        }
    }

    private func heading(_ level: Int, _ id: String, _ text: [MarkdownDocument.Inline]) -> PDFItem {
        let roles: [PDFDocument.Role] = [.heading1, .heading2, .heading3, .heading4]
        let role = roles[min(level, 4) - 1]
        let dress = TypesetText.Style(size: style.size(ofHeading: level), isBold: true, color: style.ink)
        let block = TypesetBlock(style.text(text, dress), width: style.textWidth, spacing: 1.1, in: document)
        let document = document
        let space = style.space(aboveHeading: level)
        var item =
            block.height > style.greatestWhole
            ? PDFItem(.text(block, role: role), spaceAbove: space)
            : PDFItem(height: block.height, spaceAbove: space) { block.draw(as: role, at: $0, on: document) }
        item.staysWithNext = true
        item.holdsFloats = level <= 2 || level == 3 && !prose.contains(id)
        item.onPlacing = { onHeading(id, $0) }
        return item
    }

    private func paragraph(_ text: [MarkdownDocument.Inline], indent: Double, in part: PDFDocument.Part?) -> PDFItem {
        let block = TypesetBlock(
            style.text(text, plain), width: style.textWidth - indent, spacing: style.spacing, in: document)
        return PDFItem(.text(block, indent: indent, part: part), spaceAbove: 7)
    }

    private func quote(
        _ notice: MarkdownDocument.Notice, _ inner: [MarkdownDocument.Block], indent: Double, in part: PDFDocument.Part?
    ) throws -> [PDFItem] {
        var items = try items(inner, indent: indent + 12, in: PDFDocument.Part(.quote, in: part))
        let gap = PDFItem(height: 5, spaceAbove: 0) { _ in }
        items.insert(gap, at: 0)
        items.append(gap)
        for index in items.indices {
            items[index].bar = style.color(of: notice)
            if index < 2 { items[index].staysWithNext = true }
        }
        items[0].spaceAbove = 10
        items[0].beginsNotice = true
        items[1].spaceAbove = 0
        return items
    }

    private func list(
        _ start: Int?, _ isTight: Bool, _ entries: [[MarkdownDocument.Block]], indent: Double, in part: PDFDocument.Part?
    ) throws -> [PDFItem] {
        let document = document
        let whole = PDFDocument.Part(.list, in: part)
        let left = style.indent(indent + 14)
        return try entries.enumerated().flatMap { number, blocks -> [PDFItem] in
            let entry = PDFDocument.Part(.entry, in: whole)
            var items = try items(blocks, indent: left, in: PDFDocument.Part(.entryBody, in: entry))
            guard !items.isEmpty else { return items }
            items[0].spaceAbove = isTight && number > 0 ? 2.5 : 5
            let mark = TypesetBlock(
                TypesetText(start.map { "\($0 + number)." } ?? "•", plain), width: nil, spacing: style.spacing, in: document)
            let before = items[0].onPlacing
            items[0].onPlacing = { point in
                mark.draw(as: .label, in: entry, at: Point(point.x + left - 14 + (start == nil ? 3 : 0), point.y), on: document)
                before?(point)
            }
            return items
        }
    }

    /// A displayed equation, in the middle of its lines; one that is too broad is made smaller.
    private func formula(_ formula: Formula, _ source: String, indent: Double, in part: PDFDocument.Part?) -> PDFItem {
        let drawing = FormulaLayout(size: style.body + 0.5, color: style.ink, measuring: document.canvas).drawing(
            formula, isDisplayed: true)
        let room = style.textWidth - indent
        let scale = min(1, room / max(1, drawing.width), style.greatestWhole / max(1, drawing.height))
        let document = document
        return PDFItem(height: scale * drawing.height, spaceAbove: 9) { origin in
            document.withRole(.figure, in: part, alternative: source) {
                drawing.draw(
                    at: Point(origin.x + indent + (room - scale * drawing.width) / 2, origin.y + scale * drawing.ascent),
                    scale: scale,
                    on: document.canvas)
            }
        }
    }

    /// Notes in small letters below a short rule.
    private func notes(_ notes: [MarkdownDocument.Note]) throws -> [PDFItem] {
        let (document, style) = (document, style)
        var rule = PDFItem(height: 0.5, spaceAbove: 14) {
            document.fill(Rect(x: $0.x, y: $0.y, width: 60, height: 0.5), with: style.hairline)
        }
        rule.staysWithNext = true
        let dress = TypesetText.Style(size: style.small, color: style.ink)
        return try [rule]
            + notes.flatMap { note -> [PDFItem] in
                var items: [PDFItem] = []
                for block in note.blocks {
                    if case .paragraph(let text) = block {
                        let words = TypesetBlock(
                            style.text(text, dress), width: style.textWidth - 14, spacing: style.spacing, in: document)
                        items.append(PDFItem(.text(words, indent: 14), spaceAbove: 4))
                    } else {
                        items += try self.items(block, indent: 14, in: nil)
                    }
                }
                guard !items.isEmpty else { return items }
                let mark = TypesetBlock(TypesetText("\(note.number)", dress), width: nil, spacing: style.spacing, in: document)
                let before = items[0].onPlacing
                items[0].onPlacing = { point in
                    mark.draw(as: .paragraph, at: point, on: document)
                    onHeading(MarkdownDocument.id(ofNote: note.number), point)
                    before?(point)
                }
                return items
            }
    }

    private func code(_ text: String, indent: Double, in part: PDFDocument.Part?) -> PDFItem {
        let dress = TypesetText.Style(size: style.small, isMonospaced: true, color: style.ink)
        let words = text.hasSuffix("\n") ? String(text.dropLast()) : text
        let width = style.textWidth - indent - 16
        let block = TypesetBlock(TypesetText(words, dress), width: width, spacing: 1.2, in: document)
        let (document, style) = (document, style)
        let height = block.height + 10
        guard height < style.page.height / 2 else {
            return PDFItem(.text(block, indent: indent + 8, role: .code, part: part), spaceAbove: 8)
        }
        return PDFItem(height: height, spaceAbove: 8) { origin in
            document.fill(
                Rect(x: origin.x + indent, y: origin.y, width: style.textWidth - indent, height: height), with: .gray(0.955))
            block.draw(as: .code, in: part, at: Point(origin.x + indent + 8, origin.y + 5), on: document)
        }
    }

    private func figure(_ source: String, _ alternative: String, _ caption: [MarkdownDocument.Inline]) -> [PDFItem] {
        let dress = TypesetText.Style(size: style.small + 0.5, color: style.ink)
        let words = TypesetBlock(style.text(caption, dress), width: style.textWidth, spacing: style.spacing, in: document)
        guard let picture = pictures[source] else {
            return [paragraph([.emphasis([.text(alternative)])], indent: 0, in: nil), PDFItem(.text(words), spaceAbove: 6)]
        }
        let gap = 6.0
        // A caption of up to half a page stays with its picture; a longer one begins below it and goes over the page.
        let isParted = words.height > style.textHeight / 2
        let below = caption.isEmpty ? 0 : isParted ? gap + 4 * words.lines[0].height : gap + words.height
        let room = style.textHeight - below
        let isTall = picture.size.height > room
        let chart =
            isTall ? picture.chart.fitted(height: room, width: picture.size.width, measuring: document.canvas) : picture.chart
        let size = isTall ? ChartRenderer.size(of: chart, width: picture.size.width, measuring: document.canvas) : picture.size
        let inset = (style.textWidth - size.width) / 2
        let (document, draws) = (document, drawsCharts)
        var item = PDFItem(height: size.height + (isParted ? 0 : below), spaceAbove: 12) { origin in
            if draws {
                let area = Rect(x: origin.x + inset, y: origin.y, width: size.width, height: size.height)
                document.withRole(.figure, alternative: alternative) { ChartRenderer.draw(chart, on: document.canvas, in: area) }
            }
            guard !isParted else { return }
            words.draw(as: .caption, at: Point(origin.x, origin.y + size.height + gap), on: document)
        }
        guard !isParted else {
            item.staysWithNext = true
            return [item, PDFItem(.text(words, role: .caption), spaceAbove: gap)]
        }
        item.floats = true
        return [item]
    }

    /// The contents: each link with its page's number at the right.
    private func contents(_ blocks: ArraySlice<MarkdownDocument.Block>) throws -> [PDFItem] {
        func entries(_ blocks: [MarkdownDocument.Block], depth: Int) throws -> [PDFItem] {
            try checkCancellation()
            return try blocks.flatMap { block -> [PDFItem] in
                switch block {
                case .list(_, _, let items): return try items.flatMap { try entries($0, depth: depth + 1) }
                case .paragraph(let text): return [entry(text, depth: depth)]
                default: return try items(block, indent: 0, in: nil)
                }
            }
        }
        return try blocks.flatMap { block -> [PDFItem] in
            if case .list = block { try entries([block], depth: -1) } else { try items(block, indent: 0, in: nil) }
        }
    }

    private func entry(_ text: [MarkdownDocument.Inline], depth: Int) -> PDFItem {
        var id: String?
        if case .link(let destination, _)? = text.first(where: { if case .link = $0 { true } else { false } }),
            destination.hasPrefix("#")
        {
            id = String(destination.dropFirst())
        }
        let indent = style.indent(Double(depth) * 14)
        var dress = plain
        dress.isBold = depth == 0
        let block = TypesetBlock(style.text(text, dress), width: style.textWidth - indent - 34, spacing: 1.15, in: document)
        dress.isBold = false
        let page = id.map { pages[$0].map(String.init) ?? "00" } ?? ""
        dress.link = id.map { .destination($0) }
        let number = TypesetBlock(TypesetText(page, dress), width: nil, spacing: 1.15, in: document)
        let (document, style) = (document, style)
        let space = depth == 0 ? 7.0 : 3
        guard block.height <= style.greatestWhole else {
            var item = PDFItem(.text(block, indent: indent), spaceAbove: space)
            item.onPlacing = {
                number.draw(as: .paragraph, at: Point($0.x + style.textWidth - number.usedWidth, $0.y), on: document)
            }
            return item
        }
        return PDFItem(height: block.height, spaceAbove: space) { origin in
            block.draw(as: .paragraph, at: Point(origin.x + indent, origin.y), on: document)
            guard let last = block.lines.last else { return }
            let x = origin.x + style.textWidth - number.usedWidth
            number.draw(as: .paragraph, at: Point(x, origin.y + last.top), on: document)
            let left = origin.x + indent + block.usedWidth + 8
            if id != nil, x - 8 > left {
                document.fill(
                    Rect(x: left, y: origin.y + last.baseline - 0.4, width: x - 8 - left, height: 0.4), with: style.hairline)
            }
        }
    }
}
