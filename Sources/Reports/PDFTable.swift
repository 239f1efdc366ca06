import CairoCanvas
import Charts

/// A table set on paper: columns as broad as their words need, cells broken into lines, the header repeated on every page.
struct PDFTable {
    let style: PDFStyle
    let document: PDFDocument
    private let gap = 10.0
    private let padding = 3.2

    init(style: PDFStyle, document: PDFDocument) {
        self.style = style
        self.document = document
    }

    func items(_ table: MarkdownDocument.Table, spaceAbove: Double) -> [PDFItem] {
        let plain = TypesetText.Style(size: style.small, color: style.ink)
        var strong = plain
        strong.isBold = true
        var items: [PDFItem] = []
        if !table.caption.isEmpty {
            let caption = TypesetBlock(
                style.text(table.caption, TypesetText.Style(size: style.body, color: style.ink)), width: style.textWidth,
                spacing: style.spacing, in: document)
            var item = PDFItem(.text(caption, indent: 0), spaceAbove: spaceAbove)
            item.staysWithNext = true
            items.append(item)
        }
        let header = table.header.map { style.text($0, strong) }
        let rows = table.rows.map { row in row.map { style.text($0, dress(plain, for: $0)) } }
        let widths = columnWidths(header, rows)
        let hasHeader = header.contains { !$0.isEmpty }
        let head = row(header, widths, table.alignments, rule: style.quiet, thickness: 0.8)
        if hasHeader {
            var item = PDFItem(.whole(head), spaceAbove: items.isEmpty ? spaceAbove : 4)
            item.staysWithNext = true
            items.append(item)
        }
        for (index, cells) in rows.enumerated() {
            let made = row(cells, widths, table.alignments, rule: style.hairline, thickness: 0.4)
            var item = PDFItem(.whole(made), spaceAbove: items.isEmpty ? spaceAbove : 0)
            if hasHeader, index > 0 { item.repeated = head }
            items.append(item)
        }
        return items
    }

    private func dress(_ plain: TypesetText.Style, for cell: [MarkdownDocument.Inline]) -> TypesetText.Style {
        guard let verdict = Verdict(cell: cell) else { return plain }
        var dressed = plain
        dressed.color = style.color(of: verdict)
        dressed.isBold = true
        return dressed
    }

    /// Every column gets what its longest word needs; the rest goes to those that want more, as they want it.
    private func columnWidths(_ header: [TypesetText], _ rows: [[TypesetText]]) -> [Double] {
        let all = [header] + rows
        let least = header.indices.map { column in
            min(all.map { TypesetBlock.narrowestWidth(of: $0[column], in: document) }.max() ?? 0, style.textWidth / 3)
        }
        let wanted = header.indices.map { column in
            max(least[column], all.map { TypesetBlock($0[column], width: nil, in: document).usedWidth }.max() ?? 0)
        }
        let room = style.textWidth - gap * Double(header.count - 1)
        let wantedInAll = wanted.reduce(0, +)
        if wantedInAll <= room { return wanted }
        let leastInAll = least.reduce(0, +)
        if leastInAll >= room { return least.map { $0 * room / leastInAll } }
        // Wishes count by their square root, so that one long cell does not starve the others.
        let wishes = zip(wanted, least).map { ($0 - $1).squareRoot() }
        var widths = least
        var rest = room - leastInAll
        var open = Set(widths.indices.filter { wishes[$0] > 0 })
        while rest > 0.01, !open.isEmpty {
            let total = open.sorted().map { wishes[$0] }.reduce(0, +)
            var given = 0.0
            for column in open.sorted() {
                let share = min(rest * wishes[column] / total, wanted[column] - widths[column])
                widths[column] += share
                given += share
                if wanted[column] - widths[column] < 0.01 { open.remove(column) }
            }
            rest -= given
            if given < 0.01 { break }
        }
        return widths
    }

    private func row(
        _ cells: [TypesetText], _ widths: [Double], _ alignments: [MarkdownDocument.Alignment], rule: Color, thickness: Double
    ) -> PDFDrawing {
        var blocks: [TypesetBlock] = []
        for (column, cell) in cells.enumerated() {
            // A hair more than measured, or the last word would be broken by rounding.
            let side = Self.alignment(alignments[column])
            blocks.append(TypesetBlock(cell, width: widths[column] + 0.5, alignment: side, spacing: 1.08, in: document))
        }
        let height = (blocks.map(\.height).max() ?? 0) + 2 * padding
        let row = Row(
            document: document, blocks: blocks, widths: widths, gap: gap, padding: padding, height: height, rule: rule,
            thickness: thickness)
        return PDFDrawing(height: height) { row.draw(at: $0) }
    }

    /// A row's cells side by side, with a rule below.
    private struct Row {
        let document: PDFDocument
        let blocks: [TypesetBlock]
        let widths: [Double]
        let gap: Double
        let padding: Double
        let height: Double
        let rule: Color
        let thickness: Double

        func draw(at origin: Point) {
            var x = origin.x
            for (block, width) in zip(blocks, widths) {
                block.draw(as: .paragraph, at: Point(x, origin.y + padding), on: document)
                x += width + gap
            }
            document.fill(
                Rect(x: origin.x, y: origin.y + height - thickness, width: x - gap - origin.x, height: thickness), with: rule)
        }
    }

    private static func alignment(_ alignment: MarkdownDocument.Alignment) -> TypesetBlock.Alignment {
        switch alignment {
        case .right: .right
        case .centre: .centre
        case .left, .none: .left
        }
    }
}
