/// A sample or a ramp of a legend with its place; its words are placed texts.
package struct PlacedKey: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case samples([LegendEntry.Sample])
        case ramp(RampKey.Kind)
    }

    var kind: Kind
    package var rect: Rect
}

/// A legend laid out from (0, 0), to be moved to its place.
struct LegendBlock: Sendable, Equatable {
    var size = Size(0, 0)
    var texts: [PlacedText] = []
    var keys: [PlacedKey] = []

    var isEmpty: Bool { texts.isEmpty && keys.isEmpty }

    func moved(x: Double, y: Double) -> LegendBlock {
        var copy = self
        copy.texts = texts.map { $0.moved(x: x, y: y) }
        for index in copy.keys.indices { copy.keys[index].rect = keys[index].rect.moved(x: x, y: y) }
        return copy
    }

    mutating func add(_ other: LegendBlock, x: Double, y: Double) {
        let moved = other.moved(x: x, y: y)
        texts += moved.texts
        keys += moved.keys
        size = Size(max(size.width, x + other.size.width), max(size.height, y + other.size.height))
    }
}

/// Lays legends out.
struct LegendBuilder {
    var title: RichText?
    /// At most so many entries a row where there are several rows; nil: as many as fit.
    var mostColumns: Int?
    var entries: [LegendEntry]
    var ramps: [RampKey]
    var theme: Theme
    var text: any TextMeasuring

    private var style: TextStyle { TextStyle(size: theme.labelSize - 0.5, color: theme.ink) }
    private var small: TextStyle { TextStyle(size: theme.tickSize, color: theme.ink) }
    private var rowHeight: Double { style.size * 1.5 }
    private let sampleWidth = 18.0
    private let sampleGap = 5.0
    private let entryGap = 14.0

    var isEmpty: Bool { entries.isEmpty && ramps.isEmpty }

    /// Rows of entries, and the ramps beside them or in a row below, within the breadth.
    func wide(in breadth: Double) -> LegendBlock {
        var block = LegendBlock()
        let ramps = rampRow(in: breadth)
        let list = rows(in: breadth)
        let left = breadth - ramps.size.width - entryGap * 1.5
        let beside = rows(in: left)
        if entries.isEmpty {
            block.add(ramps, x: 0, y: 0)
        } else if ramps.isEmpty {
            block.add(list, x: 0, y: 0)
        } else if beside.size.width <= left, beside.size.height <= rowHeight * 3.1 {
            let height = max(beside.size.height, ramps.size.height)
            block.add(beside, x: 0, y: (height - beside.size.height) / 2)
            block.add(ramps, x: breadth - ramps.size.width, y: (height - ramps.size.height) / 2)
        } else {
            block.add(list, x: 0, y: 0)
            block.add(ramps, x: 0, y: list.size.height + 5)
        }
        return block
    }

    /// One entry a row, the ramps below.
    func tall(atMost breadth: Double) -> LegendBlock {
        var block = LegendBlock()
        if let title, !entries.isEmpty { block.add(words([title], bold: true), x: 0, y: 0) }
        for entry in entries { block.add(cell(entry, atMost: breadth), x: 0, y: block.size.height) }
        for ramp in ramps {
            let gap = block.size.height > 0 ? 6.0 : 0
            block.add(
                self.ramp(ramp, length: min(90, breadth), breadth: breadth, titleAbove: true), x: 0, y: block.size.height + gap)
        }
        return block
    }

    // MARK: Entries

    private func rows(in breadth: Double) -> LegendBlock {
        var block = LegendBlock()
        guard !entries.isEmpty else { return block }
        let breadth = max(breadth, 60)
        var indent = 0.0
        if let title {
            let head = words([title], bold: true)
            block.add(head, x: 0, y: 0)
            indent = head.size.width + entryGap * 0.7
            if indent > breadth * 0.4 { indent = 0 }
        }
        let top = indent > 0 || title == nil ? 0 : block.size.height
        let room = breadth - indent
        let cells = entries.map { cell($0, atMost: room) }
        let total = cells.reduce(0) { $0 + $1.size.width } + entryGap * Double(cells.count - 1)
        if total <= room {
            var x = indent
            for cell in cells {
                block.add(cell, x: x, y: top)
                x += cell.size.width + entryGap
            }
            return block
        }
        // Several rows: entries stand in columns, filled row by row, as even as they can be.
        let widest = cells.map(\.size.width).max() ?? room
        let most = Int((room + entryGap) / (widest + entryGap), within: 1...max(1, min(cells.count, mostColumns ?? cells.count)))
        let rowCount = (cells.count + most - 1) / most
        let columns = (cells.count + rowCount - 1) / rowCount
        var y = top
        for row in 0..<rowCount {
            var height = 0.0
            for (column, cell) in cells[(row * columns)..<min((row + 1) * columns, cells.count)].enumerated() {
                block.add(cell, x: indent + Double(column) * (widest + entryGap), y: y)
                height = max(height, cell.size.height)
            }
            y += height
        }
        return block
    }

    private func cell(_ entry: LegendEntry, atMost breadth: Double) -> LegendBlock {
        let room = max(breadth - sampleWidth - sampleGap, 20)
        let fitted = TextLines.fitted(entry.label, to: room, atMost: 3, style: style, text: text)
        var block = LegendBlock()
        block.keys.append(
            PlacedKey(kind: .samples(entry.samples), rect: Rect(x: 0, y: 0, width: sampleWidth, height: rowHeight)))
        block.size = Size(sampleWidth, rowHeight)
        block.add(words(fitted.lines, style: fitted.style), x: sampleWidth + sampleGap, y: 0)
        return block
    }

    private func words(_ lines: [RichText], bold: Bool = false, style: TextStyle? = nil) -> LegendBlock {
        var style = style ?? self.style
        style.bold = bold
        var block = LegendBlock()
        for (index, line) in lines.enumerated() {
            let top = Double(index) * rowHeight
            let placed = PlacedText(line, style: style, at: Point(0, top + rowHeight / 2), .left, .middle, measuring: text)
            block.texts.append(placed)
            block.size = Size(max(block.size.width, placed.metrics.width), top + rowHeight)
        }
        return block
    }

    // MARK: Ramps

    private func rampRow(in breadth: Double) -> LegendBlock {
        var block = LegendBlock()
        for key in ramps {
            let one = ramp(key, length: min(key.isEpochs ? 150 : 110, breadth * 0.55), breadth: breadth, titleAbove: false)
            let x = block.size.width > 0 ? block.size.width + entryGap * 1.5 : 0
            if x + one.size.width <= breadth || x == 0 {
                block.add(one, x: x, y: 0)
            } else {
                block.add(one, x: 0, y: block.size.height + 5)
            }
        }
        return block
    }

    private func ramp(_ key: RampKey, length: Double, breadth: Double, titleAbove: Bool) -> LegendBlock {
        var block = LegendBlock()
        let height = 9.0
        var left = 3.0
        var top = 1.0
        var title = words([key.title])
        if titleAbove {
            block.add(title, x: 0, y: 0)
            top = title.size.height
        } else {
            title = title.moved(x: 0, y: top + height / 2 - rowHeight / 2)
            block.add(title, x: 0, y: 0)
            left = title.size.width + sampleGap + 3
        }
        block.keys.append(PlacedKey(kind: .ramp(key.kind), rect: Rect(x: left, y: top, width: length, height: height)))
        var right = left + length
        var taken: [Rect] = []
        // The last number first: it must not be the one that is thinned out.
        for (share, label) in key.ticks.reversed() {
            let place = Point(left + share * length, top + height + 2.5)
            let placed = PlacedText(label, style: small, at: place, .center, .top, measuring: text)
            let box = placed.bounds
            guard !taken.contains(where: { $0.expanded(by: 1.5).overlaps(box) }) else { continue }
            taken.append(box)
            block.texts.append(placed)
            right = max(right, box.maxX)
        }
        var bottom = top + height + 2.5 + small.size * (TextShape.ascent + TextShape.descent)
        if key.pathsEndBefore {
            let disc = LegendEntry.Sample.point(SeriesStyle(.gray(0.2)), size: 2 * EpochShade.endRadius, opacity: 1)
            let end = cell(LegendEntry(label: "end of a path", samples: [disc]), atMost: breadth)
            let place = right + entryGap * 0.5
            if place + end.size.width <= breadth {
                block.add(end, x: place, y: top + height / 2 - rowHeight / 2)
                right = place + end.size.width
            } else {
                block.add(end, x: 0, y: bottom + 2)
                bottom = block.size.height
            }
        }
        block.size = Size(max(right, block.size.width), bottom)
        let overhang = -(taken.map(\.minX).min() ?? 0)
        if titleAbove, overhang > 0 {
            block = block.moved(x: overhang, y: 0)
            block.size.width = right + overhang
        }
        return block
    }
}

extension RampKey {
    var isEpochs: Bool {
        if case .epochs = kind { true } else { false }
    }

    /// Whether paths end before the ramp does.
    var pathsEndBefore: Bool {
        if case .epochs(_, _, _, true) = kind { true } else { false }
    }

    /// The numbers below the ramp, by their share of its length.
    var ticks: [(share: Double, label: RichText)] {
        switch kind {
        case .epochs(let first, let last, let marked, _):
            let shade = EpochShade(last: last)
            return ([first] + marked + [last]).map { (shade.share(of: $0), RichText(plain: NumberText.decimal($0, digits: 0))) }
        case .heat(_, let range):
            let values = [range.lowerBound, (range.lowerBound + range.upperBound) / 2, range.upperBound]
            return zip([0, 0.5, 1], TickFormat.automatic.labels(of: values, scale: .linear)).map { ($0, $1) }
        }
    }
}
