import CCairo
import Charts
import Files

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

    private let pieces: [Piece]
    private static let unit = 1024.0
    /// How much of a text Pango gets at once, in bytes of UTF-8: each line costs it time with the length of all that follows.
    private static let mostAtOnce = 6000

    /// - Parameters:
    ///   - width: in points; nil: one line, however long.
    ///   - spacing: the distance of baselines as a multiple of the font's own.
    ///   - isCut: one line, which ends in "…" where it is broader than `width`.
    public init(
        _ text: TypesetText, width: Double?, alignment: Alignment = .left, spacing: Double = 1.2, isCut: Bool = false,
        in document: PDFDocument
    ) {
        let setting = Setting(width: width, alignment: alignment, spacing: spacing, isCut: isCut, document: document)
        var rest = text.runs.filter { !$0.text.isEmpty }.map { TypesetText.Run($0.text.withControlsReplaced, $0.style) }[...]
        // An empty text still has a line, as high as the layout's own font.
        let style = text.runs.first?.style ?? TypesetText.Style(size: 1)
        var pieces: [Piece] = []
        var lines: [Line] = []
        repeat {
            let (now, later) = width == nil || isCut ? (Array(rest), []) : Self.divided(rest, at: Self.mostAtOnce)
            let piece = FontLock.hold {
                Piece(now, style: style, setting, firstLine: lines.count, after: pieces.last?.continuation)
            }
            // The last line of a text that goes on begins the next piece, which knows what else stands on it.
            let goesOn = !later.isEmpty && piece.lines.count > 1
            lines += goesOn ? piece.lines.dropLast() : piece.lines
            pieces.append(piece)
            rest = goesOn ? Self.divided(rest, at: piece.startOfLastLine).later : later
        } while !rest.isEmpty
        self.pieces = pieces
        self.lines = lines
        usedWidth = pieces.map(\.usedWidth).max() ?? 0
    }

    /// The runs up to about so many bytes, at the end of a letter, and those after.
    private static func divided(
        _ runs: ArraySlice<TypesetText.Run>, at count: Int
    ) -> (now: [TypesetText.Run], later: ArraySlice<TypesetText.Run>) {
        var now: [TypesetText.Run] = []
        var left = count
        for (place, run) in zip(runs.indices, runs) {
            let length = run.text.utf8.count
            if length <= left {
                now.append(run)
                left -= length
                continue
            }
            let wanted = run.text.utf8.index(run.text.startIndex, offsetBy: left)
            var cut = wanted.samePosition(in: run.text) ?? run.text.index(before: run.text.index(after: wanted))
            // At least one letter is taken, or this would never end.
            if now.isEmpty, cut == run.text.startIndex { cut = run.text.index(after: cut) }
            if cut > run.text.startIndex { now.append(.init(String(run.text[..<cut]), run.style)) }
            var later = runs[place...]
            later[place].text = String(run.text[cut...])
            return (now, later[place].text.isEmpty ? later.dropFirst() : later)
        }
        return (now, [])
    }

    /// The breadth below which a word would be broken, in points.
    public static func narrowestWidth(of text: TypesetText, in document: PDFDocument) -> Double {
        let pieces = text.runs.flatMap { run in
            run.text.split(whereSeparator: \.isWhitespace).map { TypesetText(String($0), run.style) }
        }
        return pieces.map { TypesetBlock($0, width: nil, in: document).usedWidth }.max() ?? 0
    }

    /// Draws the lines with the first one's top left corner at the point, and makes their links work.
    public func draw(
        _ range: Range<Int>? = nil, as role: PDFDocument.Role? = nil, in part: PDFDocument.Part? = nil, at origin: Point,
        on document: PDFDocument
    ) {
        let range = range ?? lines.indices
        guard !range.isEmpty, usedWidth > 0 else { return }
        let top = origin.y - lines[range.lowerBound].top
        let shown = pieces.enumerated().map { number, piece in
            let end = number + 1 < pieces.count ? pieces[number + 1].firstLine : lines.count
            return (piece: piece, lines: range.clamped(to: piece.firstLine..<end))
        }.filter { !$0.lines.isEmpty }
        document.withRole(role, in: part) {
            for (piece, range) in shown {
                FontLock.hold {
                    piece.eachLine { iterator, line, index in
                        guard range.contains(index) else { return }
                        var extents = PangoRectangle()
                        pango_layout_iter_get_line_extents(iterator, nil, &extents)
                        cairo_move_to(document.context, origin.x + Double(extents.x) / Self.unit, top + lines[index].baseline)
                        pango_cairo_show_layout_line(document.context, line)
                    }
                }
            }
        }
        for (piece, range) in shown {
            for (drawing, start) in piece.drawings {
                var place: Point?
                FontLock.hold {
                    piece.eachLine { _, line, index in
                        guard range.contains(index), place == nil,
                            let part = Self.parts(of: line, from: start, to: start + Self.letterLength).first
                        else { return }
                        place = Point(origin.x + part.lowerBound, top + lines[index].baseline)
                    }
                }
                guard let place else { continue }
                document.withRole(role) { drawing.draw(at: place, on: document.canvas) }
            }
        }
        // Links stand beside the words' element, not in it: Cairo 1.16 keeps no text of an element that has others inside.
        for (piece, range) in shown {
            for link in piece.links {
                var areas: [Rect] = []
                FontLock.hold {
                    piece.eachLine { _, line, index in
                        guard range.contains(index) else { return }
                        for part in Self.parts(of: line, from: link.start, to: link.end) {
                            areas.append(
                                Rect(
                                    x: origin.x + part.lowerBound, y: top + lines[index].top,
                                    width: part.upperBound - part.lowerBound,
                                    height: lines[index].height))
                        }
                    }
                }
                document.addLink(to: link.target, over: areas, in: part)
            }
        }
    }

    /// The bytes of the letter in whose place a drawing stands.
    private static let letterLength: Int32 = 3

    /// Where the bytes from `start` to `end` stand in the line, in points from the layout's left; nothing where the line has none of them.
    private static func parts(
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

    private struct Setting {
        let width: Double?
        let alignment: Alignment
        let spacing: Double
        let isCut: Bool
        let document: PDFDocument
    }

    /// What Pango lays out at once.
    private final class Piece {
        /// Places in the whole block.
        let lines: [Line]
        let firstLine: Int
        /// The last line, where the text that goes on begins.
        var continuation: Line? { lines.count > 1 ? lines.last : nil }
        /// In bytes from the piece's beginning.
        let startOfLastLine: Int
        let usedWidth: Double
        let links: [(target: PDFDocument.LinkTarget, start: Int32, end: Int32)]
        /// Each with the place of its letter, in bytes.
        let drawings: [(drawing: InlineDrawing, start: Int32)]
        private let layout: OpaquePointer

        /// - Parameter after: the line of the piece before this one in whose place this one's first line stands.
        init(_ runs: [TypesetText.Run], style: TypesetText.Style, _ setting: Setting, firstLine: Int, after: Line?) {
            guard let layout = pango_layout_new(setting.document.textContext) else { preconditionFailure("Pango gives no layout") }
            self.layout = layout
            self.firstLine = firstLine
            let font = TypesetBlock.font(style)
            pango_layout_set_font_description(layout, font)
            pango_font_description_free(font)
            let attributes = pango_attr_list_new()
            defer { pango_attr_list_unref(attributes) }
            var words = ""
            var links: [(PDFDocument.LinkTarget, Int32, Int32)] = []
            var drawings: [(InlineDrawing, Int32)] = []
            for run in runs {
                let start = UInt32(words.utf8.count)
                words += run.text
                let end = UInt32(words.utf8.count)
                for attribute in TypesetBlock.attributes(run.style) {
                    attribute.pointee.start_index = start
                    attribute.pointee.end_index = end
                    pango_attr_list_insert(attributes, attribute)
                }
                if let drawing = run.style.drawing { drawings.append((drawing, Int32(start))) }
                if let link = run.style.link { links.append((link, Int32(start), Int32(end))) }
            }
            self.links = links
            self.drawings = drawings
            pango_layout_set_text(layout, words, Int32(words.utf8.count))
            pango_layout_set_attributes(layout, attributes)
            pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
            pango_layout_set_width(layout, setting.width.map { Int32(max(0, $0) * unit) } ?? -1)
            if setting.isCut {
                pango_layout_set_single_paragraph_mode(layout, 1)
                pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
            }
            pango_layout_set_line_spacing(layout, Float(setting.spacing))
            let side =
                switch setting.alignment {
                case .left: PANGO_ALIGN_LEFT
                case .centre: PANGO_ALIGN_CENTER
                case .right: PANGO_ALIGN_RIGHT
                }
            pango_layout_set_alignment(layout, side)
            var extents = PangoRectangle()
            pango_layout_get_extents(layout, nil, &extents)
            usedWidth = Double(extents.width) / unit
            var lines: [Line] = []
            var start = 0
            TypesetBlock.eachLine(of: layout) { iterator, line, _ in
                var top: Int32 = 0
                var bottom: Int32 = 0
                pango_layout_iter_get_line_yrange(iterator, &top, &bottom)
                lines.append(
                    Line(
                        top: Double(top) / unit, height: Double(bottom - top) / unit,
                        baseline: Double(pango_layout_iter_get_baseline(iterator)) / unit))
                start = Int(line.pointee.start_index)
            }
            startOfLastLine = start
            if let after, let first = lines.first {
                let down = after.baseline - first.baseline
                lines = lines.map { Line(top: $0.top + down, height: $0.height, baseline: $0.baseline + down) }
                let bottom = lines[0].top + lines[0].height
                lines[0] = Line(top: after.top, height: bottom - after.top, baseline: after.baseline)
            }
            self.lines = lines
        }

        deinit { FontLock.hold { g_object_unref(UnsafeMutableRawPointer(layout)) } }

        /// - Parameter body: is given the line's index in the whole block.
        func eachLine(_ body: (OpaquePointer, UnsafeMutablePointer<PangoLayoutLine>, Int) -> Void) {
            TypesetBlock.eachLine(of: layout) { body($0, $1, firstLine + $2) }
        }
    }

    private static func eachLine(
        of layout: OpaquePointer, _ body: (OpaquePointer, UnsafeMutablePointer<PangoLayoutLine>, Int) -> Void
    ) {
        guard let iterator = pango_layout_get_iter(layout) else { return }
        defer { pango_layout_iter_free(iterator) }
        var index = 0
        repeat {
            if let line = pango_layout_iter_get_line_readonly(iterator) { body(iterator, line, index) }
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
        if let drawing = style.drawing {
            var room = PangoRectangle(
                x: 0, y: -Int32((drawing.ascent * unit).rounded()), width: Int32((drawing.width * unit).rounded()),
                height: Int32((drawing.height * unit).rounded()))
            attributes.append(pango_attr_shape_new(&room, &room))
        }
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
