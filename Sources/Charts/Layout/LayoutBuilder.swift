/// Gives each part of a chart its place.
struct LayoutBuilder {
    let chart: Chart
    let width: Double
    let text: any TextMeasuring
    let theme: Theme
    /// Fewer than the chart asks for where its plots would be too narrow to be read.
    var columns: Int {
        didSet { grid = PanelGrid(chart.panels, columns: columns) }
    }
    private(set) var grid: PanelGrid
    /// Whether a legend at the right has room there.
    var hasSide = true
    let extents: [(x: MarkExtent, y: MarkExtent)]
    /// Legends that found no room inside their plots, and so stand below them.
    var ejected: Set<Int> = []

    static let leastPlot = 50.0
    let edge = 2.0
    let tickLength = 3.0
    let tickGap = 2.5
    let labelGap = 4.0
    let columnGap = 12.0
    let rowGap = 10.0

    init(chart: Chart, width: Double, text: any TextMeasuring) {
        precondition(width >= 60, "a chart \(width) points wide")
        self.chart = chart
        self.width = width
        self.text = MeasureMemory(text)
        theme = chart.theme
        columns = max(1, min(chart.columns, chart.panels.count))
        grid = PanelGrid(chart.panels, columns: columns)
        let own = chart.panels.map(MarkExtent.extents)
        extents = chart.panels.indices.map { index in
            var mine = own[index]
            for other in chart.panels.indices where other != index {
                if Self.share(chart.panels[index].x.group, chart.panels[other].x.group) { mine.x.include(own[other].x) }
                if Self.share(chart.panels[index].y.group, chart.panels[other].y.group) { mine.y.include(own[other].y) }
            }
            return mine
        }
    }

    func build() -> ChartLayout {
        var attempt = self
        while attempt.frame().plotWidth < Self.leastPlot {
            if attempt.hasSide, chart.legend.placement == .right {
                attempt.hasSide = false
            } else if attempt.columns > 1 {
                attempt.columns -= 1
            } else {
                break
            }
        }
        // A legend that is ejected makes the page longer, never another one homeless; so this ends.
        for _ in 0...chart.panels.count {
            let (layout, homeless) = attempt.arranged()
            if homeless.isSubset(of: attempt.ejected) { return layout }
            attempt.ejected.formUnion(homeless)
        }
        return attempt.arranged().layout
    }

    // MARK: Which axes are labelled

    private static func share(_ a: String?, _ b: String?) -> Bool { a != nil && a == b }

    /// Whether the panel's x axis bears numbers and a label: not where the panel below shows the same, and so it is in its whole row.
    func showsX(_ index: Int) -> Bool {
        chart.labelsEveryPanel || !grid.row(of: index).allSatisfy(isShownBelow)
    }

    private func isShownBelow(_ index: Int) -> Bool {
        guard let neighbour = grid.below(index) else { return false }
        let (here, below) = (chart.panels[index].x, chart.panels[neighbour].x)
        return Self.share(here.group, below.group) && here.label == below.label
    }

    /// Whether the panel's y axis bears numbers and a label: not where the panel to the left shows the same.
    func showsY(_ index: Int) -> Bool {
        guard !chart.labelsEveryPanel, let neighbour = grid.left(of: index) else { return true }
        let (here, left) = (chart.panels[index].y, chart.panels[neighbour].y)
        return !(Self.share(here.group, left.group) && here.label == left.label)
    }

    // MARK: Sizes

    var tickStyle: TextStyle { TextStyle(size: theme.tickSize, color: theme.ink) }
    var labelStyle: TextStyle { TextStyle(size: theme.labelSize, color: theme.ink) }
    var panelTitleStyle: TextStyle { TextStyle(size: theme.panelTitleSize, color: theme.ink) }
    var lineHeight: Double { 1.25 }

    /// The room round one panel's plot.
    struct Margins {
        var left = 0.0
        var right = 0.0
        var top = 0.0
        var bottom = 0.0
    }

    /// What the plots' places follow from.
    private struct Frame {
        /// The breadth of a plot that stands in one column.
        var plotWidth: Double
        /// The breadth of a plot that spans its row.
        var rowWidth: Double
        /// The room left and right of each column's plots.
        var lefts: [Double]
        var rights: [Double]
        var margins: [Margins]
        var plans: [(x: AxisPlan, y: AxisPlan)]
        var side: LegendBlock
    }

    private func frame() -> Frame {
        let side = sideLegend()
        let room = width - 2 * edge - (side.isEmpty ? 0 : side.size.width + 14)
        var plotWidth = room / Double(columns) - 40
        var rowWidth = room - 40
        var margins: [Margins] = []
        var lefts: [Double] = []
        var rights: [Double] = []
        var plans: [(x: AxisPlan, y: AxisPlan)] = []
        // Numbers need room, and the room left decides how many numbers there are: a few rounds settle it. Where two solutions take turns,
        // plots only shrink from then on, so that they end with no less breadth than their numbers were planned for.
        for round in 0..<12 {
            let planned = (plot: plotWidth, row: rowWidth)
            let widths = chart.panels.map { max($0.spansRow ? rowWidth : plotWidth, 24) }
            plans = axisPlans(widths)
            margins = chart.panels.indices.map { self.margins(of: $0, plans[$0], widths) }
            lefts = (0..<columns).map { column in greatest(margins, \.left) { grid.column(of: $0) == column } }
            rights = (0..<columns).map { column in
                greatest(margins, \.right) { index in
                    (chart.panels[index].spansRow ? columns - 1 : grid.column(of: index)) == column
                }
            }
            rowWidth = room - lefts[0] - rights[columns - 1]
            plotWidth = (room - sum(lefts) - sum(rights) - columnGap * Double(columns - 1)) / Double(columns)
            guard round >= 3 else { continue }
            if plotWidth >= planned.plot, rowWidth >= planned.row { break }
            plotWidth = min(plotWidth, planned.plot)
            rowWidth = min(rowWidth, planned.row)
        }
        return Frame(
            plotWidth: max(plotWidth, 24), rowWidth: max(rowWidth, 24), lefts: lefts, rights: rights, margins: margins,
            plans: plans, side: side)
    }

    private func arranged() -> (layout: ChartLayout, homeless: Set<Int>) {
        let frame = frame()
        let (margins, side) = (frame.margins, frame.side)
        let widths = chart.panels.map { $0.spansRow ? frame.rowWidth : frame.plotWidth }
        let plotsLeft = edge + (frame.lefts.first ?? 0)
        var texts: [PlacedText] = []
        var y = edge
        func head(_ words: RichText?, _ style: TextStyle) {
            guard let words else { return }
            let fitted = TextLines.fitted(words, to: width - 2 * edge, atMost: 3, style: style, text: text)
            for line in fitted.lines {
                texts.append(PlacedText(line, style: fitted.style, at: Point(edge, y), .left, .top, measuring: text))
                y += fitted.style.size * lineHeight
            }
            y += 5
        }
        head(chart.title, TextStyle(size: theme.titleSize, bold: true, color: theme.ink))
        head(chart.remark, TextStyle(size: theme.panelTitleSize, bold: true, color: theme.remark))
        var keys: [PlacedKey] = []
        let above = wideLegend(breadth: width - edge - plotsLeft, above: true)
        if !above.isEmpty {
            let placed = above.moved(x: plotsLeft, y: y)
            texts += placed.texts
            keys += placed.keys
            y += above.size.height + 8
        }
        var panels: [PanelLayout] = []
        var homeless: Set<Int> = []
        for (row, members) in grid.rows.enumerated() {
            let top = members.map { margins[$0].top }.max() ?? 0
            let bottom = members.map { margins[$0].bottom }.max() ?? 0
            let height = rowHeight(members, widths)
            var x = edge
            for (column, index) in members.enumerated() {
                x += frame.lefts[column]
                let plot = Rect(x: x, y: y + top, width: widths[index], height: height)
                let placer = PanelPlacer(builder: self, index: index, plot: plot, plans: frame.plans[index], top: top)
                let (panel, fits) = placer.place()
                if !fits { homeless.insert(index) }
                panels.append(panel)
                x += widths[index] + frame.rights[column] + columnGap
            }
            y += top + height + bottom + (row + 1 < grid.rows.count ? rowGap : 0)
        }
        if !side.isEmpty {
            let placed = side.moved(x: width - edge - side.size.width, y: panels.first?.plot.minY ?? y)
            texts += placed.texts
            keys += placed.keys
            y = max(y, (panels.first?.plot.minY ?? y) + side.size.height)
        }
        let below = wideLegend(breadth: width - edge - plotsLeft, above: false)
        if !below.isEmpty {
            let placed = below.moved(x: plotsLeft, y: y + 8)
            texts += placed.texts
            keys += placed.keys
            y += 8 + below.size.height
        }
        return (ChartLayout(size: Size(width, y + edge), panels: panels, texts: texts, keys: keys), homeless)
    }

    private func greatest(_ margins: [Margins], _ side: KeyPath<Margins, Double>, where holds: (Int) -> Bool) -> Double {
        margins.indices.filter(holds).map { margins[$0][keyPath: side] }.max() ?? 0
    }

    private func sum(_ values: [Double]) -> Double { values.reduce(0, +) }

    /// - Parameter widths: each panel's.
    private func rowHeight(_ members: [Int], _ widths: [Double]) -> Double {
        max(20, members.map { (chart.panels[$0].aspect ?? chart.aspect) * widths[$0] }.max() ?? 0)
    }

    private func axisPlans(_ widths: [Double]) -> [(x: AxisPlan, y: AxisPlan)] {
        chart.panels.indices.map { index in
            let panel = chart.panels[index]
            // Panels of a group have one scale, so its ends must not depend on their heights: the least counts.
            let height =
                chart.panels.indices.filter { $0 == index || Self.share(panel.y.group, chart.panels[$0].y.group) }
                .map { rowHeight(grid.row(of: $0), widths) }
                .min() ?? widths[index]
            let across = AxisPlanner(length: widths[index], horizontal: true, style: tickStyle, text: text)
            let up = AxisPlanner(length: height, horizontal: false, style: tickStyle, text: text)
            return (across.plan(panel.x, extent: extents[index].x.range), up.plan(panel.y, extent: extents[index].y.range))
        }
    }

    private func margins(of index: Int, _ plans: (x: AxisPlan, y: AxisPlan), _ widths: [Double]) -> Margins {
        let panel = chart.panels[index]
        var margins = Margins()
        // The probe plot stands at zero; whatever its texts reach beyond it is the room they need.
        let plotWidth = widths[index]
        let height = rowHeight(grid.row(of: index), widths)
        let plot = Rect(x: 0, y: 0, width: plotWidth, height: height)
        let placer = PanelPlacer(builder: self, index: index, plot: plot, plans: plans, top: 0)
        for placed in placer.axisTexts() {
            let box = placed.bounds
            margins.left = max(margins.left, -box.minX)
            margins.right = max(margins.right, box.maxX - plotWidth)
            margins.top = max(margins.top, -box.minY)
            margins.bottom = max(margins.bottom, box.maxY - height)
        }
        margins.left = max(margins.left, tickLength)
        margins.bottom = max(margins.bottom, tickLength)
        margins.right = max(margins.right, placer.endLabelRoom(), 2)
        let titles = titleLines(panel, plotWidth: plotWidth)
        margins.top = max(
            margins.top, titles.lines.isEmpty ? 3 : Double(titles.lines.count) * titles.style.size * lineHeight + 4)
        if legendStandsBelow(index) {
            margins.bottom += 6 + panelLegend(index, breadth: plotWidth).size.height
        }
        return margins
    }

    /// "a  Bin size 0.07", in lines.
    func titleLines(_ panel: Panel, plotWidth: Double) -> (lines: [RichText], style: TextStyle) {
        var title = RichText(runs: [])
        if let letter = panel.letter { title = RichText(runs: [.init(letter, bold: true)]) }
        if let words = panel.title {
            title = title.isEmpty ? words : title + RichText(runs: [.init("\u{2002}")]) + words
        }
        return TextLines.fitted(title, to: plotWidth, atMost: 3, style: panelTitleStyle, text: text)
    }

    // MARK: Legends

    /// A chart of one panel may have its legend inside; such a legend is the panel's own.
    private var soleInside: Bool { chart.panels.count == 1 && chart.legend.placement == .inside }

    func ownLegend(_ index: Int) -> Legend? { chart.panels[index].legend ?? (soleInside ? chart.legend : nil) }

    func panelLegendBuilder(_ index: Int) -> LegendBuilder {
        let panels = [chart.panels[index]]
        return LegendBuilder(
            title: ownLegend(index)?.title, mostColumns: ownLegend(index)?.columns,
            entries: LegendEntry.collected(from: panels),
            ramps: soleInside ? RampKey.collected(from: panels) : [], theme: theme, text: text)
    }

    func panelLegend(_ index: Int, breadth: Double) -> LegendBlock { panelLegendBuilder(index).wide(in: breadth) }

    func legendStandsBelow(_ index: Int) -> Bool {
        guard let legend = ownLegend(index) else { return false }
        switch legend.placement {
        case .hidden: return false
        case .bottom, .top, .right: return true
        case .automatic, .inside: return ejected.contains(index)
        }
    }

    func legendStandsInside(_ index: Int) -> Bool {
        guard let legend = ownLegend(index), legend.placement != .hidden else { return false }
        return !legendStandsBelow(index)
    }

    private var sharedLegend: LegendBuilder {
        LegendBuilder(
            title: chart.legend.title, mostColumns: chart.legend.columns,
            entries: LegendEntry.collected(from: chart.panels.filter { $0.legend == nil }),
            ramps: RampKey.collected(from: chart.panels), theme: theme, text: text)
    }

    private func sideLegend() -> LegendBlock {
        guard hasSide, chart.legend.placement == .right, !sharedLegend.isEmpty else { return LegendBlock() }
        return sharedLegend.tall(atMost: width * 0.3)
    }

    /// The legend above the panels or below them; empty where it stands elsewhere.
    private func wideLegend(breadth: Double, above: Bool) -> LegendBlock {
        guard !soleInside, !sharedLegend.isEmpty else { return LegendBlock() }
        let standsAbove: Bool
        switch chart.legend.placement {
        case .automatic: standsAbove = columns == 1 && chart.panels.count > 2
        case .top: standsAbove = true
        case .bottom, .inside: standsAbove = false
        case .right:
            if hasSide { return LegendBlock() }
            standsAbove = false
        case .hidden: return LegendBlock()
        }
        return standsAbove == above ? sharedLegend.wide(in: breadth) : LegendBlock()
    }
}
