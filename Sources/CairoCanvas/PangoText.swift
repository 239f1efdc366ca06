import CCairo
import Charts
import Files
import Foundation

/// One line of text laid out by Pango, the same at every scale: no hinting, no rounding of positions, no locale.
package final class PangoText {
    /// The families asked for, in order: Inter where it is installed.
    static let families = "Inter, DejaVu Sans"

    let layout: OpaquePointer
    /// From its start to its end, in points.
    let width: Double

    init(_ given: RichText, style: TextStyle, context: OpaquePointer) {
        let text = RichText(
            runs: given.runs.map { run in
                var run = run
                run.text = run.text.withControlsReplaced
                return run
            })
        layout = pango_layout_new(context)
        let font = pango_font_description_new()
        pango_font_description_set_family(font, Self.families)
        pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
        if style.bold { pango_font_description_set_weight(font, PANGO_WEIGHT_SEMIBOLD) }
        pango_layout_set_font_description(layout, font)
        pango_font_description_free(font)
        let letters = text.plain
        pango_layout_set_single_paragraph_mode(layout, 1)
        pango_layout_set_text(layout, letters, Int32(letters.utf8.count))
        let attributes = Self.attributes(of: text, size: style.size)
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
        var logical = PangoRectangle()
        pango_layout_get_extents(layout, nil, &logical)
        width = Double(logical.width) / Double(PANGO_SCALE)
    }

    deinit { FontLock.hold { g_object_unref(UnsafeMutableRawPointer(layout)) } }

    /// Where its ink is, in points from the baseline's left end, y downwards.
    var ink: Rect {
        guard let line = pango_layout_get_line_readonly(layout, 0) else { return Rect(x: 0, y: 0, width: 0, height: 0) }
        var ink = PangoRectangle()
        pango_layout_line_get_extents(line, &ink, nil)
        let unit = Double(PANGO_SCALE)
        return Rect(
            x: Double(ink.x) / unit, y: Double(ink.y) / unit, width: Double(ink.width) / unit, height: Double(ink.height) / unit)
    }

    /// Draws with the baseline's left end at the current point.
    func show(on context: OpaquePointer) {
        guard let line = pango_layout_get_line_readonly(layout, 0) else { return }
        pango_cairo_show_layout_line(context, line)
    }

    /// What GLib and Pango cannot do without (memory, a thread) ends the process; this lets it end with a sentence.
    private static let failsInWords: Void = {
        _ = g_log_set_default_handler(
            { domain, level, message, data in
                guard level.rawValue & G_LOG_LEVEL_ERROR.rawValue != 0 else {
                    return g_log_default_handler(domain, level, message, data)
                }
                let reason = message.map { String(cString: $0) } ?? "no reason is given"
                let line =
                    "refigure: setting text failed in Pango: \(reason.onOneLine); free some memory, or end other programs of this user\n"
                StandardStream.error.attempt(line)
                _exit(ExitStatus.cannotWrite.rawValue)
            }, nil)
    }()

    /// A context for text on the Cairo context.
    static func context(for cairo: OpaquePointer) -> OpaquePointer {
        _ = failsInWords
        guard let context = pango_cairo_create_context(cairo), let options = cairo_font_options_create() else {
            preconditionFailure("Pango has no context")
        }
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_language(context, pango_language_from_string("en-GB"))
        return context
    }

    /// Whether the family that charts prefer is installed.
    package static let hasInter: Bool = FontLock.hold {
        var families: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
        var count: Int32 = 0
        pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count)
        defer { g_free(families) }
        return (0..<Int(count)).contains { index in
            guard let family = families?[index] else { return false }
            return String(cString: pango_font_family_get_name(family)) == "Inter"
        }
    }

    private static func attributes(of text: RichText, size: Double) -> OpaquePointer? {
        let list = pango_attr_list_new()
        var start: UInt32 = 0
        for run in text.runs {
            let end = start + UInt32(run.text.utf8.count)
            func add(_ attribute: UnsafeMutablePointer<PangoAttribute>?) {
                attribute?.pointee.start_index = start
                attribute?.pointee.end_index = end
                pango_attr_list_insert(list, attribute)
            }
            if run.italic { add(pango_attr_style_new(PANGO_STYLE_ITALIC)) }
            if run.bold { add(pango_attr_weight_new(PANGO_WEIGHT_BOLD)) }
            if run.script != .normal {
                let rise = run.script == .subscript ? -TextShape.subscriptDrop : TextShape.superscriptRise
                add(pango_attr_size_new_absolute(Int32((size * TextShape.scriptSize * Double(PANGO_SCALE)).rounded())))
                add(pango_attr_rise_new(Int32((size * rise * Double(PANGO_SCALE)).rounded())))
            }
            start = end
        }
        return list
    }
}
