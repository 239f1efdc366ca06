import CQPDF
import Foundation

/// A PDF as Debian's poppler-utils read it.
enum PDFReader {
    private static let text = "/usr/bin/pdftotext"
    private static let information = "/usr/bin/pdfinfo"
    static let isInstalled = FileManager.default.isExecutableFile(atPath: text)
    static let hasStructure = FileManager.default.isExecutableFile(atPath: information)

    /// The document's objects in full, each on lines of its own.
    static func objects(of pdf: [UInt8]) -> String {
        var qpdf: qpdf_data? = qpdf_init()
        defer { qpdf_cleanup(&qpdf) }
        return pdf.withUnsafeBytes { bytes in
            qpdf_read_memory(qpdf, "a document", bytes.bindMemory(to: CChar.self).baseAddress, UInt64(bytes.count), nil)
            qpdf_init_write_memory(qpdf)
            qpdf_set_qdf_mode(qpdf, 1)
            qpdf_set_object_stream_mode(qpdf, qpdf_o_disable)
            qpdf_write(qpdf)
            let length = Int(qpdf_get_buffer_length(qpdf))
            return String(decoding: UnsafeBufferPointer(start: qpdf_get_buffer(qpdf), count: length), as: UTF8.self)
        }
    }

    /// The text of each page, laid out as on the page.
    static func pages(of pdf: [UInt8]) throws -> [String] {
        try output(text, { ["-layout", $0, "-"] }, of: pdf).split(separator: "\u{0C}").map(String.init)
    }

    /// What the document says of itself, and the tree of its elements.
    static func structure(of pdf: [UInt8]) throws -> String {
        try output(information, { [$0] }, of: pdf) + output(information, { ["-struct", $0] }, of: pdf)
    }

    private static func output(_ program: String, _ arguments: (String) -> [String], of pdf: [UInt8]) throws -> String {
        let file = NSTemporaryDirectory() + "reports-tests-\(UUID().uuidString).pdf"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Data(pdf).write(to: URL(fileURLWithPath: file))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments(file)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }
}
