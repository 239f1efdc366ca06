import CairoCanvas
import Charts

/// A table set on paper: columns as broad as their words need, cells broken into lines, the header repeated on every page.
struct PDFTable {
    let style: PDFStyle
    let document: PDFDocument
    /// What the table is part of; nil: the document.
    let part: PDFDocument.Part?
    /// Asked before each row.
    let checkCancellation: () throws -> Void
    private let gap = 10.0
    private let padding = 3.2
    /// What a column has at least where a table is too broad for the page.
    private let leastColumn = 28.0

    init(
        style: PDFStyle, document: PDFDocument, part: PDFDocument.Part?, checkCancellation: @escaping () throws -> Void
    ) {
        self.style = style
        self.document = document
        self.part = part
        self.checkCancellation = checkCancellation
    }

    /// A table too broad for the page is parted into several with some of the columns each, one below the other; the first column
    /// stands in all of them.
    func items(_ table: MarkdownDocument.Table, spaceAbove: Double) throws -> [PDFItem] {
        let plain = TypesetText.Style(size: style.small, color: style.ink)
        var strong = plain
        strong.isBold = true
        var items: [PDFItem] = []
        if !table.caption.isEmpty {
            let caption = TypesetBlock(
                style.text(table.caption, TypesetText.Style(size: style.body, color: style.ink)), width: style.textWidth,
                spacing: style.spacing, in: document)
            var item = PDFItem(.text(caption, part: part), spaceAbove: spaceAbove)
            item.staysWithNext = true
            items.append(item)
        }
        let header = table.header.map { style.text($0, strong) }
        let rows = table.rows.map { row in row.map { style.text($0, dress(plain, for: $0)) } }
        let needs = try columnNeeds(header, rows)
        for (number, columns) in parts(of: needs).enumerated() {
            let above = number > 0 ? 10 : items.isEmpty ? spaceAbove : 4
            items += try part(
                columns.map { header[$0] }, rows.map { row in columns.map { row[$0] } },
                widths: columnWidths(columns.map { needs[$0] }), columns.map { table.alignments[$0] }, spaceAbove: above)
        }
        return items
    }

    /// The columns of each part: all where they have room or are few, else so many at a time, the first one in every part.
    private func parts(of needs: [Need]) -> [[Int]] {
        let columns = needs.indices
        let most = max(2, Int((style.textWidth + gap) / (leastColumn + gap)))
        let breadth = needs.reduce(0) { $0 + $1.least } + gap * Double(columns.count - 1)
        guard columns.count > most, breadth > style.textWidth else { return [Array(columns)] }
        return stride(from: 1, to: columns.count, by: most - 1).map { start in
            [0] + Array(start..<min(start + most - 1, columns.count))
        }
    }

    private func part(
        _ header: [TypesetText], _ rows: [[TypesetText]], widths: [Double], _ alignments: [MarkdownDocument.Alignment],
        spaceAbove: Double
    ) throws -> [PDFItem] {
        var items: [PDFItem] = []
        var repeated: PDFDrawing?
        let whole = PDFDocument.Part(.table, in: part)
        if header.contains(where: { !$0.isEmpty }) {
            let head = row(header, widths, alignments, rule: style.quiet, thickness: 0.8, .headerCell, in: whole)
            items = head.map { PDFItem(.whole($0), spaceAbove: 0) }
            for index in items.indices { items[index].staysWithNext = true }
            // A head that takes half the page would leave its rows no room.
            if head.count == 1, head[0].height < style.textHeight / 4 {
                // Said once: what stands again over the page is decoration.
                repeated = row(header, widths, alignments, rule: style.quiet, thickness: 0.8, .headerCell, in: nil)[0]
            }
        }
        for (index, cells) in rows.enumerated() {
            try checkCancellation()
            let pieces = row(cells, widths, alignments, rule: style.hairline, thickness: 0.4, .cell, in: whole)
            for (number, piece) in pieces.enumerated() {
                var item = PDFItem(.whole(piece), spaceAbove: 0)
                if index > 0 || number > 0 { item.repeated = repeated }
                item.staysWithNext = pieces.count == 1 && Self.staysWithNext(index, of: rows.count)
                items.append(item)
            }
        }
        for index in items.indices.dropFirst() { items[index].continues = true }
        if !items.isEmpty { items[0].spaceAbove = spaceAbove }
        return items
    }

    /// Three rows at least stand together at a table's beginning and at its end.
    private static func staysWithNext(_ row: Int, of count: Int) -> Bool { row < count - 1 && (row < 2 || row >= count - 3) }

    private func dress(_ plain: TypesetText.Style, for cell: [MarkdownDocument.Inline]) -> TypesetText.Style {
        guard let verdict = Verdict(cell: cell) else { return plain }
        var dressed = plain
        dressed.color = style.color(of: verdict)
        dressed.isBold = true
        return dressed
    }

    /// The breadth of a column that its longest word needs, up to a third of the page, and the breadth with which no cell has a second line.
    private struct Need {
        var least = 0.0
        var wanted = 0.0
    }

    private func columnNeeds(_ header: [TypesetText], _ rows: [[TypesetText]]) throws -> [Need] {
        var needs = header.map { _ in Need() }
        for row in [header] + rows {
            try checkCancellation()
            for (column, cell) in row.enumerated() {
                needs[column].least = max(needs[column].least, TypesetBlock.narrowestWidth(of: cell, in: document))
                needs[column].wanted = max(needs[column].wanted, TypesetBlock(cell, width: nil, in: document).usedWidth)
            }
        }
        return needs.map { need in
            let least = min(need.least, style.textWidth / 3)
            return Need(least: least, wanted: max(least, need.wanted))
        }
    }

    /// Every column gets what its longest word needs; the rest goes to those that want more, as they want it.
    private func columnWidths(_ needs: [Need]) -> [Double] {
        let (least, wanted) = (needs.map(\.least), needs.map(\.wanted))
        let room = style.textWidth - gap * Double(needs.count - 1)
        let wantedInAll = wanted.reduce(0, +)
        if wantedInAll <= room { return wanted }
        let leastInAll = least.reduce(0, +)
        if leastInAll >= room {
            // Words must be broken: those of broad columns, as the narrow ones have little to give.
            let narrow = min(leastColumn, room / Double(needs.count))
            let beyond = least.map { max(0, $0 - narrow) }
            let beyondInAll = beyond.reduce(0, +)
            guard beyondInAll > 0 else { return least }
            let share = (room - (leastInAll - beyondInAll)) / beyondInAll
            return zip(least, beyond).map { $0 - $1 + $1 * share }
        }
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

    /// A row; several pieces, to stand one below the other, where it is too high to stay whole.
    /// - Parameter table: nil: it is decoration.
    private func row(
        _ cells: [TypesetText], _ widths: [Double], _ alignments: [MarkdownDocument.Alignment], rule: Color, thickness: Double,
        _ kind: PDFDocument.Part.Kind, in table: PDFDocument.Part?
    ) -> [PDFDrawing] {
        let row = table.map { PDFDocument.Part(.row, in: $0) }
        let parts = cells.map { _ in row.map { PDFDocument.Part(kind, in: $0) } }
        var blocks: [TypesetBlock] = []
        for (column, cell) in cells.enumerated() {
            // A hair more than measured, or the last word would be broken by rounding.
            let side = Self.alignment(alignments[column])
            blocks.append(TypesetBlock(cell, width: widths[column] + 0.5, alignment: side, spacing: 1.08, in: document))
        }
        let isWhole = (blocks.map(\.height).max() ?? 0) <= style.greatestWhole
        let limit = isWhole ? .infinity : style.textHeight / 5
        var starts = blocks.map { _ in 0 }
        var pieces: [PDFDrawing] = []
        repeat {
            let ends = zip(blocks, starts).map { block, start in Self.end(of: block, from: start, within: limit) }
            let isLast = zip(blocks, ends).allSatisfy { $0.lines.count == $1 }
            let heights = blocks.indices.map { Self.height(of: blocks[$0], starts[$0]..<ends[$0]) }
            let top = pieces.isEmpty ? padding : 0
            let piece = RowPiece(
                document: document, blocks: blocks, parts: parts, lines: zip(starts, ends).map { $0..<$1 }, widths: widths,
                gap: gap, top: top,
                height: top + (heights.max() ?? 0) + (isLast ? padding : 0), rule: isLast ? rule : nil, thickness: thickness)
            pieces.append(PDFDrawing(height: piece.height) { piece.draw(at: $0) })
            starts = ends
            if isLast { return pieces }
        } while true
    }

    /// One past the last of the block's lines that have room; at least one more than before where any is left.
    private static func end(of block: TypesetBlock, from start: Int, within limit: Double) -> Int {
        guard start < block.lines.count else { return start }
        let top = block.lines[start].top
        return max(start + 1, block.lines[start...].prefix { $0.top + $0.height - top <= limit }.endIndex)
    }

    private static func height(of block: TypesetBlock, _ lines: Range<Int>) -> Double {
        guard let first = lines.first, let last = lines.last else { return 0 }
        return block.lines[last].top + block.lines[last].height - block.lines[first].top
    }

    /// Lines of a row's cells side by side, with a rule below the last ones.
    private struct RowPiece {
        let document: PDFDocument
        let blocks: [TypesetBlock]
        /// The cells that the blocks are; nil: decoration.
        let parts: [PDFDocument.Part?]
        let lines: [Range<Int>]
        let widths: [Double]
        let gap: Double
        let top: Double
        let height: Double
        let rule: Color?
        let thickness: Double

        func draw(at origin: Point) {
            var x = origin.x
            for (column, block) in blocks.enumerated() {
                let part = parts[column]
                // An empty cell is a cell.
                if part != nil, block.usedWidth == 0, lines[column].lowerBound == 0 { document.withRole(.paragraph, in: part) {} }
                block.draw(
                    lines[column], as: part == nil ? nil : .paragraph, in: part, at: Point(x, origin.y + top), on: document)
                x += widths[column] + gap
            }
            guard let rule else { return }
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
