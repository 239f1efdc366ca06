/// A place, in points of 1/72 inch on a page (y grows downwards) or in data units, as the context says.
public struct Point: Sendable, Equatable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    /// True where both coordinates are finite.
    public var isFinite: Bool { x.isFinite && y.isFinite }
}

/// A width and a height in points.
public struct Size: Sendable, Equatable {
    public var width: Double
    public var height: Double

    public init(_ width: Double, _ height: Double) {
        self.width = width
        self.height = height
    }
}

/// An upright rectangle; `x`, `y` is the corner at the top left.
public struct Rect: Sendable, Equatable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The smallest rectangle with both points.
    public init(from a: Point, to b: Point) {
        self.init(x: min(a.x, b.x), y: min(a.y, b.y), width: abs(a.x - b.x), height: abs(a.y - b.y))
    }

    public var minX: Double { x }
    public var minY: Double { y }
    public var maxX: Double { x + width }
    public var maxY: Double { y + height }
    public var midX: Double { x + width / 2 }
    public var midY: Double { y + height / 2 }
    public var size: Size { Size(width, height) }

    /// The rectangle with each side moved outwards by the distance (inwards where it is negative).
    public func expanded(by distance: Double) -> Rect {
        Rect(x: x - distance, y: y - distance, width: width + 2 * distance, height: height + 2 * distance)
    }

    public func moved(x dx: Double, y dy: Double) -> Rect { Rect(x: x + dx, y: y + dy, width: width, height: height) }

    /// True where the rectangles have an area in common.
    public func overlaps(_ other: Rect) -> Bool {
        minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
    }

    /// True where no part of the other rectangle lies outside by more than the slack.
    public func contains(_ other: Rect, slack: Double = 0) -> Bool {
        other.minX >= minX - slack && other.maxX <= maxX + slack && other.minY >= minY - slack && other.maxY <= maxY + slack
    }

    /// The smallest rectangle with both.
    public func union(_ other: Rect) -> Rect {
        Rect(
            from: Point(min(minX, other.minX), min(minY, other.minY)),
            to: Point(max(maxX, other.maxX), max(maxY, other.maxY)))
    }
}

/// An outline of straight lines, curves and circular arcs, in points.
public struct Path: Sendable, Equatable {
    public enum Element: Sendable, Equatable {
        case move(Point)
        case line(Point)
        /// A cubic Bézier curve with its two control points.
        case curve(Point, Point, Point)
        case close
    }

    public var elements: [Element]

    public init(_ elements: [Element] = []) { self.elements = elements }

    /// An open line through the points.
    public static func polyline(_ points: some Sequence<Point>) -> Path {
        var path = Path()
        for point in points { path.elements.append(path.elements.isEmpty ? .move(point) : .line(point)) }
        return path
    }

    /// The path with each of its points moved.
    package func mapped(_ moved: (Point) -> Point) -> Path {
        Path(
            elements.map { element in
                switch element {
                case .move(let point): .move(moved(point))
                case .line(let point): .line(moved(point))
                case .curve(let first, let second, let end): .curve(moved(first), moved(second), moved(end))
                case .close: .close
                }
            })
    }

    /// A closed outline through the points.
    public static func polygon(_ points: some Sequence<Point>) -> Path {
        var path = polyline(points)
        if !path.elements.isEmpty { path.elements.append(.close) }
        return path
    }

    public static func rectangle(_ rect: Rect) -> Path {
        polygon([
            Point(rect.minX, rect.minY), Point(rect.maxX, rect.minY), Point(rect.maxX, rect.maxY), Point(rect.minX, rect.maxY),
        ])
    }

    /// A circle of four Bézier quarters, within 0.03 % of the radius of a true one.
    public static func circle(at center: Point, radius r: Double) -> Path {
        let k = 0.552_284_749_8 * r
        let (x, y) = (center.x, center.y)
        return Path([
            .move(Point(x + r, y)),
            .curve(Point(x + r, y + k), Point(x + k, y + r), Point(x, y + r)),
            .curve(Point(x - k, y + r), Point(x - r, y + k), Point(x - r, y)),
            .curve(Point(x - r, y - k), Point(x - k, y - r), Point(x, y - r)),
            .curve(Point(x + k, y - r), Point(x + r, y - k), Point(x + r, y)),
            .close,
        ])
    }
}
