/// Colours for series.
public enum Palette {
    /// Eight colours that stay apart for colour-blind readers: Okabe and Ito's palette (2008, https://jfly.uni-koeln.de/color/) without its
    /// yellow, which is too pale for lines on white, and with a brown. They are ordered so that neighbours, and the first four among each
    /// other, differ most: by CIEDE2000 at least 16 under normal vision, protanopia and deuteranopia (12 between any two).
    public static let categorical: [Color] = [
        Color(hex: 0x0072B2),  // blue
        Color(hex: 0xD55E00),  // vermilion
        Color(hex: 0x56B4E9),  // sky blue
        Color(hex: 0x009E73),  // bluish green
        Color(hex: 0xE69F00),  // orange
        Color(hex: 0xCC79A7),  // reddish purple
        Color(hex: 0x1A1A1A),  // black
        Color(hex: 0x7A4A1E),  // brown
    ]
}

/// Colours for a quantity from its least to its greatest value.
public struct ColorRamp: Sendable, Equatable {
    /// Evenly spaced; between them colours are mixed in sRGB.
    public var stops: [Color]

    public init(_ stops: [Color]) {
        precondition(stops.count >= 2, "a ramp of \(stops.count) colours")
        self.stops = stops
    }

    /// The colour at a share of the way, 0 to 1; beyond them the ends'.
    public func color(at share: Double) -> Color {
        let place = min(max(share, 0), 1) * Double(stops.count - 1)
        let lower = Int(place, within: 0...stops.count - 2)
        return stops[lower].mixed(with: stops[lower + 1], share: place - Double(lower))
    }

    /// White to dark blue, ever darker.
    public static let sequential = ColorRamp([
        Color(hex: 0xFFFFFF), Color(hex: 0xD6E6F2), Color(hex: 0x9CC5E0), Color(hex: 0x4F97C4), Color(hex: 0x1B659D),
        Color(hex: 0x08306B),
    ])
}
