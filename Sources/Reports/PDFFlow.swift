import CairoCanvas
import Charts

/// What is drawn whole, below and to the right of the point that it is given.
struct PDFDrawing {
    let height: Double
    let draw: (Point) -> Void
}

/// Something that takes room on the pages, one below the other.
struct PDFItem {
    enum Content {
        /// Lines that may be parted between pages, two at least on either side.
        case text(TypesetBlock, indent: Double = 0, role: PDFDocument.Role = .paragraph, part: PDFDocument.Part? = nil)
        /// What stays whole.
        case whole(PDFDrawing)
    }

    var content: Content
    /// The room above, dropped at the top of a page.
    var spaceAbove: Double
    /// Stands on one page with the beginning of what follows.
    var staysWithNext = false
    /// Goes over to the next page where there is no room left, while what follows fills this one; it never parts a paragraph or a table.
    var floats = false
    /// Nothing that floats may pass this item.
    var holdsFloats = false
    /// Begins a page unless this share of one is still free.
    var freeShareWanted = 0.0
    /// Drawn again above what goes on over the page: a table's header.
    var repeated: PDFDrawing?
    /// Goes on with what the item before began: nothing that floats comes between them.
    var continues = false
    /// A coloured bar at the left and a tint behind, for notices.
    var bar: Color?
    /// The room above is not part of the notice.
    var beginsNotice = false
    /// Called where the item begins.
    var onPlacing: ((Point) -> Void)?

    init(_ content: Content, spaceAbove: Double) {
        self.content = content
        self.spaceAbove = spaceAbove
    }

    /// What stays whole.
    init(height: Double, spaceAbove: Double, draw: @escaping (Point) -> Void) {
        self.init(.whole(PDFDrawing(height: height, draw: draw)), spaceAbove: spaceAbove)
    }

    var height: Double {
        switch content {
        case .text(let block, _, _, _): block.height
        case .whole(let drawing): drawing.height
        }
    }

    /// The room without which the item does not begin on a page.
    fileprivate var leastHeight: Double {
        switch content {
        case .text(let block, _, _, _):
            block.lines.count <= 3 ? block.height : block.lines[1].top + block.lines[1].height
        case .whole(let drawing): drawing.height
        }
    }
}

/// Fills pages with items.
struct PDFFlow {
    let document: PDFDocument
    let style: PDFStyle
    /// Asked before each item is placed.
    let checkCancellation: () throws -> Void
    /// Called after each page is begun.
    let furnish: () -> Void
    private var y = 0.0
    private var isAtTop = true
    private var waiting: [PDFItem] = []

    private var limit: Double { style.page.height - style.bottom }

    init(
        document: PDFDocument, style: PDFStyle, checkCancellation: @escaping () throws -> Void, furnish: @escaping () -> Void
    ) {
        self.document = document
        self.style = style
        self.checkCancellation = checkCancellation
        self.furnish = furnish
    }

    mutating func place(_ items: [PDFItem]) throws {
        if document.page == 0 { breakPage() }
        for index in items.indices {
            try checkCancellation()
            let item = items[index]
            if item.holdsFloats { placeWaiting() }
            let isBoundary = begins(index, items)
            if isBoundary { placeWaitingThatFit() }
            // What waits for the next page stands ahead of a table that goes over to it, not behind.
            if isBoundary, !waiting.isEmpty, freeShare < 0.5, isTableTooLong(from: index, items) { placeWaiting() }
            if item.floats, !isAtTop, y + item.spaceAbove + item.height > limit {
                waiting.append(item)
                continue
            }
            while !isAtTop, !hasRoom(for: index, items) {
                breakPage(placingWaiting: isBoundary)
                guard let head = item.repeated else { continue }
                head.draw(Point(style.side, y))
                y += head.height
                isAtTop = false
                break
            }
            place(item)
        }
        placeWaiting()
    }

    /// Whether the item begins something that stands by itself: nothing that floats comes between what goes on or stays together.
    private func begins(_ index: Int, _ items: [PDFItem]) -> Bool {
        !items[index].continues && (index == 0 || !items[index - 1].staysWithNext)
    }

    private var freeShare: Double { (limit - y) / (limit - style.top) }

    /// Whether a table begins here that this page does not hold whole.
    private func isTableTooLong(from index: Int, _ items: [PDFItem]) -> Bool {
        let table = items[index..<(items.indices.dropFirst(index + 1).first { begins($0, items) } ?? items.count)]
        return table.contains { $0.repeated != nil } && y + table.reduce(0) { $0 + $1.spaceAbove + $1.height } > limit
    }

    private func hasRoom(for index: Int, _ items: [PDFItem]) -> Bool {
        let item = items[index]
        return freeShare >= item.freeShareWanted && y + item.spaceAbove + leastHeight(from: index, items) <= limit
    }

    /// Places what has been waiting for a new page.
    private mutating func placeWaiting() {
        while let item = waiting.first {
            if !isAtTop, y + item.spaceAbove + item.height > limit {
                breakPage()
            } else {
                waiting.removeFirst()
                place(item)
            }
        }
    }

    /// The room that the item needs with those that it stays with.
    private func leastHeight(from index: Int, _ items: [PDFItem]) -> Double {
        var height = 0.0
        var index = index
        while items[index].staysWithNext, index + 1 < items.count, height < limit - style.top {
            height += items[index].height + items[index + 1].spaceAbove
            index += 1
        }
        height += items[index].leastHeight
        // What cannot fit on any page is not worth a break after every word.
        return min(height, limit - style.top)
    }

    private mutating func place(_ item: PDFItem) {
        let above = isAtTop ? 0 : item.spaceAbove
        tint(item, from: y, to: y + above, isGap: true)
        y += above
        item.onPlacing?(Point(style.side, y))
        switch item.content {
        case .whole(let drawing):
            tint(item, from: y, to: y + drawing.height)
            drawing.draw(Point(style.side, y))
            y += drawing.height
        case .text(let block, let indent, let role, let part):
            var first = 0
            while first < block.lines.count {
                guard let last = lastLine(of: block, from: first) else {
                    breakPage(placingWaiting: first == 0 && !item.continues)
                    continue
                }
                let height = block.lines[last - 1].top + block.lines[last - 1].height - block.lines[first].top
                tint(item, from: y, to: y + height)
                block.draw(first..<last, as: role, in: part, at: Point(style.side + indent, y), on: document)
                y += height
                first = last
                if first < block.lines.count { breakPage(placingWaiting: false) }
            }
        }
        isAtTop = false
    }

    /// One past the last line that this page takes; nil where it takes none.
    private func lastLine(of block: TypesetBlock, from first: Int) -> Int? {
        let top = block.lines[first].top
        let fitting = block.lines[first...].prefix { $0.top + $0.height - top <= limit - y + 0.01 }.endIndex
        if fitting == block.lines.count { return fitting }
        // No single line goes over to the next page.
        let last = min(fitting, block.lines.count - 2)
        return last > first ? last : isAtTop ? first + 1 : nil
    }

    private func tint(_ item: PDFItem, from top: Double, to bottom: Double, isGap: Bool = false) {
        guard let bar = item.bar, bottom > top, !(isGap && item.beginsNotice) else { return }
        let area = Rect(x: style.side, y: top, width: style.textWidth, height: bottom - top)
        document.fill(area, with: Color.white.mixed(with: bar, share: 0.07))
        document.fill(Rect(x: area.x, y: top, width: 2.5, height: area.height), with: bar)
    }

    /// - Parameter placingWaiting: false in the midst of something that goes on.
    private mutating func breakPage(placingWaiting: Bool = true) {
        document.beginPage()
        furnish()
        y = style.top
        isAtTop = true
        if placingWaiting { placeWaitingThatFit() }
    }

    /// Places as many of those that wait as this page has room for.
    private mutating func placeWaitingThatFit() {
        while let item = waiting.first, isAtTop || y + item.spaceAbove + item.height <= limit {
            waiting.removeFirst()
            place(item)
            y += 6
        }
    }
}
