import Files
import NumericCore

extension MeasuredTable {
    /// A table for people: what was measured, the values under aligned headers with units, and the notes.
    public var table: String {
        let header = columns.map { column in VisibleText.line(column.unit.map { "\(column.title) (\($0))" } ?? column.title) }
        let cells = rows.map { row in zip(row, columns).map { VisibleText.line($0.text(digits: $1.digits)) } }
        let isNumeric = columns.indices.map { place in rows.allSatisfy { $0[place].number != nil || $0[place] == .none } }
        let widths = columns.indices.map { place in max(header[place].count, cells.map { $0[place].count }.max() ?? 0) }
        func line(_ texts: [String]) -> String {
            let padded = texts.enumerated().map { place, text in
                let blank = String(repeating: " ", count: widths[place] - text.count)
                return isNumeric[place] ? blank + text : text + blank
            }
            return String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed()) + "\n"
        }
        return heading.map { "\(VisibleText.line($0))\n" }.joined() + "\n" + line(header) + cells.map(line).joined()
            + (notes.isEmpty ? "" : "\n" + notes.map { "note: \(VisibleText.line($0))\n" }.joined())
    }

    /// "entropy of 300 units on 10000 samples: acts.npy", and how it was measured.
    public var heading: [String] {
        let files = Words.list(activations) + (labels.map { " with \($0)" } ?? "")
        let epochs = Set(self["epoch"].compactMap(\.number)).count
        let times = epochs > 0 ? " at \(Words.counted(epochs, "epoch"))" : ""
        return ["\(measure.rawValue) of \(countedUnits) on \(Words.counted(samples, "sample"))\(times): \(files)"]
            + settings.map { "\($0.name): \($0.value)" }
    }

    /// "300 units"; "10, 6 and 3 units" of layers that differ.
    private var countedUnits: String {
        unitsByLayer.isEmpty ? Words.counted(units, "unit") : "\(Words.list(unitsByLayer.map(String.init))) units"
    }
}

extension MeasuredTable.Cell {
    /// The digits that bring the value back; nothing where there is no value, or none that is a number.
    var exact: String {
        switch self {
        case .none: ""
        case .integer(let value): String(value)
        case .number(let value): value.isFinite ? NumberText.short(value) : ""
        case .text(let text): text
        case .units(let units): units.map(String.init).joined(separator: " ")
        }
    }

    /// For a reader.
    func text(digits: Int?) -> String {
        switch self {
        case .none: "-"
        case .number(let value) where !value.isFinite: "-"
        case .number(let value): digits.map { abs(value) < 1e15 ? value.fixed($0) : exact } ?? exact
        case .units(let units): Words.runs(units)
        case .integer, .text: exact
        }
    }

    /// For a reader of a report, and, but for numbers, to be read again by `init(reading:of:)`.
    public var words: String { text(digits: nil) }

    /// A cell without a number, from its words.
    public init(reading words: String, of column: String) {
        guard column == "units" else {
            self = .text(words)
            return
        }
        self = .units(words.split(separator: ",").compactMap { OptionText.run(String($0)) }.flatMap(Array.init))
    }

    /// For a message.
    var text: String { exact }
}
