/// How values become places along an axis.
public enum Scale: Sendable, Equatable {
    case linear
    /// Values must be positive; others are not drawn.
    case log10
    /// Linear within the bound on either side of zero, logarithmic beyond it.
    case symlog(linearWithin: Double)
    /// Names at 0, 1, 2, ...; half a step of room at either end.
    case categories([RichText])
}

/// Which values bear ticks.
public enum Ticks: Sendable, Equatable {
    /// Round values, as many as fit.
    case automatic
    /// These, thinned where their labels would touch.
    case at([Double])
    /// These with these labels, thinned where they would touch.
    case labelled([Label])
    case none

    public struct Label: Sendable, Equatable {
        public var value: Double
        public var text: RichText

        public init(_ value: Double, _ text: RichText) {
            self.value = value
            self.text = text
        }
    }
}

/// How an axis's numbers are printed. Negative numbers have a true minus sign.
public enum TickFormat: Sendable, Equatable {
    /// As few digits as tell the ticks apart; powers of ten from 10^4 on a logarithmic axis, thousands separated by thin spaces.
    case automatic
    /// So many digits after the point.
    case decimal(Int)
    /// 0.25 as 25 %.
    case percent
    /// As few digits as tell the ticks apart, each with the unit behind: 25 as 25 %.
    case unit(String)
    /// 1000 as 10^3.
    case powerOfTen
}

/// One axis of a panel.
public struct Axis: Sendable, Equatable {
    /// The quantity with its unit: "*I*(*X*; *T*) in bits".
    public var label: RichText?
    public var scale: Scale
    /// Its ends; nil: from the marks.
    public var domain: ClosedRange<Double>?
    /// Values that lie on the axis whatever the marks say, such as 0.
    public var including: [Double]
    /// How ends taken from the marks are rounded.
    public var ends: Ends
    public var ticks: Ticks
    public var format: TickFormat
    /// Whether pale lines run through the plot at the ticks.
    public var grid: Bool
    /// Axes of a chart that name the same group have one scale, and inner panels leave out the labels that an outer one shows.
    public var group: String?

    public enum Ends: Sendable, Equatable {
        /// At round values.
        case nice
        /// A little beyond the outermost values.
        case padded
        /// At the outermost values.
        case tight
    }

    public init(
        _ label: RichText? = nil, scale: Scale = .linear, domain: ClosedRange<Double>? = nil, including: [Double] = [],
        ends: Ends = .nice, ticks: Ticks = .automatic, format: TickFormat = .automatic, grid: Bool = true, group: String? = nil
    ) {
        self.label = label
        self.scale = scale
        self.domain = domain
        self.including = including
        self.ends = ends
        self.ticks = ticks
        self.format = format
        self.grid = grid
        self.group = group
    }
}
