import CCairo
import Charts

/// Which letters the fonts of this machine have.
public enum FontCoverage {
    /// The letters of the text that are not seen as what they are, each once, in the order of their numbers: no font has a picture for
    /// them, so that a box would stand there, or they are for private use, of which each font makes something else.
    public static func missing(in text: String) -> [Unicode.Scalar] { FontLock.hold { notDrawn(in: text) } }

    private static func notDrawn(in text: String) -> [Unicode.Scalar] {
        let letters = Set(text.unicodeScalars).filter { !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint }
            .sorted()
        let surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nil)
        let cairo = cairo_create(surface)
        defer {
            cairo_destroy(cairo)
            cairo_surface_destroy(surface)
        }
        guard let cairo else { preconditionFailure("Cairo has no context") }
        let context = PangoText.context(for: cairo)
        defer { g_object_unref(UnsafeMutableRawPointer(context)) }
        // Control characters are drawn as the sign that replaces them.
        func count(_ letters: some Sequence<Unicode.Scalar>) -> Int {
            let words = letters.map { String($0) }.joined(separator: " ")
            let line = PangoText(RichText(plain: words), style: TextStyle(size: 10), context: context)
            return Int(pango_layout_get_unknown_glyphs_count(line.layout))
        }
        let isEachKnown = count(letters) == 0
        return letters.filter { isPrivate($0) || !isEachKnown && count([$0]) > 0 }
    }

    /// Every letter that a chart shows.
    public static func letters(of chart: Chart) -> String {
        ChartLayout(chart, measuring: RecordingCanvas()).allTexts.map(\.text.plain).joined(separator: " ")
    }

    /// A sentence that names letters which no font has, and what to install, or which are for private use; nil where there are none.
    /// - Parameter place: where boxes stand for them: "report.pdf".
    public static func notice(_ missing: [Unicode.Scalar], place: String) -> String? {
        let own = missing.filter(isPrivate)
        let known = missing.filter { !isPrivate($0) }
        var sentences: [String] = []
        if !known.isEmpty {
            let packages = Set(known.compactMap(package)).sorted()
            let remedy =
                packages.isEmpty ? "no package of Debian's is known to have them" : "install \(packages.joined(separator: " and "))"
            sentences.append("no font here has \(list(known)): boxes stand for them in \(place); \(remedy)")
        }
        if !own.isEmpty {
            sentences.append(
                "\(list(own)) \(own.count == 1 ? "is" : "are") for private use: each font has signs of its own for that, or boxes, in "
                    + "\(place); write what it stands for")
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
    }

    private static func isPrivate(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .privateUse }

    /// The letters with their numbers, the first few of many.
    private static func list(_ letters: [Unicode.Scalar]) -> String {
        let most = 5
        var names = letters.prefix(most).map { scalar in
            let number = String(scalar.value, radix: 16, uppercase: true)
            let code = "U+" + String(repeating: "0", count: max(0, 4 - number.count)) + number
            return isPrivate(scalar) ? code : "\(scalar) (\(code))"
        }
        if letters.count > most { names.append("\(letters.count - most) more") }
        return names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    }

    /// The package of Debian's whose fonts have the letter; nil for one that has no meaning of its own.
    private static func package(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.properties.generalCategory {
        case .unassigned, .control, .surrogate: return nil
        default: break
        }
        switch scalar.value {
        case 0x1100...0x11FF, 0x2E80...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFE30...0xFE4F,
            0xFF00...0xFFEF, 0x1AFF0...0x1B16F, 0x20000...0x3FFFF:
            return "fonts-noto-cjk"
        default: return scalar.properties.isEmojiPresentation ? "fonts-noto-color-emoji" : "fonts-noto-core"
        }
    }
}
