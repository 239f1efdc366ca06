/// The size, weight and colour of a text. The family is the canvas's affair: one for the whole document.
public struct TextStyle: Sendable, Equatable {
    /// In points.
    public var size: Double
    public var bold: Bool
    public var color: Color

    public init(size: Double, bold: Bool = false, color: Color = .black) {
        self.size = size
        self.bold = bold
        self.color = color
    }
}

/// The room that one line of text takes, in points.
public struct TextMetrics: Sendable, Equatable {
    /// The advance from its start to its end.
    public var width: Double
    /// From the baseline up to the top of the highest letters.
    public var ascent: Double
    /// From the baseline down to the bottom of the lowest letters or subscripts.
    public var descent: Double

    public init(width: Double, ascent: Double, descent: Double) {
        self.width = width
        self.ascent = ascent
        self.descent = descent
    }
}

/// Something that knows how much room text takes.
public protocol TextMeasuring {
    func measure(_ text: RichText, style: TextStyle) -> TextMetrics
}

/// A surface that charts draw on. Lengths are points of 1/72 inch; y grows downwards.
public protocol Canvas: AnyObject, TextMeasuring {
    /// Remembers the translation and the clip until the matching `restore`.
    func save()
    func restore()
    func translate(x: Double, y: Double)
    /// Keeps what follows inside the rectangle.
    func clip(to rect: Rect)
    func fill(_ path: Path, with color: Color)
    /// Strokes with round joins.
    func stroke(_ path: Path, with stroke: Stroke)
    /// Draws one line of text with its baseline's left end at the point, turned about that point.
    /// - Parameter angle: in degrees, anticlockwise: 90 reads upwards.
    func draw(_ text: RichText, style: TextStyle, at origin: Point, angle: Double)
}
