import Charts

/// An outline in the letters of an SVG path, by steps from point to point.
struct PageOutline {
    private(set) var text = ""
    /// In tenths of a point.
    private var place = (x: 0, y: 0)
    private var start = (x: 0, y: 0)
    private var hasStep = false

    /// - Parameter origin: of the path's own places.
    init(_ path: Path, from origin: Point) {
        func tenths(_ point: Point) -> (x: Int, y: Int) { (Self.units(origin.x + point.x), Self.units(origin.y + point.y)) }
        for element in path.elements {
            switch element {
            case .move(let point):
                endDot()
                let to = tenths(point)
                // What only moved on drew nothing.
                text += "M\(Self.printed(to.x))\(Self.following(to.y))"
                (place, start, hasStep) = (to, to, false)
            case .line(let point): step(to: tenths(point))
            case .curve(let first, let second, let point):
                let steps = [first, second, point].map(tenths).flatMap { [$0.x - place.x, $0.y - place.y] }
                text += "c" + Self.printed(steps[0]) + steps.dropFirst().map { Self.following($0) }.joined()
                (place, hasStep) = (tenths(point), true)
            case .close:
                text += "Z"
                (place, hasStep) = (start, true)
            }
        }
        endDot()
    }

    /// Steps of less than a tenth are none.
    private mutating func step(to: (x: Int, y: Int)) {
        let (dx, dy) = (to.x - place.x, to.y - place.y)
        guard dx != 0 || dy != 0 else { return }
        text += dy == 0 ? "h\(Self.printed(dx))" : dx == 0 ? "v\(Self.printed(dy))" : "l\(Self.printed(dx))\(Self.following(dy))"
        (place, hasStep) = (to, true)
    }

    /// A line that came to nothing is a dot.
    private mutating func endDot() {
        if !text.isEmpty, !hasStep { text += "h0" }
    }

    // MARK: Kinds of outlines

    /// What `Path.circle` makes.
    static func disc(_ path: Path) -> (center: Point, radius: Double)? {
        guard path.elements.count == 6, case .move(let right) = path.elements[0], case .close = path.elements[5],
            case .curve(_, _, let bottom) = path.elements[1], case .curve(_, _, let left) = path.elements[2],
            case .curve = path.elements[3], case .curve = path.elements[4]
        else { return nil }
        let center = Point((left.x + right.x) / 2, right.y)
        let radius = (right.x - left.x) / 2
        guard radius > 0, abs(bottom.y - center.y - radius) < 1e-6, abs(bottom.x - center.x) < 1e-6 else { return nil }
        return (center, radius)
    }

    /// What `Path.rectangle` makes.
    static func rectangle(_ path: Path) -> Rect? {
        guard path.elements.count == 5, case .move(let first) = path.elements[0], case .line(let second) = path.elements[1],
            case .line(let third) = path.elements[2], case .line(let fourth) = path.elements[3], case .close = path.elements[4],
            second.y == first.y, third.x == second.x, fourth.y == third.y, fourth.x == first.x
        else { return nil }
        return Rect(from: first, to: third)
    }

    // MARK: Numbers

    private static func units(_ value: Double) -> Int { Int((min(max(value, -1e8), 1e8) * 10).rounded()) }

    /// A rectangle with its edges at tenths.
    static func rounded(_ rect: Rect) -> Rect {
        func tenth(_ value: Double) -> Double { (value * 10).rounded() / 10 }
        let (x, y) = (tenth(rect.minX), tenth(rect.minY))
        return Rect(x: x, y: y, width: tenth(rect.maxX) - x, height: tenth(rect.maxY) - y)
    }

    static func pair(_ x: Double, _ y: Double) -> String { printed(units(x)) + following(units(y)) }

    /// "12.3", "-.5".
    static func number(_ value: Double, digits: Int = 1) -> String {
        digits == 1 ? printed(units(value)) : trimmed(Int((value * 100).rounded()), 100)
    }

    private static func printed(_ tenths: Int) -> String { trimmed(tenths, 10) }

    /// A number behind another one, which its sign sets apart.
    private static func following(_ tenths: Int) -> String { tenths < 0 ? printed(tenths) : ",\(printed(tenths))" }

    private static func trimmed(_ units: Int, _ scale: Int) -> String {
        let (whole, part) = (abs(units) / scale, abs(units) % scale)
        let sign = units < 0 ? "-" : ""
        guard part > 0 else { return "\(sign)\(whole)" }
        let digits = scale == 10 || part % 10 == 0 ? "\(scale == 10 ? part : part / 10)" : part < 10 ? "0\(part)" : "\(part)"
        return "\(sign)\(whole == 0 ? "" : "\(whole)").\(digits)"
    }
}
