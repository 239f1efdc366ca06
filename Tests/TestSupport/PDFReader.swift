import Foundation

/// A PDF as Debian's poppler-utils read it.
public enum PDFReader {
    private static let text = "/usr/bin/pdftotext"
    private static let information = "/usr/bin/pdfinfo"
    public static let isInstalled = FileManager.default.isExecutableFile(atPath: text)
    public static let hasStructure = FileManager.default.isExecutableFile(atPath: information)

    /// The text of each page, laid out as on the page.
    public static func pages(of pdf: [UInt8]) throws -> [String] {
        try output(text, { ["-layout", $0, "-"] }, of: pdf).split(separator: "\u{0C}").map(String.init)
    }

    /// What the document says of itself, and the tree of its elements.
    public static func structure(of pdf: [UInt8]) throws -> String {
        try output(information, { [$0] }, of: pdf) + output(information, { ["-struct", $0] }, of: pdf)
    }

    private static func output(_ program: String, _ arguments: (String) -> [String], of pdf: [UInt8]) throws -> String {
        let file = NSTemporaryDirectory() + "pdf-reader-\(UUID().uuidString).pdf"
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
