/// Places words inside a plot, and beside its lines' ends, so that none touches another. Words that find no room at all are left out.
struct InnerLabels {
    /// From the plot's edge to names beside lines' ends.
    static let endGap = 4.0

    let panel: Panel
    let layout: PanelLayout
    let theme: Theme
    let text: any TextMeasuring
    private var occupancy: Occupancy
    private(set) var texts: [PlacedText] = []
    private(set) var leaders: [PanelLayout.Leader] = []

    init(panel: Panel, layout: PanelLayout, occupancy: Occupancy, theme: Theme, text: any TextMeasuring) {
        self.panel = panel
        self.layout = layout
        self.occupancy = occupancy
        self.theme = theme
        self.text = text
    }

    private var plot: Rect { layout.plot }

    mutating func placeAll() {
        placeAroundPoints()
        placeLineEnds()
        for case .rule(let rule) in panel.marks { place(rule) }
        for case .region(let region) in panel.marks { place(region) }
    }

    private mutating func accept(_ placed: [PlacedText]) {
        texts += placed
        occupancy.reserve(placed.map(\.bounds))
    }

    // MARK: Notes and paths' ends

    /// Names of paths that end at one place stand side by side there.
    private mutating func placeAroundPoints() {
        var around = AroundLabels(plot: plot, occupancy: occupancy)
        for case .note(let note) in panel.marks {
            guard let place = layout.place(note.x, note.y) else { continue }
            let style = TextStyle(size: theme.tickSize, color: note.color)
            let word = PlacedText(note.text, style: style, at: Point(0, 0), .left, .middle, measuring: text)
            around.add([word], point: place, gap: note.showsPoint ? 3.5 : 0, hasLeader: note.showsPoint)
        }
        var clusters: [(ends: [Point], words: [PlacedText])] = []
        for case .epochPath(let path) in panel.marks {
            guard let x = path.x.last, let y = path.y.last, let place = layout.place(x, y), layout.isInside(place) else { continue }
            around.protect(Rect(x: place.x, y: place.y, width: 0, height: 0).expanded(by: EpochShade.endRadius))
            guard let label = path.endLabel else { continue }
            let style = TextStyle(size: theme.tickSize, bold: true, color: path.color.inked)
            let word = PlacedText(label, style: style, at: Point(0, 0), .left, .middle, measuring: text)
            let near = clusters.firstIndex { $0.ends.contains { max(abs($0.x - place.x), abs($0.y - place.y)) < 5 } }
            if let near {
                clusters[near].ends.append(place)
                clusters[near].words.append(word)
            } else {
                clusters.append(([place], [word]))
            }
        }
        for cluster in clusters {
            let count = Double(cluster.ends.count)
            let middle = Point(cluster.ends.map(\.x).reduce(0, +) / count, cluster.ends.map(\.y).reduce(0, +) / count)
            around.add(cluster.words, point: middle, gap: EpochShade.endRadius + 1, hasLeader: true)
        }
        let placed = around.placed()
        accept(placed.texts)
        leaders += placed.leaders
    }

    // MARK: Lines' ends

    private mutating func placeLineEnds() {
        var wanted: [(y: Double, from: Point, label: RichText, color: Color)] = []
        for case .line(let line) in panel.marks {
            guard let label = line.endLabel else { continue }
            let places = zip(line.x, line.y).compactMap { layout.place($0, $1) }.filter(layout.isInside)
            guard let last = places.last else { continue }
            wanted.append((last.y, last, label, line.style.color.inked))
        }
        let heights = wanted.map { item in
            let metrics = text.measure(item.label, style: TextStyle(size: theme.tickSize))
            return metrics.ascent + metrics.descent + 0.5
        }
        guard let height = heights.max() else { return }
        let most = Int(plot.height / height, within: 0...wanted.count)
        wanted = Array(wanted.prefix(most)).sorted { $0.y < $1.y }
        let middles = Spread.apart(
            wanted.map(\.y), by: height, from: plot.minY + height / 2, to: plot.maxY - height / 2)
        for (item, y) in zip(wanted, middles) {
            let style = TextStyle(size: theme.tickSize, color: item.color)
            let place = Point(plot.maxX + Self.endGap, y)
            accept([PlacedText(item.label, style: style, at: place, .left, .middle, measuring: text)])
            if abs(y - item.y) > 2.5 || plot.maxX - item.from.x > 6 {
                leaders.append(.init(from: Point(item.from.x + 1, item.from.y), to: Point(place.x - 0.8, y)))
            }
        }
    }

    // MARK: Rules and regions

    private mutating func place(_ rule: RuleMark) {
        guard let label = rule.text else { return }
        let style = TextStyle(size: theme.tickSize, color: rule.color.inked)
        var candidates: [PlacedText] = []
        switch rule.direction {
        case .horizontal:
            guard let share = layout.y.scale.share(of: rule.value), (0...1).contains(share) else { return }
            let y = plot.maxY - share * plot.height
            let room = plot.width - text.measure(label, style: style).width - 4
            guard room >= 0 else { return }
            for step in 0...10 {
                let x = plot.minX + 2 + room * (1 - Double(step) / 10)
                candidates.append(PlacedText(label, style: style, at: Point(x, y - 1.6), .left, .bottom, measuring: text))
                candidates.append(PlacedText(label, style: style, at: Point(x, y + 1.6), .left, .top, measuring: text))
            }
        case .vertical:
            guard let share = layout.x.scale.share(of: rule.value), (0...1).contains(share) else { return }
            let x = plot.minX + share * plot.width
            let room = plot.height - style.size - 6
            guard room >= 0 else { return }
            for step in 0...12 {
                let y = plot.minY + 2 + room * Double(step) / 12
                candidates.append(PlacedText(label, style: style, at: Point(x + 2.5, y), .left, .top, measuring: text))
                candidates.append(PlacedText(label, style: style, at: Point(x - 2.5, y), .right, .top, measuring: text))
            }
        }
        acceptBest(of: candidates)
    }

    private mutating func place(_ region: RegionMark) {
        guard let label = region.text, let rect = layout.rect(of: region) else { return }
        let style = TextStyle(size: theme.tickSize, color: theme.ink.mixed(with: .white, share: 0.25))
        let room = rect.height - style.size - 4
        let candidates = (0...10).map { step in
            let y = rect.minY + 2 + max(0, room) * Double(step) / 10
            return PlacedText(label, style: style, at: Point(rect.midX, y), .center, .top, measuring: text)
        }
        acceptBest(of: candidates)
    }

    /// The earliest of the places with the least of the marks under it and about it.
    private mutating func acceptBest(of candidates: [PlacedText]) {
        var best: (cost: Double, text: PlacedText)?
        for (step, candidate) in candidates.enumerated() {
            let box = candidate.bounds.expanded(by: 0.6)
            guard plot.contains(box), !occupancy.isReserved(box) else { continue }
            var cost =
                occupancy.share(of: box) * box.width * box.height / 6 + 2 * occupancy.share(of: box.expanded(by: 6)) + 0.02
                * Double(step)
            if occupancy.isReserved(box.expanded(by: 8)) { cost += 0.5 }
            cost += Double(leaders.count { Segments.cross($0.from, $0.to, box) })
            if cost < best?.cost ?? .infinity { best = (cost, candidate) }
        }
        if let best { accept([best.text]) }
    }
}

/// Moves places on a line apart.
enum Spread {
    /// The places nearest to the rising ones (least squares) that are at least `gap` apart and lie between the ends, where all fit.
    static func apart(_ places: [Double], by gap: Double, from low: Double, to high: Double) -> [Double] {
        // With i gaps taken off, the task is to find the nearest non-decreasing sequence: neighbours out of order share their mean.
        var pools: [(sum: Double, count: Int)] = []
        for (index, place) in places.enumerated() {
            pools.append((place - Double(index) * gap, 1))
            while pools.count > 1 {
                let (last, before) = (pools[pools.count - 1], pools[pools.count - 2])
                guard before.sum / Double(before.count) > last.sum / Double(last.count) else { break }
                pools.removeLast(2)
                pools.append((before.sum + last.sum, before.count + last.count))
            }
        }
        let ceiling = max(low, high - Double(places.count - 1) * gap)
        let level = pools.flatMap { Array(repeating: min(max($0.sum / Double($0.count), low), ceiling), count: $0.count) }
        return level.enumerated().map { $0.element + Double($0.offset) * gap }
    }
}
