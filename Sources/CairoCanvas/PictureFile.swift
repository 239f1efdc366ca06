import CCairo
import Charts
import Files

/// Charts as files. Equal charts give equal bytes: no clock, no machine, no counter of the library stands in them.
public enum PictureFile {
    public enum Format: Sendable, Equatable {
        /// With so many pixels a point.
        case png(scale: Double)
        /// Vectors with embedded fonts.
        case pdf
        /// Vectors with letters as outlines, so that it looks the same everywhere. Every id begins with the prefix, so that several pictures
        /// can stand in one page.
        case svg(idPrefix: String)
    }

    /// The chart as the bytes of a file.
    /// - Parameters:
    ///   - key: the result's cache key, stamped into the file's own metadata.
    ///   - title: the figure's title, likewise.
    ///   - isCancelled: asked before every mark.
    /// - Throws: a `Fault` (status cannotWrite) where Cairo cannot draw it; `CancellationError`.
    public static func render(
        _ chart: Chart, as format: Format, key: String, title: String,
        isCancelled: @escaping () -> Bool = { Interruption.isRequested }
    ) throws -> [UInt8] {
        let layout = ChartLayout(chart, measuring: CairoCanvas.measuring())
        return try render(
            layout.size, as: format, opaque: chart.theme.background?.alpha == 1, key: key, title: title, isCancelled: isCancelled
        ) { canvas in
            ChartRenderer.draw(chart, laidOut: layout, on: canvas, at: Point(0, 0))
        }
    }

    /// Any drawing as the bytes of a file.
    /// - Parameters:
    ///   - size: in points.
    ///   - opaque: whether a PNG has white paper behind the drawing.
    ///   - description: what is drawn, in words; an SVG carries it.
    ///   - drawing: draws on the canvas it is given, from the top left corner.
    ///   - isCancelled: asked before everything that is drawn.
    /// - Throws: a `Fault` (status cannotWrite) where Cairo cannot draw it; `CancellationError`.
    public static func render(
        _ size: Size, as format: Format, opaque: Bool = true, key: String, title: String, description: String? = nil,
        isCancelled: @escaping () -> Bool = { Interruption.isRequested }, drawing: (any Canvas) -> Void
    ) throws -> [UInt8] {
        try FontLock.hold {
            let drawn: Drawing = { context in
                let canvas = CairoCanvas(context: context, isCancelled: isCancelled)
                drawing(canvas)
                try canvas.check()
            }
            return switch format {
            case .png(let scale): try png(size, scale: scale, opaque: opaque, key: key, title: title, drawn)
            case .pdf: try pdf(size, key: key, title: title, drawn)
            case .svg(let prefix): try svg(size, prefix: prefix, key: key, title: title, description: description, drawn)
            }
        }
    }

    private typealias Drawing = (OpaquePointer) throws -> Void

    /// Draws on the surface and finishes it.
    private static func draw(on surface: OpaquePointer?, scale: Double = 1, _ drawing: Drawing) throws {
        try CairoFailure.check(cairo_surface_status(surface), during: "starting a picture")
        guard let context = cairo_create(surface) else { preconditionFailure("Cairo has no context") }
        defer { cairo_destroy(context) }
        cairo_scale(context, scale, scale)
        try drawing(context)
    }

    private static func png(
        _ size: Size, scale: Double, opaque: Bool, key: String, title: String, _ drawing: Drawing
    ) throws -> [UInt8] {
        precondition(scale > 0, "a scale of \(scale)")
        let surface = cairo_image_surface_create(
            opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, Int32((size.width * scale).rounded(.up)),
            Int32((size.height * scale).rounded(.up)))
        defer { cairo_surface_destroy(surface) }
        if opaque { try paintWhite(surface) }
        try draw(on: surface, scale: scale, drawing)
        let sink = PictureBytes()
        let status = cairo_surface_write_to_png_stream(surface, PictureBytes.write, sink.pointer)
        try CairoFailure.check(status, during: "writing a PNG")
        return PNGFile.adding(
            texts: [("Title", title), ("Software", "Refigure"), ("Refigure key", key)], pixelsPerMetre: 72 * scale / 0.0254,
            to: sink.bytes)
    }

    /// The last row and column of pixels may lie partly outside the chart.
    private static func paintWhite(_ surface: OpaquePointer?) throws {
        let context = cairo_create(surface)
        defer { cairo_destroy(context) }
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        try CairoFailure.check(cairo_status(context), during: "starting a PNG")
    }

    private static func pdf(_ size: Size, key: String, title: String, _ drawing: Drawing) throws -> [UInt8] {
        let sink = PictureBytes()
        let surface = cairo_pdf_surface_create_for_stream(PictureBytes.write, sink.pointer, size.width, size.height)
        // A surface that is given up writes when it ends.
        defer { withExtendedLifetime(sink) { cairo_surface_destroy(surface) } }
        let metadata: [(cairo_pdf_metadata_t, String)] = [
            (CAIRO_PDF_METADATA_TITLE, title), (CAIRO_PDF_METADATA_CREATOR, "Refigure"),
            (CAIRO_PDF_METADATA_KEYWORDS, "Refigure key \(key)"), (CAIRO_PDF_METADATA_CREATE_DATE, fixedDate),
            (CAIRO_PDF_METADATA_MOD_DATE, fixedDate),
        ]
        for (kind, text) in metadata { cairo_pdf_surface_set_metadata(surface, kind, text.onOneLine) }
        try draw(on: surface, drawing)
        cairo_surface_finish(surface)
        try CairoFailure.check(cairo_surface_status(surface), during: "writing a PDF")
        return sink.bytes
    }

    private static func svg(
        _ size: Size, prefix: String, key: String, title: String, description: String?, _ drawing: Drawing
    ) throws -> [UInt8] {
        let sink = PictureBytes()
        let surface = cairo_svg_surface_create_for_stream(PictureBytes.write, sink.pointer, size.width, size.height)
        defer { withExtendedLifetime(sink) { cairo_surface_destroy(surface) } }
        try draw(on: surface, drawing)
        cairo_surface_finish(surface)
        try CairoFailure.check(cairo_surface_status(surface), during: "writing an SVG")
        return SVGFile.stamped(sink.bytes, idPrefix: prefix, title: title, key: key, description: description)
    }

    /// Stands where a format wants a date: the same result must give the same bytes on every day.
    public static let fixedDate = "2000-01-01T00:00:00Z"
}

/// Collects what Cairo writes.
final class PictureBytes {
    var bytes: [UInt8] = []

    /// Valid while the sink lives.
    var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    static let write: cairo_write_func_t = { closure, data, length in
        guard let closure else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = Unmanaged<PictureBytes>.fromOpaque(closure).takeUnretainedValue()
        sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
    }
}
