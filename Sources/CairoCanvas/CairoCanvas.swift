import CCairo
import Charts
import Files

/// A canvas on a Cairo context, with text by Pango.
///
/// Once the user asked to stop it draws nothing more, so that a picture of millions of marks comes to its end at once; `check` says so.
public final class CairoCanvas: Canvas {
    private let cairo: OpaquePointer
    private let pango: OpaquePointer
    var textContext: OpaquePointer { pango }
    private let isCancelled: () -> Bool
    /// Whether something was left out.
    private var isStopped = false

    /// Draws on the context (a `cairo_t *`), of which the canvas holds a reference.
    /// - Parameter isCancelled: asked before everything that is drawn.
    public init(context: OpaquePointer, isCancelled: @escaping () -> Bool = { Interruption.isRequested }) {
        self.isCancelled = isCancelled
        cairo = cairo_reference(context)
        pango = FontLock.hold { PangoText.context(for: context) }
    }

    /// A canvas that nobody sees, to measure text with.
    public static func measuring() -> CairoCanvas {
        let surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nil)
        let context = cairo_create(surface)
        defer {
            FontLock.hold {
                cairo_destroy(context)
                cairo_surface_destroy(surface)
            }
        }
        guard let context else { preconditionFailure("Cairo has no context") }
        return CairoCanvas(context: context)
    }

    deinit {
        FontLock.hold {
            g_object_unref(UnsafeMutableRawPointer(pango))
            cairo_destroy(cairo)
        }
    }

    /// - Throws: a `Fault` (status cannotWrite) where something drawn so far failed; `CancellationError` where something was left out.
    public func check() throws {
        if isStopped { throw CancellationError() }
        try CairoFailure.check(cairo_status(cairo), during: "drawing a chart")
    }

    public func measure(_ text: RichText, style: TextStyle) -> TextMetrics {
        let width = FontLock.hold { PangoText(text, style: style, context: pango).width }
        return TextShape.metrics(of: text, size: style.size, width: width)
    }

    public func save() { cairo_save(cairo) }

    public func restore() { cairo_restore(cairo) }

    public func translate(x: Double, y: Double) { cairo_translate(cairo, x, y) }

    public func clip(to rect: Rect) {
        cairo_new_path(cairo)
        cairo_rectangle(cairo, rect.x, rect.y, rect.width, rect.height)
        cairo_clip(cairo)
    }

    public func fill(_ path: Path, with color: Color) {
        guard goesOn() else { return }
        trace(path)
        use(color)
        cairo_fill(cairo)
    }

    public func stroke(_ path: Path, with stroke: Stroke) {
        guard goesOn() else { return }
        trace(path)
        use(stroke.color)
        cairo_set_line_width(cairo, stroke.width)
        cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
        cairo_set_line_cap(cairo, stroke.cap == .round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
        cairo_set_dash(cairo, stroke.dash, Int32(stroke.dash.count), 0)
        cairo_stroke(cairo)
    }

    public func draw(_ text: RichText, style: TextStyle, at origin: Point, angle: Double) {
        guard !text.isEmpty, goesOn() else { return }
        cairo_save(cairo)
        cairo_translate(cairo, origin.x, origin.y)
        if angle != 0 { cairo_rotate(cairo, -angle * .pi / 180) }
        cairo_new_path(cairo)
        cairo_move_to(cairo, 0, 0)
        use(style.color)
        FontLock.hold { PangoText(text, style: style, context: pango).show(on: cairo) }
        cairo_restore(cairo)
    }

    private func goesOn() -> Bool {
        if isCancelled() { isStopped = true }
        return !isStopped
    }

    private func use(_ color: Color) {
        if color.alpha == 1 {
            cairo_set_source_rgb(cairo, color.red, color.green, color.blue)
        } else {
            cairo_set_source_rgba(cairo, color.red, color.green, color.blue, color.alpha)
        }
    }

    private func trace(_ path: Path) {
        cairo_new_path(cairo)
        for element in path.elements {
            switch element {
            case .move(let p): cairo_move_to(cairo, p.x, p.y)
            case .line(let p): cairo_line_to(cairo, p.x, p.y)
            case .curve(let a, let b, let p): cairo_curve_to(cairo, a.x, a.y, b.x, b.y, p.x, p.y)
            case .close: cairo_close_path(cairo)
            }
        }
    }
}
