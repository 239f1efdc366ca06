import CCairo
import Charts

/// Text broken into lines of a given breadth by Pango, ready to be drawn on a PDF page, whole or some lines of it.
public final class TypesetBlock {
    public enum Alignment: Sendable {
        case left, centre, right
    }

    /// The place of one line in the block, in points from its top.
    public struct Line: Sendable, Equatable {
        public let top: Double
        public let height: Double
        public let baseline: Double
    }

    public let lines: [Line]
    /// The breadth of the longest line, in points.
    public let usedWidth: Double
    public var height: Double { lines.last.map { $0.top + $0.height } ?? 0 }

    private let layout: OpaquePointer
    private let links: [(target: PDFDocument.LinkTarget, start: Int32, end: Int32)]
    private static let unit = 1024.0

    /// - Parameters:
    ///   - width: in points; nil: one line, however long.
    ///   - spacing: the distance of baselines as a multiple of the font's own.
    public init(
        _ text: TypesetText, width: Double?, alignment: Alignment = .left, spacing: Double = 1.2, in document: PDFDocument
    ) {
        guard let layout = pango_layout_new(document.textContext) else { preconditionFailure("Pango gives no layout") }
        self.layout = layout
        // An empty text still has a line, as high as the layout's own font.
        let font = Self.font(text.runs.first?.style ?? TypesetText.Style(size: 1))
        pango_layout_set_font_description(layout, font)
        pango_font_description_free(font)
        let attributes = pango_attr_list_new()
        defer { pango_attr_list_unref(attributes) }
        var words = ""
        var links: [(PDFDocument.LinkTarget, Int32, Int32)] = []
        for run in text.runs where !run.text.isEmpty {
            let start = UInt32(words.utf8.count)
            words += run.text
            let end = UInt32(words.utf8.count)
            for attribute in Self.attributes(run.style) {
                attribute.pointee.start_index = start
                attribute.pointee.end_index = end
                pango_attr_list_insert(attributes, attribute)
            }
            if let link = run.style.link { links.append((link, Int32(start), Int32(end))) }
        }
        self.links = links
        pango_layout_set_text(layout, words, Int32(words.utf8.count))
        pango_layout_set_attributes(layout, attributes)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_width(layout, width.map { Int32(max(0, $0) * Self.unit) } ?? -1)
        pango_layout_set_line_spacing(layout, Float(spacing))
        let side =
            switch alignment {
            case .left: PANGO_ALIGN_LEFT
            case .centre: PANGO_ALIGN_CENTER
            case .right: PANGO_ALIGN_RIGHT
            }
        pango_layout_set_alignment(layout, side)
        var extents = PangoRectangle()
        pango_layout_get_extents(layout, nil, &extents)
        usedWidth = Double(extents.width) / Self.unit
        var lines: [Line] = []
        Self.eachLine(of: layout) { iterator, _ in
            var top: Int32 = 0
            var bottom: Int32 = 0
            pango_layout_iter_get_line_yrange(iterator, &top, &bottom)
            lines.append(
                Line(
                    top: Double(top) / Self.unit, height: Double(bottom - top) / Self.unit,
                    baseline: Double(pango_layout_iter_get_baseline(iterator)) / Self.unit))
        }
        self.lines = lines
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    /// The breadth below which a word would be broken, in points.
    public static func narrowestWidth(of text: TypesetText, in document: PDFDocument) -> Double {
        let pieces = text.runs.flatMap { run in
            run.text.split(whereSeparator: \.isWhitespace).map { TypesetText(String($0), run.style) }
        }
        return pieces.map { TypesetBlock($0, width: nil, in: document).usedWidth }.max() ?? 0
    }

    /// Draws the lines with the first one's top left corner at the point, and makes their links work.
    public func draw(
        _ range: Range<Int>? = nil, as role: PDFDocument.Role? = nil, at origin: Point, on document: PDFDocument
    ) {
        let range = range ?? lines.indices
        guard !range.isEmpty, usedWidth > 0 else { return }
        let top = origin.y - lines[range.lowerBound].top
        document.withRole(role) {
            eachLine(in: range) { iterator, line, index in
                var extents = PangoRectangle()
                pango_layout_iter_get_line_extents(iterator, nil, &extents)
                cairo_move_to(document.context, origin.x + Double(extents.x) / Self.unit, top + lines[index].baseline)
                pango_cairo_show_layout_line(document.context, line)
            }
        }
        // Links stand beside the words' element, not in it: Cairo 1.16 keeps no text of an element that has others inside.
        for link in links {
            var areas: [Rect] = []
            eachLine(in: range) { _, line, index in
                for piece in Self.pieces(of: line, from: link.start, to: link.end) {
                    areas.append(
                        Rect(
                            x: origin.x + piece.lowerBound, y: top + lines[index].top, width: piece.upperBound - piece.lowerBound,
                            height: lines[index].height))
                }
            }
            document.addLink(to: link.target, over: areas)
        }
    }

    /// Where the bytes from `start` to `end` stand in the line, in points from the layout's left; nothing where the line has none of them.
    private static func pieces(
        of line: UnsafeMutablePointer<PangoLayoutLine>, from start: Int32, to end: Int32
    ) -> [ClosedRange<Double>] {
        let lineStart = line.pointee.start_index
        guard start < lineStart + line.pointee.length, end > lineStart else { return [] }
        var ranges: UnsafeMutablePointer<Int32>?
        var count: Int32 = 0
        pango_layout_line_get_x_ranges(line, start, end, &ranges, &count)
        guard let ranges else { return [] }
        defer { g_free(ranges) }
        return (0..<Int(count)).map { Double(ranges[2 * $0]) / unit...Double(ranges[2 * $0 + 1]) / unit }
    }

    private func eachLine(in range: Range<Int>, _ body: (OpaquePointer, UnsafeMutablePointer<PangoLayoutLine>, Int) -> Void) {
        Self.eachLine(of: layout) { iterator, index in
            guard range.contains(index), let line = pango_layout_iter_get_line_readonly(iterator) else { return }
            body(iterator, line, index)
        }
    }

    private static func eachLine(of layout: OpaquePointer, _ body: (OpaquePointer, Int) -> Void) {
        guard let iterator = pango_layout_get_iter(layout) else { return }
        defer { pango_layout_iter_free(iterator) }
        var index = 0
        repeat {
            body(iterator, index)
            index += 1
        } while pango_layout_iter_next_line(iterator) != 0
    }

    private static func attributes(_ style: TypesetText.Style) -> [UnsafeMutablePointer<PangoAttribute>] {
        let font = font(style)
        defer { pango_font_description_free(font) }
        let (red, green, blue) = (style.color.red, style.color.green, style.color.blue)
        var attributes = [
            pango_attr_font_desc_new(font),
            pango_attr_foreground_new(UInt16(red * 65535), UInt16(green * 65535), UInt16(blue * 65535)),
        ]
        if style.isStruck { attributes.append(pango_attr_strikethrough_new(1)) }
        return attributes.compactMap { $0 }
    }

    /// To be freed by the caller.
    private static func font(_ style: TypesetText.Style) -> OpaquePointer? {
        let font = pango_font_description_new()
        pango_font_description_set_family(font, style.isMonospaced ? "DejaVu Sans Mono, monospace" : PangoText.families)
        pango_font_description_set_absolute_size(font, (style.size * unit).rounded())
        pango_font_description_set_weight(font, style.isBold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL)
        pango_font_description_set_style(font, style.isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
        return font
    }
}
