import CCairo
import Charts
import Files

/// A PDF document of several pages in memory: drawing, links, destinations, an outline.
///
/// Its bytes depend on nothing but what is drawn: dates are fixed. Lengths are points of 1/72 inch from the page's top left corner.
public final class PDFDocument {
    public struct Information: Sendable, Equatable {
        public var title: String
        public var author: String
        public var subject: String
        public var keywords: String
        /// Of its words, as in ISO 639: "en".
        public var language: String

        public init(
            title: String, author: String = "", subject: String = "", keywords: String = "", language: String = "en"
        ) {
            self.title = title
            self.author = author
            self.subject = subject
            self.keywords = keywords
            self.language = language
        }
    }

    /// Where a link leads.
    public enum LinkTarget: Sendable, Equatable {
        /// A place of this document, by the name given to `addDestination`.
        case destination(String)
        /// An address outside.
        case address(String)
    }

    /// An entry of the outline, to put others under.
    public struct OutlineEntry: Sendable {
        fileprivate let id: Int32
    }

    public let pageSize: Size
    /// The page that is being drawn, counted from 1; 0 before `beginPage`.
    public private(set) var page = 0
    /// Draws charts on the page.
    public let canvas: CairoCanvas

    let context: OpaquePointer
    /// For layouts: no hinting, no rounding of positions.
    let textContext: OpaquePointer
    private let surface: OpaquePointer
    private let sink = ByteSink()
    private let information: Information
    private var elements: [Element] = []

    public init(pageSize: Size, information: Information) {
        self.pageSize = pageSize
        self.information = information
        let surface = cairo_pdf_surface_create_for_stream(
            { closure, data, count in
                guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
                sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(sink).toOpaque(), pageSize.width, pageSize.height)
        guard let surface, let context = cairo_create(surface) else { preconditionFailure("Cairo gives no PDF surface") }
        self.surface = surface
        self.context = context
        textContext = FontLock.hold { PangoText.context(for: context) }
        canvas = CairoCanvas(context: context)
        let facts: [(cairo_pdf_metadata_t, String)] = [
            (CAIRO_PDF_METADATA_TITLE, information.title), (CAIRO_PDF_METADATA_AUTHOR, information.author),
            (CAIRO_PDF_METADATA_SUBJECT, information.subject), (CAIRO_PDF_METADATA_KEYWORDS, information.keywords),
            (CAIRO_PDF_METADATA_CREATOR, "Refigure"), (CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z"),
            (CAIRO_PDF_METADATA_MOD_DATE, "2000-01-01T00:00:00Z"),
        ]
        for (kind, text) in facts where !text.isEmpty { cairo_pdf_surface_set_metadata(surface, kind, text.onOneLine) }
    }

    deinit {
        // An unfinished surface writes when it ends, and a canvas that outlives the document keeps it: end it while the sink lives.
        FontLock.hold {
            cairo_surface_finish(surface)
            g_object_unref(UnsafeMutableRawPointer(textContext))
            cairo_destroy(context)
            cairo_surface_destroy(surface)
        }
    }

    /// Begins a new page; the one before it is complete.
    public func beginPage() {
        if page > 0 { FontLock.hold { cairo_show_page(context) } }
        page += 1
    }

    /// Gives what `body` draws a role. Roles do not go over the page, and none stands in another one.
    /// - Parameters:
    ///   - part: what it is part of; nil: the document.
    ///   - alternative: words for those who do not see it, of a picture.
    public func withRole(_ role: Role?, in part: Part? = nil, alternative: String = "", _ body: () -> Void) {
        guard let role else { return body() }
        elements.append(Element(part: part, alternative: alternative))
        cairo_tag_begin(context, role.rawValue, nil)
        body()
        cairo_tag_end(context, role.rawValue)
    }

    /// Names a place of the current page.
    public func addDestination(_ name: String, at point: Point) {
        cairo_tag_begin(
            context, "cairo.dest", "name='\(Self.destinationName(name))' x=\(Self.number(point.x)) y=\(Self.number(point.y))")
        cairo_tag_end(context, "cairo.dest")
    }

    /// Makes the rectangles of the current page lead somewhere.
    /// - Parameter part: what the link is part of; nil: the document.
    public func addLink(to target: LinkTarget, over areas: [Rect], in part: Part? = nil) {
        guard !areas.isEmpty else { return }
        elements.append(Element(part: part, alternative: ""))
        let place =
            switch target {
            case .destination(let name): "dest='\(Self.destinationName(name))'"
            case .address(let address): "uri='\(Self.quoted(address))'"
            }
        let numbers = areas.map { area in
            [area.x, area.y, area.width, area.height].map(Self.number).joined(separator: " ")
        }
        cairo_tag_begin(context, "Link", "\(place) rect=[\(numbers.joined(separator: " "))]")
        cairo_tag_end(context, "Link")
    }

    /// Adds an entry to the outline that a reader shows beside the pages.
    @discardableResult
    public func addOutline(_ title: String, to destination: String, under parent: OutlineEntry? = nil) -> OutlineEntry {
        let flags = parent == nil ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t(rawValue: 0)
        return OutlineEntry(
            id: cairo_pdf_surface_add_outline(
                surface, parent?.id ?? 0, title.onOneLine, "dest='\(Self.destinationName(destination))'", flags))
    }

    public func fill(_ rect: Rect, with color: Color) { canvas.fill(.rectangle(rect), with: color) }

    /// The finished document. Nothing can be drawn after it.
    /// - Throws: a `Fault` (status cannotWrite) where Cairo reports an error; `CancellationError` where the user asked to stop.
    public func finish() throws -> [UInt8] {
        try canvas.check()
        FontLock.hold {
            if page > 0 { cairo_show_page(context) }
            cairo_surface_finish(surface)
        }
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw Fault(
                "the PDF cannot be made: \(String(cString: cairo_status_to_string(status)))", at: "page \(page)",
                status: .cannotWrite)
        }
        return try PDFTagging.tagged(
            sink.bytes, elements: elements, title: information.title.onOneLine, author: information.author.onOneLine,
            language: information.language)
    }

    /// Cairo 1.16 writes names as they are, so that only letters, digits and hyphens of ASCII are safe; the rest is percent-encoded.
    private static func destinationName(_ name: String) -> String {
        var result = ""
        for byte in name.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isSafe = scalar.isASCII && (scalar.properties.isAlphabetic || (48...57).contains(byte)) || byte == UInt8(ascii: "-")
            if isSafe { result.unicodeScalars.append(scalar) } else { result += "%" + [byte].hexadecimal }
        }
        return result
    }

    /// An address for Cairo's attributes: what is no printable ASCII, a backslash or a bracket is percent-encoded, quotes are escaped.
    private static func quoted(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "'"): result += "\\'"
            // Cairo 1.16 writes these into the PDF's string as they are, where they would end it or keep it from ending.
            case UInt8(ascii: "\\"), UInt8(ascii: "("), UInt8(ascii: ")"): result += "%" + [byte].hexadecimal.uppercased()
            case 0x21...0x7E: result.unicodeScalars.append(Unicode.Scalar(byte))
            default: result += "%" + [byte].hexadecimal.uppercased()
            }
        }
        return result
    }

    /// Hundredths of a point, without an exponent.
    private static func number(_ value: Double) -> String { String((value * 100).rounded() / 100) }
}

/// Takes the bytes that Cairo writes.
private final class ByteSink {
    var bytes: [UInt8] = []
}
