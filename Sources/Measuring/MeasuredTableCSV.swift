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
