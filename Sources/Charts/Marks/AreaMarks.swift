/// Upright bars from a base to signed values. Grouped bars are several marks, each with its slot.
public struct BarsMark: Sendable, Equatable {
    /// The middles of the groups; category numbers on a category axis.
    public var x: [Double]
    public var values: [Double]
    public var base: Double
    public var style: SeriesStyle
    /// The breadth of a whole group in x units.
    public var groupWidth: Double
    /// This mark's place in a group, from 0.
    public var slot: Int
    /// How many marks stand side by side in a group.
    public var slots: Int
    public var label: RichText?

    public init(
        x: [Double], values: [Double], base: Double = 0, style: SeriesStyle, groupWidth: Double = 0.8, slot: Int = 0,
        slots: Int = 1, label: RichText? = nil
    ) {
        precondition(x.count == values.count, "bars of \(x.count) x and \(values.count) values")
        precondition(slot >= 0 && slot < slots, "slot \(slot) of \(slots)")
        self.x = x
        self.values = values
        self.base = base
        self.style = style
        self.groupWidth = groupWidth
        self.slot = slot
        self.slots = slots
        self.label = label
    }

    /// The middle of this mark's bar in the i-th group, in x units: where its error bar belongs.
    public func center(of group: Int) -> Double {
        x[group] + groupWidth * ((Double(slot) + 0.5) / Double(slots) - 0.5)
    }
}

/// A distribution as a symmetric outline about x, with its extremes, mean and median. The density arrives ready.
public struct ViolinMark: Sendable, Equatable {
    public var x: Double
    /// Rising values at which the density is given.
    public var values: [Double]
    public var densities: [Double]
    /// Half the outline's breadth, in x units, where the density is greatest.
    public var halfWidth: Double
    public var minimum: Double
    public var maximum: Double
    /// Drawn as a dot.
    public var mean: Double?
    /// Drawn as a bar across.
    public var median: Double?
    public var style: SeriesStyle
    public var label: RichText?

    public init(
        x: Double, values: [Double], densities: [Double], halfWidth: Double = 0.4, minimum: Double, maximum: Double,
        mean: Double? = nil,
        median: Double? = nil, style: SeriesStyle, label: RichText? = nil
    ) {
        precondition(values.count == densities.count, "a violin of \(values.count) values and \(densities.count) densities")
        self.x = x
        self.values = values
        self.densities = densities
        self.halfWidth = halfWidth
        self.minimum = minimum
        self.maximum = maximum
        self.mean = mean
        self.median = median
        self.style = style
        self.label = label
    }
}

/// Heights over adjoining bins, as a filled outline from zero.
public struct HistogramMark: Sendable, Equatable {
    /// One more than the heights, rising.
    public var edges: [Double]
    public var heights: [Double]
    public var style: SeriesStyle
    public var label: RichText?

    public init(edges: [Double], heights: [Double], style: SeriesStyle, label: RichText? = nil) {
        precondition(edges.count == heights.count + 1, "a histogram of \(edges.count) edges and \(heights.count) heights")
        self.edges = edges
        self.heights = heights
        self.style = style
        self.label = label
    }
}

/// Cells coloured by their values: a heat strip or map. A key with the ramp stands outside the plot where `label` is given.
public struct HeatMark: Sendable, Equatable {
    /// One more than there are columns, rising.
    public var xEdges: [Double]
    /// One more than there are rows, rising.
    public var yEdges: [Double]
    /// One array a row, from the lowest y. A value that is not finite leaves its cell empty.
    public var values: [[Double]]
    /// The values at the ramp's ends.
    public var range: ClosedRange<Double>
    public var ramp: ColorRamp
    /// What the colour means: "share of samples".
    public var label: RichText?

    public init(
        xEdges: [Double], yEdges: [Double], values: [[Double]], range: ClosedRange<Double>, ramp: ColorRamp = .sequential,
        label: RichText? = nil
    ) {
        precondition(yEdges.count == values.count + 1, "\(yEdges.count) edges for \(values.count) rows")
        precondition(values.allSatisfy { $0.count + 1 == xEdges.count }, "\(xEdges.count) edges for rows of another length")
        self.xEdges = xEdges
        self.yEdges = yEdges
        self.values = values
        self.range = range
        self.ramp = ramp
        self.label = label
    }
}
