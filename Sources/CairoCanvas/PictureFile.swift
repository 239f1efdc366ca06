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
    /// - Throws: a `Fault` (status cannotWrite) where Cairo cannot draw it.
    public static func render(_ chart: Chart, as format: Format, key: String, title: String) throws -> [UInt8] {
        let layout = ChartLayout(chart, measuring: CairoCanvas.measuring())
        switch format {
        case .png(let scale): return try png(chart, layout, scale: scale, key: key, title: title)
        case .pdf: return try pdf(chart, layout, key: key, title: title)
        case .svg(let prefix): return try svg(chart, layout, prefix: prefix, key: key, title: title)
        }
    }

    /// Draws on the surface and finishes it.
    private static func draw(_ chart: Chart, _ layout: ChartLayout, on surface: OpaquePointer?, scale: Double = 1) throws {
        try CairoFailure.check(cairo_surface_status(surface), during: "starting a picture")
        guard let context = cairo_create(surface) else { preconditionFailure("Cairo has no context") }
        defer { cairo_destroy(context) }
        cairo_scale(context, scale, scale)
        let canvas = CairoCanvas(context: context)
        ChartRenderer.draw(chart, laidOut: layout, on: canvas, at: Point(0, 0))
        try canvas.check()
    }

    private static func png(_ chart: Chart, _ layout: ChartLayout, scale: Double, key: String, title: String) throws -> [UInt8] {
        precondition(scale > 0, "a scale of \(scale)")
        let opaque = chart.theme.background?.alpha == 1
        let surface = cairo_image_surface_create(
            opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, Int32((layout.size.width * scale).rounded(.up)),
            Int32((layout.size.height * scale).rounded(.up)))
        defer { cairo_surface_destroy(surface) }
        if opaque { try paintWhite(surface) }
        try draw(chart, layout, on: surface, scale: scale)
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

    private static func pdf(_ chart: Chart, _ layout: ChartLayout, key: String, title: String) throws -> [UInt8] {
        let sink = PictureBytes()
        let surface = cairo_pdf_surface_create_for_stream(PictureBytes.write, sink.pointer, layout.size.width, layout.size.height)
        defer { cairo_surface_destroy(surface) }
        let metadata: [(cairo_pdf_metadata_t, String)] = [
            (CAIRO_PDF_METADATA_TITLE, title), (CAIRO_PDF_METADATA_CREATOR, "Refigure"),
            (CAIRO_PDF_METADATA_KEYWORDS, "Refigure key \(key)"), (CAIRO_PDF_METADATA_CREATE_DATE, fixedDate),
            (CAIRO_PDF_METADATA_MOD_DATE, fixedDate),
        ]
        for (kind, text) in metadata { cairo_pdf_surface_set_metadata(surface, kind, text) }
        try draw(chart, layout, on: surface)
        cairo_surface_finish(surface)
        try CairoFailure.check(cairo_surface_status(surface), during: "writing a PDF")
        return sink.bytes
    }

    private static func svg(_ chart: Chart, _ layout: ChartLayout, prefix: String, key: String, title: String) throws -> [UInt8] {
        let sink = PictureBytes()
        let surface = cairo_svg_surface_create_for_stream(PictureBytes.write, sink.pointer, layout.size.width, layout.size.height)
        defer { cairo_surface_destroy(surface) }
        try draw(chart, layout, on: surface)
        cairo_surface_finish(surface)
        try CairoFailure.check(cairo_surface_status(surface), during: "writing an SVG")
        return SVGFile.stamped(sink.bytes, idPrefix: prefix, title: title, key: key)
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
