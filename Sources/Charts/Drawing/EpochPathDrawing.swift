import Foundation

/// How the epoch shows along a path: the same for the path and for its key.
struct EpochShade {
    /// The epoch at which the shade is full.
    var last: Double

    /// 0 at the first epoch, 1 at the last, along the logarithm.
    func share(of epoch: Double) -> Double {
        guard last > 1, epoch > 1 else { return 0 }
        return min(1, Foundation.log10(epoch) / Foundation.log10(last))
    }

    /// Pale at the first epoch, full at the last.
    func color(at share: Double, of full: Color, paper: Color) -> Color {
        full.mixed(with: paper, share: 0.74 * (1 - share))
    }

    /// The radius of the dot at a marked epoch, which grows with it.
    func radius(of epoch: Double) -> Double { 1.1 + 0.75 * share(of: epoch) }

    static let startRadius = 1.7
    static let endRadius = 2.5
    static let levels = 24

    func drawStart(at point: Point, color: Color, paper: Color, on canvas: any Canvas) {
        let ring = Path.circle(at: point, radius: Self.startRadius)
        canvas.fill(ring, with: paper)
        canvas.stroke(ring, with: Stroke(color, width: 0.8))
    }

    func drawDot(at point: Point, epoch: Double, color: Color, paper: Color, on canvas: any Canvas) {
        let radius = radius(of: epoch)
        canvas.fill(.circle(at: point, radius: radius + 0.45), with: paper)
        canvas.fill(.circle(at: point, radius: radius), with: color)
    }

    func drawEnd(at point: Point, color: Color, paper: Color, on canvas: any Canvas) {
        canvas.fill(.circle(at: point, radius: Self.endRadius + 0.5), with: paper)
        canvas.fill(.circle(at: point, radius: Self.endRadius), with: color)
    }
}

/// Draws one path through a plane.
struct EpochPathDrawing {
    let mark: EpochPathMark
    let panel: PanelLayout
    let theme: Theme
    let canvas: any Canvas

    func draw() {
        guard let last = mark.epochs.last else { return }
        let paper = theme.background ?? .white
        let shade = EpochShade(last: mark.fullShadeAt ?? last)
        let places = zip(mark.x, mark.y).map { panel.place($0, $1) }
        canvas.save()
        canvas.clip(to: panel.plot.expanded(by: 1))
        // Neighbouring steps of one shade make one line: a path is a few dozen lines, not one a step.
        var run: [Point] = []
        var runLevel = -1
        func finish() {
            if run.count > 1 {
                let share = Double(runLevel) / Double(EpochShade.levels - 1)
                canvas.stroke(
                    .polyline(Thinning.thinned(run)),
                    with: Stroke(shade.color(at: share, of: mark.color, paper: paper), width: 1, cap: .round))
            }
        }
        for index in places.indices.dropFirst() {
            guard let from = places[index - 1], let to = places[index] else {
                finish()
                run = []
                continue
            }
            let share = shade.share(of: mark.epochs[index])
            let level = Int((share * Double(EpochShade.levels - 1)).rounded(), within: 0...EpochShade.levels - 1)
            if level != runLevel || run.isEmpty {
                finish()
                run = [from]
                runLevel = level
            }
            run.append(to)
        }
        finish()
        canvas.restore()
        drawMarkers(places, shade, paper)
    }

    private func drawMarkers(_ places: [Point?], _ shade: EpochShade, _ paper: Color) {
        guard let first = mark.epochs.first, let last = mark.epochs.last else { return }
        for epoch in mark.markedEpochs where epoch > max(first, 1) && epoch < last {
            guard let index = mark.epochs.firstIndex(where: { $0 >= epoch }), let place = places[index], panel.isInside(place)
            else { continue }
            let color = shade.color(at: shade.share(of: epoch), of: mark.color, paper: paper)
            shade.drawDot(at: place, epoch: epoch, color: color, paper: paper, on: canvas)
        }
        if let place = places.first ?? nil, panel.isInside(place) {
            shade.drawStart(at: place, color: mark.color, paper: paper, on: canvas)
        }
        if let place = places.last ?? nil, panel.isInside(place) {
            shade.drawEnd(at: place, color: mark.color, paper: paper, on: canvas)
        }
    }
}
