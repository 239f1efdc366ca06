/// The least and greatest values of a panel's marks along one axis.
struct MarkExtent: Equatable {
    var low = Double.infinity
    var high = -Double.infinity

    /// nil where there are no values.
    var range: ClosedRange<Double>? { low <= high ? low...high : nil }

    mutating func include(_ value: Double, _ scale: Scale) {
        guard AxisScale.transform(value, scale) != nil else { return }
        low = min(low, value)
        high = max(high, value)
    }

    mutating func include(_ values: [Double], _ scale: Scale) {
        for value in values { include(value, scale) }
    }

    mutating func include(_ other: MarkExtent) {
        low = min(low, other.low)
        high = max(high, other.high)
    }

    /// The extents of the panel's marks along x and y.
    static func extents(of panel: Panel) -> (x: MarkExtent, y: MarkExtent) {
        var x = MarkExtent()
        var y = MarkExtent()
        for mark in panel.marks {
            let (xs, ys) = mark.values
            x.include(xs, panel.x.scale)
            y.include(ys, panel.y.scale)
        }
        return (x, y)
    }
}

extension Mark {
    /// Values that lie within the axes where these follow the marks.
    var values: (x: [Double], y: [Double]) {
        switch self {
        case .line(let mark): return (mark.x, mark.y)
        case .epochPath(let mark): return (mark.x, mark.y)
        case .points(let mark): return (mark.x, mark.y)
        case .band(let mark): return (mark.x, mark.lower + mark.upper)
        case .ranges(let mark): return (mark.x, mark.low + mark.high)
        case .bars(let mark):
            let half = mark.groupWidth / 2
            return (mark.x.flatMap { [$0 - half, $0 + half] }, mark.values + [mark.base])
        case .violin(let mark):
            return ([mark.x - mark.halfWidth, mark.x + mark.halfWidth], mark.values + [mark.minimum, mark.maximum])
        case .histogram(let mark): return (mark.edges, mark.heights + [0])
        case .heat(let mark): return (mark.xEdges, mark.yEdges)
        case .rule(let mark): return mark.direction == .horizontal ? ([], [mark.value]) : ([mark.value], [])
        case .note(let mark): return ([mark.x], [mark.y])
        case .region: return ([], [])
        }
    }

    /// The entry in the legend.
    var label: RichText? {
        switch self {
        case .line(let mark): mark.label
        case .epochPath(let mark): mark.label
        case .points(let mark): mark.label
        case .band(let mark): mark.label
        case .ranges(let mark): mark.label
        case .bars(let mark): mark.label
        case .violin(let mark): mark.label
        case .histogram(let mark): mark.label
        case .heat(let mark): mark.label
        case .rule(let mark): mark.label
        case .note: nil
        case .region(let mark): mark.label
        }
    }
}
