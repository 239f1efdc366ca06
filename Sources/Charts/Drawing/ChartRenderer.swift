/// Draws charts.
public enum ChartRenderer {
    /// The size of the chart laid out for a breadth.
    /// - Parameter width: in points; nil: the chart's own.
    public static func size(of chart: Chart, width: Double? = nil, measuring text: any TextMeasuring) -> Size {
        ChartLayout(chart, width: width, measuring: text).size
    }

    /// Draws the chart, laid out for the rectangle's breadth, from its top left corner. Text keeps its size; the height is that which `size`
    /// gives for the breadth, whatever the rectangle's own.
    public static func draw(_ chart: Chart, on canvas: any Canvas, in rect: Rect) {
        let layout = ChartLayout(chart, width: rect.width, measuring: canvas)
        draw(chart, laidOut: layout, on: canvas, at: Point(rect.x, rect.y))
    }

    /// Draws the chart as it was laid out, with its top left corner at the point.
    public static func draw(_ chart: Chart, laidOut layout: ChartLayout, on canvas: any Canvas, at corner: Point) {
        canvas.save()
        canvas.translate(x: corner.x, y: corner.y)
        draw(chart, layout, on: canvas)
        canvas.restore()
    }

    private static func draw(_ chart: Chart, _ layout: ChartLayout, on canvas: any Canvas) {
        let theme = chart.theme
        if let background = theme.background {
            canvas.fill(.rectangle(Rect(x: 0, y: 0, width: layout.size.width, height: layout.size.height)), with: background)
        }
        let keys = KeyRenderer(theme: theme, canvas: canvas)
        for (panel, place) in zip(chart.panels, layout.panels) {
            drawGrid(panel, place, theme, on: canvas)
            MarkRenderer(panel: place, theme: theme, canvas: canvas).draw(panel.marks)
            drawAxes(place, theme, on: canvas)
            for leader in place.leaders {
                canvas.stroke(
                    .polyline([leader.from, leader.to]), with: Stroke(theme.axis, width: 0.45))
            }
            for text in place.texts + place.innerTexts { draw(text, on: canvas) }
            for key in place.keys { keys.draw(key) }
        }
        for text in layout.texts { draw(text, on: canvas) }
        for key in layout.keys { keys.draw(key) }
    }

    private static func draw(_ text: PlacedText, on canvas: any Canvas) {
        canvas.draw(text.text, style: text.style, at: text.origin, angle: text.angle)
    }

    private static func drawGrid(_ panel: Panel, _ place: PanelLayout, _ theme: Theme, on canvas: any Canvas) {
        let stroke = Stroke(theme.grid, width: 0.5)
        let plot = place.plot
        let named = if case .categories = panel.x.scale { true } else { false }
        if panel.x.grid, !named {
            for x in shares(place.x.ticks.map(\.value), place.x.scale).map({ plot.minX + $0 * plot.width }) {
                canvas.stroke(.polyline([Point(x, plot.minY), Point(x, plot.maxY)]), with: stroke)
            }
        }
        if panel.y.grid {
            for y in shares(place.y.ticks.map(\.value), place.y.scale).map({ plot.maxY - $0 * plot.height }) {
                canvas.stroke(.polyline([Point(plot.minX, y), Point(plot.maxX, y)]), with: stroke)
            }
        }
    }

    private static func drawAxes(_ place: PanelLayout, _ theme: Theme, on canvas: any Canvas) {
        let stroke = Stroke(theme.axis, width: 0.6)
        let plot = place.plot
        canvas.stroke(
            .polyline([Point(plot.minX, plot.minY), Point(plot.minX, plot.maxY), Point(plot.maxX, plot.maxY)]), with: stroke)
        var ticks = Path()
        func across(_ values: [Double], _ length: Double) {
            for share in shares(values, place.x.scale) {
                let x = plot.minX + share * plot.width
                ticks.elements += [.move(Point(x, plot.maxY)), .line(Point(x, plot.maxY + length))]
            }
        }
        func up(_ values: [Double], _ length: Double) {
            for share in shares(values, place.y.scale) {
                let y = plot.maxY - share * plot.height
                ticks.elements += [.move(Point(plot.minX, y)), .line(Point(plot.minX - length, y))]
            }
        }
        if case .categories = place.x.scale.scale {} else { across(place.x.ticks.map(\.value), 3) }
        if case .categories = place.y.scale.scale {} else { up(place.y.ticks.map(\.value), 3) }
        across(place.x.minorTicks, 1.7)
        up(place.y.minorTicks, 1.7)
        if !ticks.elements.isEmpty { canvas.stroke(ticks, with: stroke) }
    }

    private static func shares(_ values: [Double], _ scale: AxisScale) -> [Double] {
        values.compactMap(scale.share).filter { $0 > -1e-9 && $0 < 1 + 1e-9 }
    }
}
