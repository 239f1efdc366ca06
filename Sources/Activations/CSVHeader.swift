/// Whether the first row of a CSV file names its columns.
public enum CSVHeader: String, Sendable, CaseIterable {
    case yes, no
}

/// What the first row of a CSV file was taken for, and what else of the file is no row.
struct RowOne: Equatable {
    enum Reading: Equatable {
        /// The columns' names.
        case names
        /// A sample, or a label.
        case data
    }

    var reading: Reading
    /// The line that it begins on, from 1.
    var line: Int
    /// How many lines were passed over, as they begin with #.
    var comments = 0
    /// How many empty lines were passed over between rows.
    var emptyLines = 0

    /// "row 1 of acts.csv was taken for a sample".
    /// - Parameters:
    ///   - file: what the note calls the file.
    ///   - names: what the columns' names are called.
    ///   - datum: what a row is called that is none.
    func note(of file: String, names: String, datum: String) -> String {
        let place = line == 1 ? "" : " (line \(line))"
        var text = "row 1\(place) of \(file) was taken for \(reading == .names ? names : datum)"
        let passed = [(comments, "comment line"), (emptyLines, "empty line")].filter { $0.0 > 0 }
        if !passed.isEmpty {
            let isOne = passed.count == 1 && passed[0].0 == 1
            text += "; \(passed.map(counted).joined(separator: " and ")) \(isOne ? "was" : "were") passed over"
        }
        return text
    }
}
