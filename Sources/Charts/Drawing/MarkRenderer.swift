/// Draws a panel's marks in page coordinates.
struct MarkRenderer {
    let panel: PanelLayout
    let theme: Theme
    let canvas: any Canvas

    private var plot: Rect { panel.plot }
    private var paper: Color { theme.background ?? .white }

    func draw(_ marks: [Mark]) {
        for mark in marks {
            switch mark {
            case .line(let mark): draw(mark)
            case .epochPath(let mark): EpochPathDrawing(mark: mark, panel: panel, theme: theme, canvas: canvas).draw()
            case .points(let mark): draw(mark)
            case .band(let mark): draw(mark)
            case .ranges(let mark): draw(mark)
            case .bars(let mark): draw(mark)
            case .violin(let mark): draw(mark)
            case .histogram(let mark): draw(mark)
            case .heat(let mark): draw(mark)
            case .rule(let mark): draw(mark)
            case .note(let mark): draw(mark)
            case .region(let mark):
                if let rect = panel.rect(of: mark) { canvas.fill(.rectangle(rect), with: mark.color) }
            }
        }
    }

    private func clipped(_ draw: () -> Void) {
        canvas.save()
        canvas.clip(to: plot.expanded(by: 1))
        draw()
        canvas.restore()
    }

    private func draw(_ mark: LineMark) {
        let stroke = Stroke(
            mark.style.color, width: mark.style.width, dash: mark.style.dash.pattern(width: mark.style.width),
            cap: mark.style.dash == .solid ? .round : .butt)
        let pieces = panel.pieces(mark.x, mark.y)
        clipped {
            for piece in pieces where piece.count > 1 { canvas.stroke(.polyline(Thinning.thinned(piece)), with: stroke) }
        }
        for piece in pieces {
            // A point between two gaps would not be seen as a line.
            guard mark.showsMarkers || piece.count == 1 else { continue }
            for point in piece where panel.isInside(point) {
                mark.style.marker.draw(
                    at: point, size: mark.showsMarkers ? 4 : mark.style.width * 1.5, color: mark.style.color, paper: paper,
                    on: canvas)
            }
        }
    }

    private func draw(_ mark: PointsMark) {
        for (x, y) in zip(mark.x, mark.y) {
            guard let point = panel.place(x, y), panel.isInside(point) else { continue }
            mark.style.marker.draw(
                at: point, size: mark.size, color: mark.style.color.withAlpha(mark.opacity), paper: paper, on: canvas)
        }
    }

    private func draw(_ mark: BandMark) {
        var runs: [[(upper: Point, lower: Point)]] = [[]]
        for index in mark.x.indices {
            if let upper = panel.place(mark.x[index], mark.upper[index]), let lower = panel.place(mark.x[index], mark.lower[index])
            {
                runs[runs.count - 1].append((upper, lower))
            } else {
                runs.append([])
            }
        }
        clipped {
            for run in runs where run.count > 1 {
                canvas.fill(.polygon(run.map(\.upper) + run.reversed().map(\.lower)), with: mark.color)
            }
        }
    }

    private func draw(_ mark: RangesMark) {
        let stroke = Stroke(mark.style.color, width: mark.style.width)
        clipped {
            for index in mark.x.indices {
                guard let low = panel.place(mark.x[index], mark.low[index]), let high = panel.place(mark.x[index], mark.high[index])
                else { continue }
                var path = Path([.move(low), .line(high)])
                if mark.cap > 0 {
                    for end in [low, high] {
                        path.elements += [
                            .move(Point(end.x - mark.cap / 2, end.y)), .line(Point(end.x + mark.cap / 2, end.y)),
                        ]
                    }
                }
                canvas.stroke(path, with: stroke)
            }
        }
    }

    private func draw(_ mark: BarsMark) {
        let base = panel.y.scale.share(of: mark.base).map { plot.maxY - $0 * plot.height } ?? plot.maxY
        let breadth = mark.groupWidth / Double(mark.slots)
        clipped {
            for (index, value) in mark.values.enumerated() {
                let center = mark.center(of: index)
                guard let left = panel.place(center - breadth / 2, value), let right = panel.place(center + breadth / 2, value)
                else { continue }
                canvas.fill(.rectangle(Rect(from: left, to: Point(right.x, base))), with: mark.style.color)
            }
            canvas.stroke(
                .polyline([Point(plot.minX, base), Point(plot.maxX, base)]), with: Stroke(theme.axis, width: 0.6))
        }
    }

    private func draw(_ mark: ViolinMark) {
        let peak = mark.densities.filter(\.isFinite).max() ?? 0
        guard peak > 0 else { return drawSummary(mark) }
        var left: [Point] = []
        var right: [Point] = []
        for (value, density) in zip(mark.values, mark.densities) {
            let half = mark.halfWidth * density / peak
            guard let a = panel.place(mark.x - half, value), let b = panel.place(mark.x + half, value) else { continue }
            left.append(a)
            right.append(b)
        }
        let outline = Path.polygon(left + right.reversed())
        clipped {
            canvas.fill(outline, with: mark.style.color.mixed(with: paper, share: 0.6))
            canvas.stroke(outline, with: Stroke(mark.style.color, width: 0.6))
        }
        drawSummary(mark)
    }

    private func drawSummary(_ mark: ViolinMark) {
        let stroke = Stroke(mark.style.color.inked, width: 0.7)
        guard let low = panel.place(mark.x, mark.minimum), let high = panel.place(mark.x, mark.maximum) else { return }
        var path = Path([.move(low), .line(high)])
        for end in [low, high] { path.elements += [.move(Point(end.x - 2.2, end.y)), .line(Point(end.x + 2.2, end.y))] }
        canvas.stroke(path, with: stroke)
        if let median = mark.median, let place = panel.place(mark.x, median) {
            canvas.stroke(
                .polyline([Point(place.x - 4, place.y), Point(place.x + 4, place.y)]),
                with: Stroke(mark.style.color.inked, width: 1.6))
        }
        if let mean = mark.mean, let place = panel.place(mark.x, mean) {
            canvas.fill(.circle(at: place, radius: 1.8), with: paper)
            canvas.stroke(.circle(at: place, radius: 1.8), with: stroke)
        }
    }

    private func draw(_ mark: HistogramMark) {
        let base = panel.y.scale.share(of: 0).map { plot.maxY - $0 * plot.height } ?? plot.maxY
        var top: [Point] = []
        for (index, height) in mark.heights.enumerated() {
            guard let left = panel.place(mark.edges[index], height), let right = panel.place(mark.edges[index + 1], height) else {
                continue
            }
            top += [left, right]
        }
        guard let first = top.first, let last = top.last else { return }
        let outline = [Point(first.x, base)] + top + [Point(last.x, base)]
        // Bins narrower than their outline would run together into one dark block.
        let binWidth = (last.x - first.x) / Double(top.count / 2)
        let width = min(0.8, max(0.2, binWidth / 2))
        clipped {
            canvas.fill(.polygon(outline), with: mark.style.color.withAlpha(0.3))
            canvas.stroke(.polyline(outline), with: Stroke(mark.style.color, width: width))
        }
    }

    private func draw(_ mark: HeatMark) {
        let span = mark.range.upperBound - mark.range.lowerBound
        clipped {
            for (row, values) in mark.values.enumerated() {
                for (column, value) in values.enumerated() where value.isFinite {
                    guard let a = panel.place(mark.xEdges[column], mark.yEdges[row]),
                        let b = panel.place(mark.xEdges[column + 1], mark.yEdges[row + 1])
                    else { continue }
                    var cell = Rect(from: a, to: b)
                    // Each cell reaches under the next one in x and in y, or renderers show seams between them.
                    cell.width += column + 1 < values.count ? min(1, cell.width) : 0
                    if row + 1 < mark.values.count {
                        let reach = min(1, cell.height)
                        cell.y -= reach
                        cell.height += reach
                    }
                    let share = span > 0 ? (value - mark.range.lowerBound) / span : 0
                    canvas.fill(.rectangle(cell), with: mark.ramp.color(at: share))
                }
            }
        }
    }

    private func draw(_ mark: RuleMark) {
        let ends: [Point]
        switch mark.direction {
        case .horizontal:
            guard let share = panel.y.scale.share(of: mark.value), (0...1).contains(share) else { return }
            let y = plot.maxY - share * plot.height
            ends = [Point(plot.minX, y), Point(plot.maxX, y)]
        case .vertical:
            guard let share = panel.x.scale.share(of: mark.value), (0...1).contains(share) else { return }
            let x = plot.minX + share * plot.width
            ends = [Point(x, plot.minY), Point(x, plot.maxY)]
        }
        canvas.stroke(.polyline(ends), with: Stroke(mark.color, width: mark.width, dash: mark.dash.pattern(width: mark.width)))
    }

    private func draw(_ mark: NoteMark) {
        guard mark.showsPoint, let point = panel.place(mark.x, mark.y), panel.isInside(point) else { return }
        canvas.fill(.circle(at: point, radius: 2), with: mark.color)
    }
}

extension PanelLayout {
    /// The points' places in unbroken runs.
    func pieces(_ xs: [Double], _ ys: [Double]) -> [[Point]] {
        var pieces: [[Point]] = [[]]
        for (x, y) in zip(xs, ys) {
            if let point = place(x, y) {
                pieces[pieces.count - 1].append(point)
            } else if pieces.last?.isEmpty == false {
                pieces.append([])
            }
        }
        return pieces.filter { !$0.isEmpty }
    }

    /// The region's part of the plot; nil: none.
    func rect(of region: RegionMark) -> Rect? {
        func span(_ range: ClosedRange<Double>?, _ scale: AxisScale) -> (Double, Double) {
            guard let range else { return (0, 1) }
            let low = scale.share(of: range.lowerBound) ?? 0
            let high = scale.share(of: range.upperBound) ?? 1
            return (min(max(low, 0), 1), min(max(high, 0), 1))
        }
        let across = span(region.x, x.scale)
        let up = span(region.y, y.scale)
        guard across.1 > across.0, up.1 > up.0 else { return nil }
        return Rect(
            x: plot.minX + across.0 * plot.width, y: plot.maxY - up.1 * plot.height, width: (across.1 - across.0) * plot.width,
            height: (up.1 - up.0) * plot.height)
    }
}

/// Leaves out points that nobody could tell from their neighbours.
enum Thinning {
    /// The first and the last point, and those at least a twelfth of a point from the last one kept.
    static func thinned(_ points: [Point]) -> [Point] {
        guard points.count > 2, var kept = points.first else { return points }
        var result = [kept]
        for point in points.dropFirst().dropLast() where max(abs(point.x - kept.x), abs(point.y - kept.y)) >= 1.0 / 12 {
            kept = point
            result.append(point)
        }
        if let last = points.last { result.append(last) }
        return result
    }
}
