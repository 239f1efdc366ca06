/// A chart with every part given its place: what a renderer draws, and what tests look at.
public struct ChartLayout: Sendable, Equatable {
    /// Everything that the chart takes.
    public var size: Size
    public var panels: [PanelLayout]
    /// Titles and the legend's words; the panels' own are theirs.
    public var texts: [PlacedText]
    package var keys: [PlacedKey]

    /// Lays the chart out.
    /// - Parameter width: in points; nil: the chart's own.
    public init(_ chart: Chart, width: Double? = nil, measuring text: any TextMeasuring) {
        self = LayoutBuilder(chart: chart, width: width ?? chart.width, text: text).build()
    }

    init(size: Size, panels: [PanelLayout], texts: [PlacedText], keys: [PlacedKey]) {
        self.size = size
        self.panels = panels
        self.texts = texts
        self.keys = keys
    }

    /// Every text of the chart.
    public var allTexts: [PlacedText] { texts + panels.flatMap { $0.texts + $0.innerTexts } }
}

/// One panel's place.
public struct PanelLayout: Sendable, Equatable {
    /// The room between the axes.
    public var plot: Rect
    package var x: AxisPlan
    package var y: AxisPlan
    /// Titles, labels and numbers round the plot.
    public var texts: [PlacedText]
    /// Words inside the plot, and those beside its lines' ends.
    public var innerTexts: [PlacedText]
    /// Thin lines from words to what they name.
    package var leaders: [Leader]
    /// The panel's own legend.
    package var keys: [PlacedKey]

    package struct Leader: Sendable, Equatable {
        package var from: Point
        package var to: Point
    }

    /// The value's place on the page; nil where the scales have none.
    package func place(_ x: Double, _ y: Double) -> Point? {
        guard let across = self.x.scale.share(of: x), let up = self.y.scale.share(of: y) else { return nil }
        return Point(plot.minX + across * plot.width, plot.maxY - up * plot.height)
    }

    /// Whether the value lies within the axes, a hair's rounding forgiven.
    func isInside(_ point: Point) -> Bool {
        plot.expanded(by: 0.01).contains(Rect(x: point.x, y: point.y, width: 0, height: 0))
    }
}
