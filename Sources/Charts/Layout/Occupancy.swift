/// Which parts of a plot the marks reach: a grid of small cells, filled by drawing the marks on it.
struct Occupancy {
    static let cell = 1.5

    private let plot: Rect
    private let columns: Int
    private let rows: Int
    /// Sums over the cells above and left, one more row and column than cells: a rectangle's count is four look-ups.
    private var sums: [Int32]
    private var reserved: [Rect] = []

    init(of panel: Panel, in layout: PanelLayout, theme: Theme) {
        plot = layout.plot
        let canvas = CellCanvas(plot: layout.plot)
        MarkRenderer(panel: layout, theme: theme, canvas: canvas).draw(panel.marks.filter { $0.isData })
        columns = canvas.columns
        rows = canvas.rows
        sums = [Int32](repeating: 0, count: (columns + 1) * (rows + 1))
        for row in 0..<rows {
            var line: Int32 = 0
            for column in 0..<columns {
                line += canvas.cells[row * columns + column] ? 1 : 0
                sums[(row + 1) * (columns + 1) + column + 1] = sums[row * (columns + 1) + column + 1] + line
            }
        }
    }

    mutating func reserve(_ rects: [Rect]) { reserved += rects }

    func isReserved(_ rect: Rect) -> Bool { reserved.contains { $0.overlaps(rect) } }

    /// True where no mark and no word reaches the rectangle.
    func isEmpty(_ rect: Rect) -> Bool { !isReserved(rect) && share(of: rect) == 0 }

    /// The share of the rectangle's cells that marks reach.
    func share(of rect: Rect) -> Double {
        let left = Int(((rect.minX - plot.minX) / Self.cell).rounded(.down), within: 0...columns)
        let right = Int(((rect.maxX - plot.minX) / Self.cell).rounded(.up), within: left...columns)
        let top = Int(((rect.minY - plot.minY) / Self.cell).rounded(.down), within: 0...rows)
        let bottom = Int(((rect.maxY - plot.minY) / Self.cell).rounded(.up), within: top...rows)
        let cells = (right - left) * (bottom - top)
        guard cells > 0 else { return 0 }
        let stride = columns + 1
        let count =
            sums[bottom * stride + right] - sums[top * stride + right] - sums[bottom * stride + left] + sums[top * stride + left]
        return Double(count) / Double(cells)
    }
}

extension Mark {
    /// False for what stands behind the data, which a legend may cover.
    var isData: Bool {
        switch self {
        case .region, .note: false
        default: true
        }
    }
}

/// A canvas that only notes which cells of a plot are touched.
final class CellCanvas: Canvas {
    let plot: Rect
    let columns: Int
    let rows: Int
    var cells: [Bool]

    init(plot: Rect) {
        self.plot = plot
        columns = max(1, Int((plot.width / Occupancy.cell).rounded(.up)))
        rows = max(1, Int((plot.height / Occupancy.cell).rounded(.up)))
        cells = [Bool](repeating: false, count: columns * rows)
    }

    func save() {}
    func restore() {}
    func clip(to rect: Rect) {}
    func translate(x: Double, y: Double) { preconditionFailure("marks are drawn in the page's own coordinates") }
    func measure(_ text: RichText, style: TextStyle) -> TextMetrics { TextMetrics(width: 0, ascent: 0, descent: 0) }
    func draw(_ text: RichText, style: TextStyle, at origin: Point, angle: Double) {}

    func fill(_ path: Path, with color: Color) {
        for outline in path.flattened() {
            touch(outline, closed: true, radius: 0)
            fillInside(outline)
        }
    }

    func stroke(_ path: Path, with stroke: Stroke) {
        for outline in path.flattened() { touch(outline, closed: false, radius: stroke.width / 2) }
    }

    private func touch(_ points: [Point], closed: Bool, radius: Double) {
        guard let first = points.first else { return }
        mark(first, radius)
        for (a, b) in zip(points, points.dropFirst() + (closed ? [first] : [])) {
            let length = max(abs(b.x - a.x), abs(b.y - a.y))
            guard length.isFinite, length < 1e5 else { continue }
            let steps = max(1, Int((length / 1.0).rounded(.up)))
            for step in 1...steps {
                let share = Double(step) / Double(steps)
                mark(Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share), radius)
            }
        }
    }

    private func mark(_ point: Point, _ radius: Double) {
        let reach = radius + 0.5
        guard point.x > plot.minX - reach, point.x < plot.maxX + reach, point.y > plot.minY - reach, point.y < plot.maxY + reach
        else { return }
        let left = max(0, Int((point.x - reach - plot.minX) / Occupancy.cell))
        let right = min(columns - 1, Int((point.x + reach - plot.minX) / Occupancy.cell))
        let top = max(0, Int((point.y - reach - plot.minY) / Occupancy.cell))
        let bottom = min(rows - 1, Int((point.y + reach - plot.minY) / Occupancy.cell))
        guard left <= right, top <= bottom else { return }
        for row in top...bottom {
            for column in left...right { cells[row * columns + column] = true }
        }
    }

    /// Scan lines through the middles of the rows, by the even-odd rule.
    private func fillInside(_ points: [Point]) {
        guard points.count > 2 else { return }
        for row in 0..<rows {
            let y = plot.minY + (Double(row) + 0.5) * Occupancy.cell
            var crossings: [Double] = []
            for (a, b) in zip(points, points.dropFirst() + [points[0]]) where (a.y <= y) != (b.y <= y) {
                crossings.append(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
            }
            crossings.sort()
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                // Crossings may lie far outside, and those of outlines that are no numbers anywhere.
                let left = Int(((crossings[pair] - plot.minX) / Occupancy.cell).rounded(.down), within: 0...columns)
                let right = Int(((crossings[pair + 1] - plot.minX) / Occupancy.cell).rounded(.down), within: -1...columns - 1)
                guard left <= right else { continue }
                for column in left...right { cells[row * columns + column] = true }
            }
        }
    }
}

extension Path {
    /// The outlines as straight lines, curves in four pieces.
    func flattened() -> [[Point]] {
        var outlines: [[Point]] = []
        for element in elements {
            switch element {
            case .move(let point): outlines.append([point])
            case .line(let point): outlines[outlines.count - 1].append(point)
            case .curve(let a, let b, let end):
                guard let start = outlines.last?.last else { continue }
                for step in 1...4 {
                    let t = Double(step) / 4
                    let u = 1 - t
                    let weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
                    outlines[outlines.count - 1].append(
                        Point(
                            weights.0 * start.x + weights.1 * a.x + weights.2 * b.x + weights.3 * end.x,
                            weights.0 * start.y + weights.1 * a.y + weights.2 * b.y + weights.3 * end.y))
                }
            case .close:
                if let first = outlines.last?.first { outlines[outlines.count - 1].append(first) }
            }
        }
        return outlines
    }
}
