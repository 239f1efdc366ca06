/// A straight line through the whole plot at one value: a bound, a baseline.
public struct RuleMark: Sendable, Equatable {
    public enum Direction: Sendable, Equatable {
        /// At a value of y.
        case horizontal
        /// At a value of x.
        case vertical
    }

    public var direction: Direction
    public var value: Double
    public var color: Color
    public var dash: Dash
    public var width: Double
    /// Written along the line where there is room.
    public var text: RichText?
    /// The entry in the legend.
    public var label: RichText?

    public init(
        _ direction: Direction, at value: Double, color: Color = .gray(0.35), dash: Dash = .dashed, width: Double = 0.7,
        text: RichText? = nil, label: RichText? = nil
    ) {
        self.direction = direction
        self.value = value
        self.color = color
        self.dash = dash
        self.width = width
        self.text = text
        self.label = label
    }
}

/// Words at a place in the plot. They move a little where they would touch other words.
public struct NoteMark: Sendable, Equatable {
    public var x: Double
    public var y: Double
    public var text: RichText
    public var color: Color
    /// Whether a small disc marks the place itself.
    public var showsPoint: Bool

    public init(x: Double, y: Double, text: RichText, color: Color = .gray(0.2), showsPoint: Bool = false) {
        self.x = x
        self.y = y
        self.text = text
        self.color = color
        self.showsPoint = showsPoint
    }
}

/// A tinted part of the plot; an open side runs to the plot's edge.
public struct RegionMark: Sendable, Equatable {
    public var x: ClosedRange<Double>?
    public var y: ClosedRange<Double>?
    public var color: Color
    /// Written at the region's top where there is room.
    public var text: RichText?
    public var label: RichText?

    public init(
        x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil, color: Color = Color(hex: 0x000000, alpha: 0.06),
        text: RichText? = nil, label: RichText? = nil
    ) {
        self.x = x
        self.y = y
        self.color = color
        self.text = text
        self.label = label
    }
}
