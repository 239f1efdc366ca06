import Charts

/// The signs of an equation that are as large as what they stand at, as lines and areas. Lengths are points.
enum FormulaStrokes {
    typealias Drawn = (outlines: [Path], areas: [Path])

    static func breadth(of sign: String, height: Double, em: Double) -> Double {
        switch sign {
        case "(", ")": min(0.5 * em, 0.26 * em + 0.03 * height)
        case "[", "]", "⌊", "⌋", "⌈", "⌉": min(0.34 * em, 0.22 * em + 0.02 * height)
        case "{", "}": min(0.52 * em, 0.34 * em + 0.03 * height)
        case "⟨", "⟩": min(0.5 * em, 0.26 * em + 0.04 * height)
        case "|": 0.08 * em
        case "‖": 0.22 * em
        default: 0.3 * height
        }
    }

    /// A bracket that fills the area.
    static func delimiter(_ sign: String, in area: Rect, em: Double) -> Drawn {
        let (left, right, top, bottom, middle) = (area.minX, area.maxX, area.minY, area.maxY, area.midY)
        func mirrored(_ path: Path) -> Path { path.mapped { Point(left + right - $0.x, $0.y) } }
        switch sign {
        case "(", ")":
            // Thick in the middle, thin at the ends.
            let thick = 0.085 * em
            let thin = 0.03 * em
            let pull = 0.3 * area.height
            let path = Path([
                .move(Point(right, top)),
                .curve(Point(left, top + pull), Point(left, bottom - pull), Point(right, bottom)),
                .line(Point(right + thin, bottom - thin)),
                .curve(
                    Point(left + thick * 1.35, bottom - pull), Point(left + thick * 1.35, top + pull),
                    Point(right + thin, top + thin)),
                .close,
            ])
            return ([], [sign == "(" ? path : mirrored(path)])
        case "[", "]":
            let path = Path.polyline([Point(right, top), Point(left, top), Point(left, bottom), Point(right, bottom)])
            return ([sign == "[" ? path : mirrored(path)], [])
        case "⌊", "⌋":
            let path = Path.polyline([Point(left, top), Point(left, bottom), Point(right, bottom)])
            return ([sign == "⌊" ? path : mirrored(path)], [])
        case "⌈", "⌉":
            let path = Path.polyline([Point(right, top), Point(left, top), Point(left, bottom)])
            return ([sign == "⌈" ? path : mirrored(path)], [])
        case "⟨", "⟩":
            let path = Path.polyline([Point(right, top), Point(left, middle), Point(right, bottom)])
            return ([sign == "⟨" ? path : mirrored(path)], [])
        case "{", "}":
            let spine = (left + right) / 2
            let bend = min(0.4 * em, area.height / 4)
            let path = Path([
                .move(Point(right, top)),
                .curve(Point(spine, top), Point(spine, top), Point(spine, top + bend)),
                .line(Point(spine, middle - bend)),
                .curve(Point(spine, middle), Point(spine, middle), Point(left, middle)),
                .curve(Point(spine, middle), Point(spine, middle), Point(spine, middle + bend)),
                .line(Point(spine, bottom - bend)),
                .curve(Point(spine, bottom), Point(spine, bottom), Point(right, bottom)),
            ])
            return ([sign == "{" ? path : mirrored(path)], [])
        case "|": return ([.polyline([Point(area.midX, top), Point(area.midX, bottom)])], [])
        case "‖":
            return (
                [.polyline([Point(left, top), Point(left, bottom)]), .polyline([Point(right, top), Point(right, bottom)])], []
            )
        default: return ([.polyline([Point(left, bottom), Point(right, top)])], [])
        }
    }

    /// A brace that lies, its point in the middle.
    /// - Parameter depth: how far its point is from `y`; upwards where negative.
    static func brace(from left: Double, to right: Double, y: Double, depth: Double) -> Path {
        let middle = (left + right) / 2
        let spine = y + depth / 2
        let bend = min(abs(depth) * 1.4, (right - left) / 4)
        return Path([
            .move(Point(left, y)),
            .curve(Point(left, spine), Point(left, spine), Point(left + bend, spine)),
            .line(Point(middle - bend, spine)),
            .curve(Point(middle, spine), Point(middle, spine), Point(middle, y + depth)),
            .curve(Point(middle, spine), Point(middle, spine), Point(middle + bend, spine)),
            .line(Point(right - bend, spine)),
            .curve(Point(right, spine), Point(right, spine), Point(right, y)),
        ])
    }

    /// A sign above a letter.
    static func accent(_ sign: String, middle: Double, width: Double, bottom: Double, em: Double) -> Drawn {
        let (left, right) = (middle - width / 2, middle + width / 2)
        let high = 0.13 * em
        func line(_ points: [(Double, Double)]) -> Path { .polyline(points.map { Point($0.0, bottom - $0.1) }) }
        switch sign {
        case "^": return ([line([(left, 0), (middle, high), (right, 0)])], [])
        case "ˇ": return ([line([(left, high), (middle, 0), (right, high)])], [])
        case "~":
            let path = Path([
                .move(Point(left, bottom - 0.2 * high)),
                .curve(
                    Point(left + width / 4, bottom - 1.5 * high), Point(middle + width / 8, bottom + 0.5 * high),
                    Point(right, bottom - 0.8 * high)),
            ])
            return ([path], [])
        case "¯": return ([line([(left, 0.4 * high), (right, 0.4 * high)])], [])
        case "→":
            let head = 0.09 * em
            return (
                [
                    line([(left, 0.5 * high), (right, 0.5 * high)]),
                    line([(right - head, 0.5 * high + 0.8 * head), (right, 0.5 * high), (right - head, 0.5 * high - 0.8 * head)]),
                ], []
            )
        case "˙": return ([], [.circle(at: Point(middle, bottom - 0.5 * high), radius: 0.055 * em)])
        case "¨":
            return ([], [-0.11, 0.11].map { .circle(at: Point(middle + $0 * em, bottom - 0.5 * high), radius: 0.05 * em) })
        case "˘":
            return (
                [
                    Path([
                        .move(Point(left, bottom - high)),
                        .curve(
                            Point(left + width / 4, bottom + 0.2 * high), Point(right - width / 4, bottom + 0.2 * high),
                            Point(right, bottom - high)),
                    ])
                ], []
            )
        case "´": return ([line([(middle - 0.05 * em, 0), (middle + 0.08 * em, high)])], [])
        case "`": return ([line([(middle + 0.05 * em, 0), (middle - 0.08 * em, high)])], [])
        default: return ([line([(left, 0), (right, 0)])], [])
        }
    }
}
