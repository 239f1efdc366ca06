import Foundation

/// One line of text with its place on the page.
public struct PlacedText: Sendable, Equatable {
    public var text: RichText
    public var style: TextStyle
    /// The baseline's left end.
    public var origin: Point
    /// In degrees, anticlockwise.
    public var angle: Double
    public var metrics: TextMetrics

    public enum Horizontal: Sendable { case left, center, right }
    public enum Vertical: Sendable { case baseline, middle, top, bottom }

    /// Places the text's anchor at the point; `horizontal` and `vertical` are in the text's own turned directions.
    public init(
        _ text: RichText, style: TextStyle, at point: Point, _ horizontal: Horizontal = .left, _ vertical: Vertical = .baseline,
        angle: Double = 0, measuring measurer: any TextMeasuring
    ) {
        self.text = text
        self.style = style
        self.angle = angle
        metrics = measurer.measure(text, style: style)
        let back =
            switch horizontal {
            case .left: 0.0
            case .center: metrics.width / 2
            case .right: metrics.width
            }
        let down =
            switch vertical {
            case .baseline: 0.0
            case .middle: style.size * TextShape.capHeight / 2
            case .top: metrics.ascent
            case .bottom: -metrics.descent
            }
        let (along, up) = Self.directions(angle)
        origin = Point(point.x - along.x * back - up.x * down, point.y - along.y * back - up.y * down)
    }

    /// The four corners, in order round the box.
    public var corners: [Point] {
        let (along, up) = Self.directions(angle)
        return [(0, metrics.ascent), (metrics.width, metrics.ascent), (metrics.width, -metrics.descent), (0, -metrics.descent)].map
        {
            Point(origin.x + along.x * $0.0 + up.x * $0.1, origin.y + along.y * $0.0 + up.y * $0.1)
        }
    }

    /// The smallest upright rectangle round the text.
    public var bounds: Rect {
        let corners = corners
        return corners.dropFirst().reduce(Rect(from: corners[0], to: corners[0])) { $0.union(Rect(from: $1, to: $1)) }
    }

    func moved(x: Double, y: Double) -> PlacedText {
        var copy = self
        copy.origin = Point(origin.x + x, origin.y + y)
        return copy
    }

    private static func directions(_ angle: Double) -> (along: Point, up: Point) {
        // Exact for the two common angles, so that upright boxes have upright sides.
        let (cosine, sine): (Double, Double) =
            switch angle {
            case 0: (1, 0)
            case 90: (0, 1)
            default: (cos(angle * .pi / 180), sin(angle * .pi / 180))
            }
        return (Point(cosine, -sine), Point(-sine, -cosine))
    }
}

/// The shape of letters, as shares of the text's size; that of Inter and DejaVu Sans. Every canvas uses the same, so that a layout's heights
/// do not depend on the font's line gaps.
public enum TextShape {
    public static let capHeight = 0.73
    public static let ascent = 0.77
    public static let descent = 0.22
    /// The size of subscripts and superscripts.
    public static let scriptSize = 0.72
    /// How far a subscript's baseline lies below the line's.
    public static let subscriptDrop = 0.17
    /// How far a superscript's baseline lies above the line's.
    public static let superscriptRise = 0.36

    /// The height of the text, which its subscripts and superscripts may enlarge.
    public static func metrics(of text: RichText, size: Double, width: Double) -> TextMetrics {
        var up = ascent
        var down = descent
        for run in text.runs {
            switch run.script {
            case .normal: break
            case .subscript: down = max(down, subscriptDrop + scriptSize * descent)
            case .superscript: up = max(up, superscriptRise + scriptSize * capHeight)
            }
        }
        return TextMetrics(width: width, ascent: up * size, descent: down * size)
    }
}
