import Charts
import Files

/// A canvas that writes SVG to stand in a page: shapes in few letters, text as text.
///
/// Places are tenths of a point, which is a sixth of a pixel. Each text says how broad it was laid out to be, and so is that broad in
/// whichever font the reader has.
final class PageCanvas: Canvas {
    private let measuring: any TextMeasuring
    private let styles: PageStyles
    private let isCancelled: () -> Bool
    private var written = ""
    /// Where the drawing's own origin is now, and what ends where it is gone back to.
    private var origin = Point(0, 0)
    private var saved: [(origin: Point, clips: Int)] = []
    private var clips = 0
    /// Shapes of one style that are not written yet.
    private var pending: (style: String, isOpaque: Bool, outlines: [String])?
    /// Texts of one style that are not written yet, each without its class: ` x="3">word</text>`.
    private var texts: (style: String, members: [String])?
    /// Opaque rectangles that are not written yet, none of which lies over one of another colour: a heat map's, of which those of one colour
    /// are one path.
    private var cells: [(style: String, rect: Rect)] = []
    private static let mostCells = 2000

    /// - Parameter isCancelled: asked before everything that is drawn; then the rest is left out.
    init(measuring: any TextMeasuring, styles: PageStyles, isCancelled: @escaping () -> Bool = { false }) {
        self.isCancelled = isCancelled
        self.measuring = measuring
        self.styles = styles
    }

    /// What was drawn, to stand in an `<svg>`.
    var content: String {
        flush()
        return written
    }

    func measure(_ text: RichText, style: TextStyle) -> TextMetrics { measuring.measure(text, style: style) }

    func save() { saved.append((origin, clips)) }

    func restore() {
        guard let last = saved.popLast() else { return }
        if clips > last.clips {
            flush()
            written += String(repeating: "</svg>", count: clips - last.clips)
        }
        (origin, clips) = last
    }

    func translate(x: Double, y: Double) { origin = Point(origin.x + x, origin.y + y) }

    /// An inner `<svg>` shows nothing beyond its edges, and needs no name that other pictures could have.
    func clip(to rect: Rect) {
        flush()
        let place = PageOutline.rounded(Rect(x: origin.x + rect.x, y: origin.y + rect.y, width: rect.width, height: rect.height))
        written +=
            "<svg x=\"\(PageOutline.number(place.x))\" y=\"\(PageOutline.number(place.y))\" "
            + "width=\"\(PageOutline.number(place.width))\" height=\"\(PageOutline.number(place.height))\">"
        clips += 1
        origin = Point(origin.x - place.x, origin.y - place.y)
    }

    func fill(_ path: Path, with color: Color) {
        guard color.alpha > 0, !isCancelled() else { return }
        func opacity(_ kind: String) -> String { color.alpha == 1 ? "" : ";\(kind)-opacity:\(Self.short(color.alpha))" }
        if let disc = PageOutline.disc(path) {
            // A line of no length with round ends is a disc.
            let style =
                "stroke:\(styles.color(color));stroke-width:\(Self.short(2 * disc.radius));stroke-linecap:round"
                + opacity("stroke")
            add("M\(PageOutline.pair(origin.x + disc.center.x, origin.y + disc.center.y))h0", style, isOpaque: color.alpha == 1)
        } else {
            // Neighbours of other colours leave no seam where edges are not smoothed.
            let rect = PageOutline.rectangle(path)
            let style = "fill:\(styles.color(color))\(opacity("fill"))\(rect == nil ? "" : ";shape-rendering:crispEdges")"
            if let rect, color.alpha == 1 { addCell(rect, style) } else { add(outline(path), style, isOpaque: color.alpha == 1) }
        }
    }

    private func addCell(_ rect: Rect, _ declarations: String) {
        let place = PageOutline.rounded(rect.moved(x: origin.x, y: origin.y))
        guard place.width > 0, place.height > 0 else { return }
        if pending != nil || texts != nil { flush() }
        let style = styles.name(declarations)
        // One that goes on where the last one of its colour ended is one with it.
        if let last = cells.last, last.style == style, last.rect.minY == place.minY, last.rect.maxY == place.maxY,
            last.rect.expanded(by: 0.01).overlaps(place)
        {
            cells[cells.count - 1].rect = last.rect.union(place)
            return
        }
        let inner = place.expanded(by: -0.01)
        if cells.count == Self.mostCells || cells.contains(where: { $0.style != style && $0.rect.overlaps(inner) }) { flush() }
        cells.append((style, place))
    }

    func stroke(_ path: Path, with stroke: Stroke) {
        guard stroke.color.alpha > 0, stroke.width > 0, !isCancelled() else { return }
        var style = "fill:none;stroke:\(styles.color(stroke.color));stroke-width:\(Self.short(stroke.width));stroke-linejoin:round"
        if stroke.cap == .round { style += ";stroke-linecap:round" }
        if !stroke.dash.isEmpty { style += ";stroke-dasharray:\(stroke.dash.map(Self.short).joined(separator: " "))" }
        if stroke.color.alpha < 1 { style += ";stroke-opacity:\(Self.short(stroke.color.alpha))" }
        // Lines that cross within one path are drawn once; where they shine through, they are not joined.
        add(outline(path), style, isOpaque: stroke.color.alpha == 1)
    }

    func draw(_ text: RichText, style: TextStyle, at place: Point, angle: Double) {
        guard !text.isEmpty, style.color.alpha > 0, !isCancelled() else { return }
        var declarations = "font-size:\(Self.short(style.size))px;fill:\(styles.color(style.color))"
        if style.bold { declarations += ";font-weight:600" }
        if style.color.alpha < 1 { declarations += ";fill-opacity:\(Self.short(style.color.alpha))" }
        let (x, y) = (PageOutline.number(origin.x + place.x), PageOutline.number(origin.y + place.y))
        let turn = angle == 0 ? "" : " transform=\"rotate(\(Self.short(-angle)) \(x) \(y))\""
        // A few letters are as broad in any font as they need to be.
        let length =
            text.plain.count > Self.shortWord ? " textLength=\"\(PageOutline.number(measure(text, style: style).width))\"" : ""
        let name = styles.name(declarations)
        if texts?.style != name {
            flush()
            texts = (name, [])
        }
        texts?.members.append(" x=\"\(x)\" y=\"\(y)\"\(turn)\(length)>\(Self.spans(text, size: style.size))</text>")
    }

    // MARK: Shapes

    private func outline(_ path: Path) -> String { PageOutline(path, from: origin).text }

    private func add(_ outline: String, _ declarations: String, isOpaque: Bool) {
        guard !outline.isEmpty else { return }
        if !cells.isEmpty { flush() }
        let style = styles.name(declarations)
        if pending?.style == style {
            pending?.outlines.append(outline)
        } else {
            flush()
            pending = (style, isOpaque, [outline])
        }
    }

    private func flush() {
        var order: [String] = []
        var outlines: [String: String] = [:]
        for cell in cells {
            if outlines[cell.style] == nil { order.append(cell.style) }
            outlines[cell.style, default: ""] += PageOutline(.rectangle(cell.rect), from: Point(0, 0)).text
        }
        cells = []
        for style in order { write("path", style, [" d=\"\(outlines[style] ?? "")\"/>"]) }
        if let lines = texts {
            texts = nil
            write("text", lines.style, lines.members)
        }
        guard let shapes = pending else { return }
        pending = nil
        // The opacity is each shape's: where they shine through, they are not joined.
        let paths = shapes.isOpaque ? [shapes.outlines.joined()] : shapes.outlines
        write("path", shapes.style, paths.map { " d=\"\($0)\"/>" })
    }

    /// Elements of one style, which many have from the group that they stand in. A group's `opacity` would be that of all of them together,
    /// so the styles have that of fills and of strokes.
    private func write(_ element: String, _ style: String, _ members: [String]) {
        guard members.count > Self.mostSingle else {
            for member in members { written += "<\(element) class=\"\(style)\"\(member)" }
            return
        }
        written += "<g class=\"\(style)\">" + members.map { "<\(element)\($0)" }.joined() + "</g>"
    }

    /// A group pays from the third on.
    private static let mostSingle = 2

    // MARK: Text

    /// Letters, such as an axis's numbers have.
    private static let shortWord = 4

    /// The runs, those that differ from the line's style in spans of their own.
    private static func spans(_ text: RichText, size: Double) -> String {
        var shift = 0.0
        return text.runs.filter { !$0.text.isEmpty }.map { run in
            let wanted =
                switch run.script {
                case .normal: 0.0
                case .subscript: TextShape.subscriptDrop * size
                case .superscript: -TextShape.superscriptRise * size
                }
            var attributes = ""
            if wanted != shift { attributes += " dy=\"\(short(wanted - shift))\"" }
            shift = wanted
            if run.script != .normal { attributes += " font-size=\"\(short(TextShape.scriptSize * size))\"" }
            if run.italic { attributes += " font-style=\"italic\"" }
            if run.bold { attributes += " font-weight=\"600\"" }
            return attributes.isEmpty ? run.text.markupEscaped : "<tspan\(attributes)>\(run.text.markupEscaped)</tspan>"
        }.joined()
    }

    /// Hundredths, without what need not be said: ".75", "3".
    private static func short(_ value: Double) -> String { PageOutline.number(value, digits: 2) }
}
