extension Marker {
    /// Draws the marker with its middle at the point; sizes are chosen so that all shapes look equally big.
    func draw(at p: Point, size: Double, color: Color, paper: Color, on canvas: any Canvas) {
        let r = size / 2
        switch self {
        case .disc: canvas.fill(.circle(at: p, radius: r), with: color)
        case .square:
            canvas.fill(.rectangle(Rect(x: p.x, y: p.y, width: 0, height: 0).expanded(by: r * 0.88)), with: color)
        case .triangle:
            canvas.fill(
                .polygon([
                    Point(p.x, p.y - r * 1.25), Point(p.x + r * 1.12, p.y + r * 0.75), Point(p.x - r * 1.12, p.y + r * 0.75),
                ]), with: color)
        case .diamond:
            let d = r * 1.25
            canvas.fill(
                .polygon([Point(p.x, p.y - d), Point(p.x + d, p.y), Point(p.x, p.y + d), Point(p.x - d, p.y)]), with: color)
        case .circle:
            canvas.fill(.circle(at: p, radius: r * 0.9), with: paper.withAlpha(color.alpha))
            canvas.stroke(.circle(at: p, radius: r * 0.9), with: Stroke(color, width: max(0.6, size * 0.22)))
        case .cross:
            let d = r * 0.8
            canvas.stroke(
                Path([
                    .move(Point(p.x - d, p.y - d)), .line(Point(p.x + d, p.y + d)), .move(Point(p.x - d, p.y + d)),
                    .line(Point(p.x + d, p.y - d)),
                ]), with: Stroke(color, width: max(0.7, size * 0.25)))
        case .plus:
            canvas.stroke(
                Path([
                    .move(Point(p.x - r, p.y)), .line(Point(p.x + r, p.y)), .move(Point(p.x, p.y - r)), .line(Point(p.x, p.y + r)),
                ]), with: Stroke(color, width: max(0.7, size * 0.25)))
        }
    }
}

extension Color {
    /// Dark enough to be read as small letters on white: at most 0.18 in relative luminance (contrast 4.5 to 1).
    var inked: Color {
        var color = self.withAlpha(1)
        while color.luminance > 0.18 { color = color.mixed(with: .black, share: 0.06) }
        return color
    }

    /// Relative luminance (WCAG 2.1).
    package var luminance: Double {
        func linear(_ part: Double) -> Double { SRGB.linear(part) }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
