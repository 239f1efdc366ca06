/// A colour in sRGB with its opacity; each part from 0 to 1.
public struct Color: Sendable, Equatable {
    public var red: Double
    public var green: Double
    public var blue: Double
    public var alpha: Double

    public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// From 0xRRGGBB.
    public init(hex: UInt32, alpha: Double = 1) {
        self.init(
            red: Double(hex >> 16 & 255) / 255, green: Double(hex >> 8 & 255) / 255, blue: Double(hex & 255) / 255,
            alpha: alpha)
    }

    public static let white = Color(hex: 0xFFFFFF)
    public static let black = Color(hex: 0x000000)

    public static func gray(_ level: Double) -> Color { Color(red: level, green: level, blue: level) }

    public func withAlpha(_ alpha: Double) -> Color { Color(red: red, green: green, blue: blue, alpha: alpha) }

    /// The opaque colour a share of the way to the other, mixed in sRGB: 0 is this one, 1 the other.
    public func mixed(with other: Color, share: Double) -> Color {
        Color(
            red: red + (other.red - red) * share, green: green + (other.green - green) * share,
            blue: blue + (other.blue - blue) * share, alpha: alpha + (other.alpha - alpha) * share)
    }
}

/// How a line is drawn.
public struct Stroke: Sendable, Equatable {
    public var color: Color
    /// In points.
    public var width: Double
    /// Lengths of dashes and gaps in turn, in points; empty: a continuous line.
    public var dash: [Double]
    public var cap: Cap

    public enum Cap: Sendable, Equatable { case butt, round }

    public init(_ color: Color, width: Double, dash: [Double] = [], cap: Cap = .butt) {
        self.color = color
        self.width = width
        self.dash = dash
        self.cap = cap
    }
}
