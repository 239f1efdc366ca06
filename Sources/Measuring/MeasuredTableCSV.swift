extension MeasuredTable {
    /// Comma-separated values with a header; units stand in the header, what has no value is empty.
    ///
    /// A text that a spreadsheet would take for a formula (one that begins with =, +, -, @, a tab or a line's end, or their full-width
    /// forms, and is no number) begins with an apostrophe here, which spreadsheets take for "this is text". Texts with separators, quotes
    /// or line ends stand in quotes. Numbers are as they are. Source: OWASP, "CSV Injection".
    public var csv: String {
        var text = columns.map { CSVText.cell($0.id) }.joined(separator: ",") + "\n"
        for row in rows { text += row.map(\.csv).joined(separator: ",") + "\n" }
        return text
    }
}

extension MeasuredTable.Cell {
    fileprivate var csv: String {
        switch self {
        case .text(let text): CSVText.cell(text)
        case .none, .integer, .number, .units: exact
        }
    }
}

/// Texts as cells of a CSV file.
enum CSVText {
    /// What a formula may begin with.
    private static let starts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
    /// What a reader may take for the end of a cell, in any locale.
    private static let separators: Set<Unicode.Scalar> = [
        ",", ";", "\t", "\"", "\r", "\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}",
    ]

    static func cell(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return "" }
        let isFormula = starts.contains(first) && !isNumber(text)
        guard isFormula || text.unicodeScalars.contains(where: separators.contains) else { return text }
        var quoted = isFormula ? "\"'" : "\""
        // By scalars: a quote with an accent over it is another character, but a quote all the same.
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    /// Digits with a sign, a point and a power, and nothing else.
    private static func isNumber(_ text: String) -> Bool {
        text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) } && Double(text)?.isFinite == true
    }
}
