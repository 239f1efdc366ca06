/// Draws the samples and ramps of legends.
struct KeyRenderer {
    let theme: Theme
    let canvas: any Canvas

    private var paper: Color { theme.background ?? .white }

    func draw(_ key: PlacedKey) {
        switch key.kind {
        case .samples(let samples): for sample in samples { draw(sample, in: key.rect) }
        case .ramp(.epochs(_, let last, let marked, let someEndBefore)):
            drawEpochs(last: last, marked: someEndBefore ? marked + [last] : marked, endsThere: !someEndBefore, in: key.rect)
        case .ramp(.heat(let ramp, _)): drawHeat(ramp, in: key.rect)
        }
    }

    private func draw(_ sample: LegendEntry.Sample, in rect: Rect) {
        let (left, right) = (Point(rect.minX, rect.midY), Point(rect.maxX, rect.midY))
        let middle = Point(rect.midX, rect.midY)
        switch sample {
        case .line(let style, let marker):
            canvas.stroke(
                .polyline([left, right]),
                with: Stroke(style.color, width: style.width, dash: style.dash.pattern(width: style.width)))
            if marker { style.marker.draw(at: middle, size: 4, color: style.color, paper: paper, on: canvas) }
        case .path(let color):
            let shade = EpochShade(last: 10)
            drawShade(shade, from: left.x, to: right.x - EpochShade.endRadius, y: left.y, color: color, width: 1.2)
            shade.drawEnd(at: Point(right.x - EpochShade.endRadius, right.y), color: color, paper: paper, on: canvas)
        case .point(let style, let size, let opacity):
            style.marker.draw(
                at: middle, size: max(size, 3), color: style.color.withAlpha(max(opacity, 0.6)), paper: paper, on: canvas)
        case .fill(let color):
            canvas.fill(.rectangle(Rect(x: rect.minX, y: rect.midY - 3.2, width: rect.width, height: 6.4)), with: color)
        case .bar(let color):
            canvas.fill(.rectangle(Rect(x: rect.midX - 4, y: rect.midY - 3.2, width: 8, height: 6.4)), with: color)
        case .range(let style):
            var path = Path([.move(Point(middle.x, middle.y - 4)), .line(Point(middle.x, middle.y + 4))])
            for y in [middle.y - 4, middle.y + 4] {
                path.elements += [.move(Point(middle.x - 1.5, y)), .line(Point(middle.x + 1.5, y))]
            }
            canvas.stroke(path, with: Stroke(style.color, width: style.width))
        case .rule(let color, let dash, let width):
            canvas.stroke(.polyline([left, right]), with: Stroke(color, width: width, dash: dash.pattern(width: width)))
        }
    }

    private func drawShade(_ shade: EpochShade, from left: Double, to right: Double, y: Double, color: Color, width: Double) {
        for level in 0..<EpochShade.levels {
            let start = Double(level) / Double(EpochShade.levels)
            let end = Double(level + 1) / Double(EpochShade.levels)
            let share = Double(level) / Double(EpochShade.levels - 1)
            // Each piece reaches a hair into the next, or renderers show seams.
            let reach = level + 1 < EpochShade.levels ? 0.3 : 0
            canvas.stroke(
                .polyline([Point(left + start * (right - left), y), Point(left + end * (right - left) + reach, y)]),
                with: Stroke(shade.color(at: share, of: color, paper: paper), width: width))
        }
    }

    private func drawEpochs(last: Double, marked: [Double], endsThere: Bool, in rect: Rect) {
        let shade = EpochShade(last: last)
        let ink = Color.gray(0.2)
        drawShade(shade, from: rect.minX, to: rect.maxX, y: rect.midY, color: ink, width: 1.2)
        for epoch in marked {
            let share = shade.share(of: epoch)
            let color = shade.color(at: share, of: ink, paper: paper)
            shade.drawDot(
                at: Point(rect.minX + share * rect.width, rect.midY), epoch: epoch, color: color, paper: paper, on: canvas)
        }
        shade.drawStart(at: Point(rect.minX, rect.midY), color: ink, paper: paper, on: canvas)
        if endsThere { shade.drawEnd(at: Point(rect.maxX, rect.midY), color: ink, paper: paper, on: canvas) }
    }

    private func drawHeat(_ ramp: ColorRamp, in rect: Rect) {
        let steps = 48
        for step in 0..<steps {
            let left = rect.minX + rect.width * Double(step) / Double(steps)
            let breadth = rect.width / Double(steps) + (step + 1 < steps ? 1 : 0)
            canvas.fill(
                .rectangle(Rect(x: left, y: rect.minY, width: breadth, height: rect.height)),
                with: ramp.color(at: (Double(step) + 0.5) / Double(steps)))
        }
        canvas.stroke(.rectangle(rect), with: Stroke(theme.axis, width: 0.5))
    }
}
