import Charts

/// Something drawn that stands in a line of text like a letter: an equation. Lengths are points; places are from the left end of the
/// baseline, y downwards.
public struct InlineDrawing: Sendable, Equatable {
    public enum Part: Sendable, Equatable {
        /// A line of text with its baseline's left end at the point.
        case text(RichText, TextStyle, Point)
        case fill(Path, Color)
        case stroke(Path, Stroke)
    }

    public var width: Double
    /// From the baseline up.
    public var ascent: Double
    /// From the baseline down.
    public var descent: Double
    public var parts: [Part]

    public init(width: Double, ascent: Double, descent: Double, parts: [Part] = []) {
        self.width = width
        self.ascent = ascent
        self.descent = descent
        self.parts = parts
    }

    public var height: Double { ascent + descent }

    /// Draws it with its baseline's left end at the point, so many times its size.
    public func draw(at origin: Point, scale: Double = 1, on canvas: some Canvas) {
        func placed(_ point: Point) -> Point { Point(origin.x + scale * point.x, origin.y + scale * point.y) }
        for part in parts {
            switch part {
            case .text(let text, var style, let point):
                style.size *= scale
                canvas.draw(text, style: style, at: placed(point), angle: 0)
            case .fill(let path, let color): canvas.fill(path.mapped(placed), with: color)
            case .stroke(let path, var stroke):
                stroke.width *= scale
                canvas.stroke(path.mapped(placed), with: stroke)
            }
        }
    }
}

extension CairoCanvas {
    /// Where the letters' ink is, from the left end of the baseline, y downwards.
    public func ink(of text: RichText, style: TextStyle) -> Rect {
        FontLock.hold { PangoText(text, style: style, context: textContext).ink }
    }
}
