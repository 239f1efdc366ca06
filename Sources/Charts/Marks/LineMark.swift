/// A line through points in their order. A value that is not finite breaks it.
public struct LineMark: Sendable, Equatable {
    public var x: [Double]
    public var y: [Double]
    public var style: SeriesStyle
    /// The entry in the legend; marks with the same label share one.
    public var label: RichText?
    /// A short name written beside the line's last point, in its colour.
    public var endLabel: RichText?
    /// Whether each point bears the style's marker.
    public var showsMarkers: Bool

    public init(
        x: [Double], y: [Double], style: SeriesStyle, label: RichText? = nil, endLabel: RichText? = nil, showsMarkers: Bool = false
    ) {
        precondition(x.count == y.count, "a line of \(x.count) x and \(y.count) y")
        self.x = x
        self.y = y
        self.style = style
        self.label = label
        self.endLabel = endLabel
        self.showsMarkers = showsMarkers
    }
}

/// The area between two lines over common x.
public struct BandMark: Sendable, Equatable {
    public var x: [Double]
    public var lower: [Double]
    public var upper: [Double]
    public var color: Color
    public var label: RichText?

    /// - Parameter opacity: of the fill, 0 to 1.
    public init(x: [Double], lower: [Double], upper: [Double], color: Color, opacity: Double = 0.2, label: RichText? = nil) {
        precondition(
            x.count == lower.count && x.count == upper.count, "a band of \(x.count) x, \(lower.count) lower, \(upper.count) upper")
        self.x = x
        self.lower = lower
        self.upper = upper
        self.color = color.withAlpha(color.alpha * opacity)
        self.label = label
    }
}

/// Single points.
public struct PointsMark: Sendable, Equatable {
    public var x: [Double]
    public var y: [Double]
    public var style: SeriesStyle
    /// The marker's breadth in points.
    public var size: Double
    /// 0 to 1.
    public var opacity: Double
    public var label: RichText?

    public init(x: [Double], y: [Double], style: SeriesStyle, size: Double = 3.5, opacity: Double = 1, label: RichText? = nil) {
        precondition(x.count == y.count, "points of \(x.count) x and \(y.count) y")
        self.x = x
        self.y = y
        self.style = style
        self.size = size
        self.opacity = opacity
        self.label = label
    }
}

/// Error bars: upright lines from low to high at each x.
public struct RangesMark: Sendable, Equatable {
    public var x: [Double]
    public var low: [Double]
    public var high: [Double]
    public var style: SeriesStyle
    /// The breadth of the caps in points; 0: none.
    public var cap: Double
    public var label: RichText?

    public init(x: [Double], low: [Double], high: [Double], style: SeriesStyle, cap: Double = 3, label: RichText? = nil) {
        precondition(x.count == low.count && x.count == high.count, "ranges of \(x.count) x, \(low.count) low, \(high.count) high")
        self.x = x
        self.low = low
        self.high = high
        self.style = style
        self.cap = cap
        self.label = label
    }
}
