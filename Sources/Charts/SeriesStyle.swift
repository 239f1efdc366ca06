/// The look of a series: a colour, with a dash pattern and a marker that tell it apart in grey.
public struct SeriesStyle: Sendable, Equatable {
    public var color: Color
    public var dash: Dash
    public var marker: Marker
    /// In points.
    public var width: Double

    public init(_ color: Color, dash: Dash = .solid, marker: Marker = .disc, width: Double = 1.2) {
        self.color = color
        self.dash = dash
        self.marker = marker
        self.width = width
    }

    /// The look of the i-th series: colours from `Palette.categorical`, dashes and markers in step.
    public static func series(_ index: Int) -> SeriesStyle {
        precondition(index >= 0, "series \(index)")
        return SeriesStyle(
            Palette.categorical[index % Palette.categorical.count], dash: Dash.allCases[index % Dash.allCases.count],
            marker: Marker.allCases[index % Marker.allCases.count])
    }

    public func dashed(_ dash: Dash) -> SeriesStyle { with { $0.dash = dash } }
    public func marked(_ marker: Marker) -> SeriesStyle { with { $0.marker = marker } }
    public func width(_ width: Double) -> SeriesStyle { with { $0.width = width } }

    private func with(_ change: (inout SeriesStyle) -> Void) -> SeriesStyle {
        var copy = self
        change(&copy)
        return copy
    }
}

public enum Dash: Sendable, Equatable, CaseIterable {
    case solid, dashed, dashDotted, dotted, longDashed

    /// Lengths of dashes and gaps in turn, in points, for a line of the width.
    package func pattern(width: Double) -> [Double] {
        let unit = max(width, 0.8)
        return switch self {
        case .solid: []
        case .dashed: [4 * unit, 2 * unit]
        case .dotted: [1.5 * unit, 1.5 * unit]
        case .dashDotted: [5 * unit, 1.8 * unit, 1.2 * unit, 1.8 * unit]
        case .longDashed: [8 * unit, 2.4 * unit]
        }
    }
}

public enum Marker: Sendable, Equatable, CaseIterable {
    case disc, square, triangle, diamond, circle, cross, plus
}
