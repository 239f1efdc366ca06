/// Places the words of one panel.
struct PanelPlacer {
    let builder: LayoutBuilder
    let index: Int
    let plot: Rect
    let plans: (x: AxisPlan, y: AxisPlan)
    /// The room above the plot, for the panel's title.
    let top: Double

    private var panel: Panel { builder.chart.panels[index] }
    private var text: any TextMeasuring { builder.text }
    private var theme: Theme { builder.theme }

    /// - Returns: the panel, and whether its legend found room where it is to stand.
    func place() -> (panel: PanelLayout, legendFits: Bool) {
        var layout = PanelLayout(
            plot: plot, x: plans.x, y: plans.y, texts: axisTexts() + titleTexts(), innerTexts: [], leaders: [], keys: [])
        var fits = true
        var occupancy = Occupancy(of: panel, in: layout, theme: theme)
        if builder.legendStandsInside(index) {
            if let legend = insideLegend(occupancy) {
                layout.innerTexts += legend.texts
                layout.keys = legend.keys
                occupancy.reserve(legend.texts.map(\.bounds) + legend.keys.map(\.rect))
            } else {
                fits = false
            }
        }
        var labels = InnerLabels(panel: panel, layout: layout, occupancy: occupancy, theme: theme, text: text)
        labels.placeAll()
        layout.innerTexts += labels.texts
        layout.leaders = labels.leaders
        if builder.legendStandsBelow(index) {
            let legend = builder.panelLegend(index, breadth: plot.width)
            let lowest = layout.texts.map(\.bounds.maxY).max() ?? plot.maxY
            let placed = legend.moved(x: plot.minX, y: max(lowest, plot.maxY) + 6)
            layout.texts += placed.texts
            layout.keys += placed.keys
        }
        return (layout, fits)
    }

    // MARK: Round the plot

    /// Numbers and labels of both axes.
    func axisTexts() -> [PlacedText] {
        var placed: [PlacedText] = []
        if builder.showsX(index) { placed += xTexts() }
        if builder.showsY(index) { placed += yTexts() }
        return placed
    }

    private func xTexts() -> [PlacedText] {
        let style = builder.tickStyle
        var placed: [PlacedText] = []
        let named = if case .categories = panel.x.scale { true } else { false }
        let top = plot.maxY + (named ? 0 : builder.tickLength) + builder.tickGap
        var bottom = plot.maxY + (plans.x.ticks.isEmpty ? 0 : builder.tickLength)
        for tick in plans.x.ticks {
            guard let label = tick.label, let share = plans.x.scale.share(of: tick.value) else { continue }
            let x = plot.minX + share * plot.width
            if plans.x.labelAngle != 0 {
                let end = Point(x + style.size * 0.3, top + style.size * 0.5)
                placed.append(
                    PlacedText(label, style: style, at: end, .right, .middle, angle: plans.x.labelAngle, measuring: text))
            } else {
                let lines = tick.lines.isEmpty ? [label] : tick.lines
                for (number, line) in lines.enumerated() {
                    let y = top + Double(number) * style.size * builder.lineHeight
                    placed.append(PlacedText(line, style: style, at: Point(x, y), .center, .top, measuring: text))
                }
            }
            bottom = max(bottom, placed.last?.bounds.maxY ?? bottom)
        }
        if let label = panel.x.label {
            let fitted = TextLines.fitted(label, to: plot.width, atMost: 2, style: builder.labelStyle, text: text)
            var y = bottom + builder.labelGap
            for line in fitted.lines {
                let one = PlacedText(line, style: fitted.style, at: Point(plot.midX, y), .center, .top, measuring: text)
                placed.append(one)
                y = one.bounds.maxY + 1.5
            }
        }
        return placed
    }

    private func yTexts() -> [PlacedText] {
        let style = builder.tickStyle
        var placed: [PlacedText] = []
        let right = plot.minX - builder.tickLength - builder.tickGap
        var left = plot.minX - (plans.y.ticks.isEmpty ? 0 : builder.tickLength)
        for tick in plans.y.ticks {
            guard let label = tick.label, let share = plans.y.scale.share(of: tick.value) else { continue }
            let y = plot.maxY - share * plot.height
            let one = PlacedText(label, style: style, at: Point(right, y), .right, .middle, measuring: text)
            placed.append(one)
            left = min(left, one.bounds.minX)
        }
        if let label = panel.y.label {
            let fitted = TextLines.fitted(label, to: plot.height, atMost: 2, style: builder.labelStyle, text: text)
            var x = left - builder.labelGap
            for line in fitted.lines.reversed() {
                let one = PlacedText(
                    line, style: fitted.style, at: Point(x, plot.midY), .center, .bottom, angle: 90, measuring: text)
                placed.append(one)
                x = one.bounds.minX - 1.5
            }
        }
        return placed
    }

    private func titleTexts() -> [PlacedText] {
        let (lines, style) = builder.titleLines(panel, plotWidth: plot.width)
        // The last line stands just above the plot, so that titles of a row share their lowest line.
        return lines.enumerated().map { number, line in
            let up = Double(lines.count - 1 - number) * style.size * builder.lineHeight + 5.5
            return PlacedText(line, style: style, at: Point(plot.minX, plot.minY - up), .left, .baseline, measuring: text)
        }
    }

    /// How far names beside lines' ends reach beyond the plot.
    func endLabelRoom() -> Double {
        let style = TextStyle(size: theme.tickSize)
        let widths = panel.marks.compactMap { mark -> Double? in
            guard case .line(let line) = mark, let label = line.endLabel else { return nil }
            return text.measure(label, style: style).width
        }
        return widths.max().map { $0 + InnerLabels.endGap + 2 } ?? 0
    }

    // MARK: Inside the plot

    /// The legend in the first corner that no mark reaches, the whole of it inside the plot.
    private func insideLegend(_ occupancy: Occupancy) -> LegendBlock? {
        let block = builder.panelLegendBuilder(index).tall(atMost: plot.width * 0.6)
        let gap = 5.0
        let room = plot.expanded(by: -gap)
        guard block.size.width <= room.width, block.size.height <= room.height else { return nil }
        let (left, right) = (room.minX, room.maxX - block.size.width)
        let (top, bottom) = (room.minY, room.maxY - block.size.height)
        for corner in [Point(right, top), Point(right, bottom), Point(left, top), Point(left, bottom)] {
            let rect = Rect(x: corner.x, y: corner.y, width: block.size.width, height: block.size.height)
            if occupancy.isEmpty(rect.expanded(by: gap - 1)) { return block.moved(x: corner.x, y: corner.y) }
        }
        return nil
    }
}
