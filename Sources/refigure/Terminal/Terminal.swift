import Files
import Foundation
import NumericCore

/// What the commands print, and the terminal that may be behind it.
enum Terminal {
    /// Prints lines on standard output; each of the text's lines ends with a line end.
    /// - Throws: a `Fault` (status cannotWrite) where standard output does not take them.
    static func print(_ text: String, as form: StandardStream.Form = .words) throws {
        guard !text.isEmpty else { return }
        try StandardStream.output.write(text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n", as: form)
    }

    /// Says a line beside what is printed, on standard error.
    /// - Throws: a `Fault` (status cannotWrite) where it is wanted but cannot be written.
    static func remark(_ line: String) throws { try StandardStream.error.remark(VisibleText.line(line) + "\n") }

    /// Columns of the terminal behind standard error; 80 where that is unknown.
    static var columns: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// "12 s", "3 min 20 s", "2 h 5 min".
    static func duration(_ seconds: Double) -> String {
        if seconds < 1 { return "under 1 s" }
        guard seconds < 1e15 else { return "an unknown time" }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s" }
        return whole % 3600 < 60 ? "\(whole / 3600) h" : "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    /// "1.2 GB", "340 MB", "12 KB".
    static func size(_ bytes: Int) -> String {
        let number = Double(bytes)
        if number >= 999.5e6 { return "\((number / 1e9).fixed(1)) GB" }
        return number >= 999.5e3 ? "\((number / 1e6).fixed(0)) MB" : "\((number / 1e3).rounded(.up).fixed(0)) KB"
    }

    /// Columns padded to their widest cell, two spaces apart, no blanks at the ends of lines; a line a row, whatever is in its cells.
    static func table(_ rows: [[String]]) -> String {
        let rows = rows.map { $0.map(VisibleText.line) }
        let widths = (0..<(rows.map(\.count).max() ?? 0)).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { $1 + String(repeating: " ", count: widths[$0] - $1.count) }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }
}
