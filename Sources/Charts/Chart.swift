/// A figure as a value: panels in a grid with their keys. A canvas draws it through `ChartRenderer`.
public struct Chart: Sendable, Equatable {
    public var title: RichText?
    /// What nobody may overlook, below the title: that data are made up. It goes wherever the picture goes.
    public var remark: RichText?
    /// Row by row.
    public var panels: [Panel]
    public var columns: Int
    /// The whole chart's breadth in points. Its height follows from the panels.
    public var width: Double
    /// A plot's height as a share of its breadth, where its panel gives none.
    public var aspect: Double
    public var legend: Legend
    /// Whether panels that share a scale all bear its labels, or the outer ones only.
    public var labelsEveryPanel: Bool
    public var theme: Theme

    /// A page's breadth in points. Charts of this breadth stand one below the other with letters of one size.
    public static let pageWidth = 620.0

    public init(
        title: RichText? = nil, panels: [Panel], columns: Int = 1, width: Double = pageWidth, aspect: Double = 0.7,
        legend: Legend = Legend(), labelsEveryPanel: Bool = false, theme: Theme = .print
    ) {
        precondition(columns > 0, "\(columns) columns")
        self.title = title
        self.panels = panels
        self.columns = columns
        self.width = width
        self.aspect = aspect
        self.legend = legend
        self.labelsEveryPanel = labelsEveryPanel
        self.theme = theme
    }

    /// The same chart in another grid, for narrower paper or a phone: `chart.arranged(columns: 1, width: 340)`. In one column every panel
    /// bears its own labels, since a reader sees one panel at a time.
    public func arranged(columns: Int, width: Double? = nil) -> Chart {
        var copy = self
        copy.columns = columns
        if let width { copy.width = width }
        if columns == 1 { copy.labelsEveryPanel = true }
        return copy
    }

    /// The same chart for a phone, where one reads from the top: what marks mean stands before them, and panels that are small on paper too,
    /// three or more in a row, stand two in a row; others one below the other, and so do those of which some say only by their place in a row
    /// what they show.
    public func narrow(width: Double) -> Chart {
        let isOfSmallPanels = columns > 2 && panels.count > 3 && panels.allSatisfy { $0.title != nil || $0.letter != nil }
        var copy = arranged(columns: isOfSmallPanels ? 2 : 1, width: width)
        if [.automatic, .bottom, .right].contains(legend.placement) { copy.legend.placement = .top }
        return copy
    }
}

/// One plot with its axes.
public struct Panel: Sendable, Equatable {
    /// "a"; nil in a chart of one panel.
    public var letter: String?
    public var title: RichText?
    public var x: Axis
    public var y: Axis
    public var marks: [Mark]
    /// The plot's height as a share of its breadth; nil: the chart's.
    public var aspect: Double?
    /// The panel's own legend; nil: its entries stand in the chart's.
    public var legend: Legend?
    /// Whether the panel stands alone in its row, over all columns. Its aspect is that of its own plot.
    public var spansRow: Bool

    public init(
        letter: String? = nil, title: RichText? = nil, x: Axis, y: Axis, marks: [Mark], aspect: Double? = nil,
        legend: Legend? = nil,
        spansRow: Bool = false
    ) {
        self.letter = letter
        self.title = title
        self.x = x
        self.y = y
        self.marks = marks
        self.aspect = aspect
        self.legend = legend
        self.spansRow = spansRow
    }
}

/// Where the explanation of colours, dashes and markers stands. It never covers data and has no box.
public struct Legend: Sendable, Equatable {
    public enum Placement: Sendable, Equatable {
        /// Below the panels; above them in one column of several. A panel's own legend: in an empty corner, else below the plot.
        case automatic
        /// A panel's own legend: as `bottom`.
        case top
        case bottom
        case right
        /// In a corner of the plot that no mark reaches; below it where there is none. A chart of several panels treats it as `bottom`.
        case inside
        case hidden
    }

    public var placement: Placement
    /// Stands before the entries: "Layer".
    public var title: RichText?
    /// At most so many entries a row, where one row does not hold them all: two where they come in pairs. nil: as many as fit.
    public var columns: Int?

    public init(_ placement: Placement = .automatic, title: RichText? = nil, columns: Int? = nil) {
        precondition(columns.map { $0 > 0 } ?? true, "a legend of no columns")
        self.placement = placement
        self.title = title
        self.columns = columns
    }
}

/// Sizes and shades of everything that is not data.
public struct Theme: Sendable, Equatable {
    /// In points: the chart's title, panel titles, axis labels and legend, tick labels and notes.
    public var titleSize = 10.0
    public var panelTitleSize = 8.5
    public var labelSize = 8.0
    public var tickSize = 7.0
    public var ink = Color.gray(0.1)
    public var remark = Color(hex: 0xB3261E)
    public var axis = Color.gray(0.35)
    public var grid = Color.gray(0.91)
    /// nil: nothing is painted behind the chart.
    public var background: Color? = .white

    public init() {}

    /// Dark ink on white paper.
    public static let print = Theme()
}
