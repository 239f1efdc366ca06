/// Places words about the points that they name: near, clear of other words and of the marks where that can be, with a thin line to the
/// point where they stand away from it.
struct AroundLabels {
    private struct Item {
        /// Side by side from (0, 0), their middles' height at 0.
        var words: [PlacedText]
        var size: Size
        var point: Point
        var gap: Double
        var hasLeader: Bool
        /// The middle of the words' box; nil: there was no room.
        var middle: Point?

        func box(at middle: Point) -> Rect {
            Rect(x: middle.x - size.width / 2, y: middle.y - size.height / 2, width: size.width, height: size.height)
        }

        var box: Rect? { middle.map(box) }

        /// From the point's marker to the box; nil where the words stand right beside the point.
        func leader(to middle: Point) -> (from: Point, to: Point)? {
            guard hasLeader else { return nil }
            let box = box(at: middle).expanded(by: 0.8)
            let end = Point(min(max(point.x, box.minX), box.maxX), min(max(point.y, box.minY), box.maxY))
            let (dx, dy) = (end.x - point.x, end.y - point.y)
            let length = (dx * dx + dy * dy).squareRoot()
            guard length > gap + 3.5 else { return nil }
            let start = gap * 0.85 / length
            return (Point(point.x + dx * start, point.y + dy * start), end)
        }
    }

    private let plot: Rect
    private let occupancy: Occupancy
    private var items: [Item] = []
    private var protected: [Rect] = []
    private let wordGap = 2.4

    init(plot: Rect, occupancy: Occupancy) {
        self.plot = plot
        self.occupancy = occupancy
    }

    /// Words hide this place only where there is no other.
    mutating func protect(_ rect: Rect) { protected.append(rect) }

    mutating func add(_ words: [PlacedText], point: Point, gap: Double, hasLeader: Bool) {
        guard let first = words.first else { return }
        var x = 0.0
        var row: [PlacedText] = []
        for word in words {
            row.append(word.moved(x: x, y: 0))
            x += word.metrics.width + wordGap
        }
        let bounds = row.dropFirst().reduce(first.bounds) { $0.union($1.bounds) }
        let size = Size(x - wordGap, 2 * max(-bounds.minY, bounds.maxY))
        items.append(Item(words: row, size: size, point: point, gap: gap, hasLeader: hasLeader))
    }

    /// The words and their lines.
    func placed() -> (texts: [PlacedText], leaders: [PanelLayout.Leader]) {
        var search = self
        for index in search.items.indices { search.items[index].middle = search.best(for: index) }
        search.untangle()
        var texts: [PlacedText] = []
        var leaders: [PanelLayout.Leader] = []
        for item in search.items {
            guard let middle = item.middle else { continue }
            texts += item.words.map { $0.moved(x: middle.x - item.size.width / 2, y: middle.y) }
            if let leader = item.leader(to: middle) { leaders.append(.init(from: leader.from, to: leader.to)) }
        }
        return (texts, leaders)
    }

    // MARK: Search

    private static let rings: [Double] = [
        0, 2, 4, 6, 8, 10, 13, 16, 20, 24, 28, 34, 40, 50, 60, 80, 100, 130, 170, 220, 280, 360, 450,
    ]

    /// Right first, then the other sides, then between them.
    private static let directions: [Point] = {
        let c = 0.7071
        let (a, b) = (0.9239, 0.3827)
        return [
            Point(1, 0), Point(c, -c), Point(c, c), Point(-1, 0), Point(-c, -c), Point(-c, c), Point(0, -1), Point(0, 1),
            Point(a, -b), Point(a, b), Point(-a, -b), Point(-a, b), Point(b, -a), Point(b, a), Point(-b, -a), Point(-b, a),
        ]
    }()

    private func best(for index: Int) -> Point? {
        let item = items[index]
        var best: (cost: Double, middle: Point)?
        for ring in Self.rings where ring < max(plot.width, plot.height) {
            if let best, best.cost < 0.035 * ring { break }
            for (step, direction) in Self.directions.enumerated() {
                let away = item.gap + ring
                let middle = Point(
                    item.point.x + direction.x * (away + item.size.width / 2),
                    item.point.y + direction.y * (away + item.size.height / 2))
                guard isAllowed(item, middle, except: [index]) else { continue }
                let cost = cost(item, middle, except: index) + 0.035 * ring + 0.002 * Double(step)
                if cost < best?.cost ?? .infinity { best = (cost, middle) }
            }
        }
        return best?.middle
    }

    private func isAllowed(_ item: Item, _ middle: Point, except: [Int]) -> Bool {
        let box = item.box(at: middle).expanded(by: 0.6)
        guard plot.contains(box), !occupancy.isReserved(box) else { return false }
        return !items.indices.contains { !except.contains($0) && items[$0].box?.overlaps(box) ?? false }
    }

    private func cost(_ item: Item, _ middle: Point, except index: Int) -> Double {
        let box = item.box(at: middle).expanded(by: 0.6)
        // A covered letter costs the same in a short word and in a long one.
        var cost = occupancy.share(of: box) * box.width * box.height / 6 + 2 * Double(protected.count { $0.overlaps(box) })
        let mine = item.leader(to: middle)
        if let mine {
            cost += 0.5 + 1.5 * occupancy.share(of: Rect(from: mine.from, to: mine.to)) * 0.3
            cost += 1.5 * Double(protected.count { Segments.cross(mine.from, mine.to, $0) })
        }
        for other in items.indices where other != index {
            guard let place = items[other].middle else { continue }
            if let mine, Segments.cross(mine.from, mine.to, items[other].box(at: place)) { cost += 2 }
            guard let theirs = items[other].leader(to: place) else { continue }
            if Segments.cross(theirs.from, theirs.to, box) { cost += 2 }
            if let mine, Segments.cross(mine.from, mine.to, theirs.from, theirs.to) { cost += 2 }
        }
        return cost
    }

    // MARK: Mending

    /// Swaps places of two words, and seeks single words better ones, while that makes the whole better. Each step lowers the cost, and there
    /// are few rounds, so this ends.
    private mutating func untangle() {
        for _ in 0..<6 {
            var improved = false
            for a in items.indices {
                for b in items.indices where b > a {
                    guard let first = items[a].middle, let second = items[b].middle else { continue }
                    let before = total([a, b])
                    guard isAllowed(items[a], second, except: [a, b]), isAllowed(items[b], first, except: [a, b]),
                        !items[a].box(at: second).overlaps(items[b].box(at: first))
                    else { continue }
                    items[a].middle = second
                    items[b].middle = first
                    if total([a, b]) < before - 1e-6 {
                        improved = true
                    } else {
                        items[a].middle = first
                        items[b].middle = second
                    }
                }
            }
            for index in items.indices {
                guard let old = items[index].middle else { continue }
                let before = total([index])
                items[index].middle = nil
                items[index].middle = best(for: index) ?? old
                if total([index]) < before - 1e-6 { improved = true } else { items[index].middle = old }
            }
            if !improved { break }
        }
    }

    private func total(_ indices: [Int]) -> Double {
        indices.reduce(0) { sum, index in
            guard let middle = items[index].middle else { return sum }
            let reach = max(abs(middle.x - items[index].point.x), abs(middle.y - items[index].point.y))
            return sum + cost(items[index], middle, except: index) + 0.035 * reach
        }
    }
}

/// Crossings of straight lines.
enum Segments {
    static func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
        func side(_ p: Point, _ q: Point, _ r: Point) -> Double { (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) }
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
    }

    /// Whether the line from a to b enters the rectangle.
    static func cross(_ a: Point, _ b: Point, _ rect: Rect) -> Bool {
        [a, b].contains { rect.contains(Rect(x: $0.x, y: $0.y, width: 0, height: 0)) }
            || cross(a, b, Point(rect.minX, rect.minY), Point(rect.maxX, rect.maxY))
            || cross(a, b, Point(rect.minX, rect.maxY), Point(rect.maxX, rect.minY))
    }
}
