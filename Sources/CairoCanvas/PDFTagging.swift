import CQPDF
import Files
import Foundation

/// Makes a PDF of Cairo's one that can be read aloud: the elements that Cairo has marked get their parts, pictures their words, what is
/// decoration is marked so, and the document says its language and title. Source: ISO 14289-1 (PDF/UA-1), sections 7.1 to 7.18.
///
/// Cairo 1.16 marks elements one beside the other; whatever it does not offer is written here, by qpdf.
final class PDFTagging {
    private var qpdf: qpdf_data?
    private typealias Object = qpdf_oh

    /// - Throws: a `Fault` (status cannotWrite) where qpdf cannot read or write the document.
    static func tagged(_ bytes: [UInt8], elements: [PDFDocument.Element], title: String, author: String, language: String) throws
        -> [UInt8]
    {
        let tagging = PDFTagging()
        defer { tagging.end() }
        return try tagging.tagged(bytes, elements, title: title, author: author, language: language)
    }

    private init() {
        qpdf = qpdf_init()
        qpdf_silence_errors(qpdf)
        qpdf_set_suppress_warnings(qpdf, 1)
    }

    private func end() { qpdf_cleanup(&qpdf) }

    private func check(_ status: QPDF_ERROR_CODE) throws {
        guard status & (1 << 1) != 0 || qpdf_has_error(qpdf) != 0 else { return }
        let reason = qpdf_get_error(qpdf).map { String(cString: qpdf_get_error_full_text(qpdf, $0)) } ?? "qpdf gives no reason"
        throw Fault("the PDF cannot be made: \(reason.onOneLine)", status: .cannotWrite)
    }

    private func tagged(
        _ bytes: [UInt8], _ elements: [PDFDocument.Element], title: String, author: String, language: String
    ) throws -> [UInt8] {
        // qpdf reads from the buffer for as long as it lives.
        try bytes.withUnsafeBytes { buffer in
            let start = buffer.bindMemory(to: CChar.self).baseAddress
            try check(qpdf_read_memory(qpdf, "the report", start, UInt64(buffer.count), nil))
            let catalogue = qpdf_get_root(qpdf)
            set(catalogue, "/MarkInfo", parse("<< /Marked true >>"))
            set(catalogue, "/ViewerPreferences", parse("<< /DisplayDocTitle true >>"))
            set(catalogue, "/Lang", text(language))
            set(catalogue, "/Metadata", metadata(title: title, author: author))
            arrange(elements, in: qpdf_oh_get_key(qpdf, catalogue, "/StructTreeRoot"))
            for number in 0..<max(0, Int(qpdf_get_num_pages(qpdf))) { finish(page: qpdf_get_page_n(qpdf, number)) }
            try check(0)
            try check(qpdf_init_write_memory(qpdf))
            qpdf_set_deterministic_ID(qpdf, 1)
            qpdf_set_object_stream_mode(qpdf, qpdf_o_generate)
            try check(qpdf_write(qpdf))
            return Array(UnsafeBufferPointer(start: qpdf_get_buffer(qpdf), count: Int(qpdf_get_buffer_length(qpdf))))
        }
    }

    // MARK: Objects

    private func parse(_ text: String) -> Object { qpdf_oh_parse(qpdf, text) }
    private func text(_ text: String) -> Object { qpdf_oh_new_unicode_string(qpdf, text) }
    private func set(_ object: Object, _ key: String, _ value: Object) { qpdf_oh_replace_key(qpdf, object, key, value) }
    private func get(_ object: Object, _ key: String) -> Object { qpdf_oh_get_key(qpdf, object, key) }

    private func stream(_ bytes: [UInt8]) -> Object {
        let stream = qpdf_oh_new_stream(qpdf)
        qpdf_oh_replace_stream_data(qpdf, stream, bytes, bytes.count, qpdf_oh_new_null(qpdf), qpdf_oh_new_null(qpdf))
        return stream
    }

    private func metadata(title: String, author: String) -> Object {
        let packet = """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(title.markupEscaped)</rdf:li></rdf:Alt></dc:title>
            <dc:creator><rdf:Seq><rdf:li>\(author.markupEscaped)</rdf:li></rdf:Seq></dc:creator>
            <pdfuaid:part>1</pdfuaid:part>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>
            """
        let metadata = stream(Array(packet.utf8))
        let properties = qpdf_oh_get_dict(qpdf, metadata)
        set(properties, "/Type", parse("/Metadata"))
        set(properties, "/Subtype", parse("/XML"))
        return metadata
    }

    // MARK: Structure

    /// Puts Cairo's elements, which are as many as were drawn and in that order, into their parts. A Cairo that arranges them itself is
    /// left its own way.
    private func arrange(_ elements: [PDFDocument.Element], in root: Object) {
        let flat = get(root, "/K")
        guard qpdf_oh_is_array(qpdf, flat) != 0 else { return }
        let count = Int(qpdf_oh_get_array_n_items(qpdf, flat))
        guard count == elements.count else { return }
        let document = qpdf_make_indirect_object(qpdf, parse("<< /Type /StructElem /S /Document >>"))
        set(document, "/P", root)
        set(document, "/K", qpdf_oh_new_array(qpdf))
        var parts: [ObjectIdentifier: Object] = [:]
        func object(of part: PDFDocument.Part?) -> Object {
            guard let part else { return document }
            if let known = parts[ObjectIdentifier(part)] { return known }
            let attributes = part.kind == .headerCell ? " /A << /O /Table /Scope /Column >>" : ""
            let made = qpdf_make_indirect_object(qpdf, parse("<< /Type /StructElem /S /\(part.kind.rawValue)\(attributes) >>"))
            set(made, "/K", qpdf_oh_new_array(qpdf))
            add(made, to: object(of: part.whole))
            parts[ObjectIdentifier(part)] = made
            return made
        }
        for (number, element) in elements.enumerated() {
            let leaf = qpdf_oh_get_array_item(qpdf, flat, Int32(number))
            if !element.alternative.isEmpty { set(leaf, "/Alt", text(element.alternative)) }
            add(leaf, to: object(of: element.part))
        }
        set(root, "/K", document)
    }

    private func add(_ child: Object, to parent: Object) {
        set(child, "/P", parent)
        qpdf_oh_append_item(qpdf, get(parent, "/K"), child)
    }

    // MARK: Pages

    private func finish(page: Object) {
        set(page, "/Tabs", parse("/S"))
        let annotations = get(page, "/Annots")
        if qpdf_oh_is_array(qpdf, annotations) != 0 {
            for number in 0..<qpdf_oh_get_array_n_items(qpdf, annotations) {
                let annotation = qpdf_oh_get_array_item(qpdf, annotations, number)
                set(annotation, "/Contents", text(target(of: annotation)))
            }
        }
        var data: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard qpdf_oh_get_page_content_data(qpdf, page, &data, &count) & (1 << 1) == 0, let data else { return }
        defer { free(data) }
        let content = MarkedContent.withArtifacts(Array(UnsafeBufferPointer(start: data, count: count)))
        set(page, "/Contents", stream(content))
    }

    /// Where a link leads, in words.
    private func target(of annotation: Object) -> String {
        let place = get(annotation, "/Dest")
        if qpdf_oh_is_string(qpdf, place) != 0 { return "to " + String(cString: qpdf_oh_get_utf8_value(qpdf, place)) }
        let address = get(get(annotation, "/A"), "/URI")
        return qpdf_oh_is_string(qpdf, address) != 0 ? String(cString: qpdf_oh_get_utf8_value(qpdf, address)) : "link"
    }
}

/// A page's drawing instructions as Cairo writes them: a line's end stands in no string, and text objects end before an element does.
enum MarkedContent {
    /// Marks what stands outside every element as decoration ("/Artifact BMC" to "EMC").
    static func withArtifacts(_ content: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(content.count + 1024)
        // Of what is open, which is an element; other marks, such as a blank's own letters, may stand in one or in none.
        var open: [Bool] = []
        var isDecoration = false
        func decorate(_ wanted: Bool) {
            if wanted != isDecoration { result += Array((wanted ? "/Artifact BMC\n" : "EMC\n").utf8) }
            isDecoration = wanted
        }
        for line in content.split(separator: UInt8(ascii: "\n")) {
            if ends(line, with: " BDC") {
                let isElement = line.starts(with: Array("/".utf8)) && line.contains(sequence: "/MCID ")
                decorate(!isElement && !open.contains(true))
                open.append(isElement)
            } else if line.elementsEqual("EMC".utf8), !open.isEmpty {
                open.removeLast()
            } else if !open.contains(true) {
                decorate(true)
            }
            result += line
            result.append(UInt8(ascii: "\n"))
        }
        decorate(false)
        return result
    }

    private static func ends(_ line: ArraySlice<UInt8>, with words: String) -> Bool {
        line.suffix(words.utf8.count).elementsEqual(words.utf8)
    }
}

extension ArraySlice<UInt8> {
    fileprivate func contains(sequence words: String) -> Bool {
        let words = Array(words.utf8)
        guard count >= words.count else { return false }
        return (startIndex...(endIndex - words.count)).contains { self[$0..<($0 + words.count)].elementsEqual(words) }
    }
}
