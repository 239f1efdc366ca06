/// Texts as cells of a CSV file, safe in a spreadsheet (`MeasuredTable.csv` says how).
package enum CSVText {
    /// What a formula may begin with.
    private static let starts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
    /// What a reader may take for the end of a cell, in any locale.
    private static let separators: Set<Unicode.Scalar> = [
        ",", ";", "\t", "\"", "\r", "\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}",
    ]

    /// A text as it stands between two commas.
    package static func cell(_ text: String) -> String {
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
