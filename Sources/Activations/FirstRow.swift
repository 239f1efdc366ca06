import Files

/// The first row of a CSV file, seen before the others: names of columns, data, or what may be either.
struct FirstRow {
    enum Verdict: Equatable {
        case names
        case data
        /// Either, and why: "holds numbers and words ('0.1' and 'null')".
        case unclear(String)
    }

    /// The line that it begins on, from 1.
    let line: Int
    let isQuoted: Bool
    private let columns: Int
    private var numbers = 0
    private var empties = 0
    private var words = 0
    /// Missing ones and numbers in other spellings.
    private var oddities = 0
    private var firstNumber: String?
    private var firstWord: String?
    private var firstOddity: String?
    private var isFirstEmpty = false
    private var isOneWord = true
    /// The row's whole numbers; nil once there is another number, or one comes twice.
    private var wholes: Set<Int>? = []
    /// Whether the numbers count the columns, from 0 and from 1.
    private var counts = (fromZero: true, fromOne: true)

    /// - Parameter records: at the first record.
    /// - Throws: `CancellationError` once the user asked to stop.
    init(_ records: CSVRecords) throws {
        line = records.line
        isQuoted = records.isQuoted
        columns = records.count
        for column in 0..<columns {
            if column % CSVRecords.fieldsBetweenChecks == 0 { try Interruption.check() }
            let kind = records.kind(column)
            switch kind {
            case .number: addNumber(records, column)
            case .empty:
                empties += 1
                if column == 0 { isFirstEmpty = true }
            case .word:
                words += 1
                let text = records.text(column)
                isOneWord = isOneWord && firstWord ?? text == text
                firstWord = firstWord ?? text
            case .missing, .numberLike:
                oddities += 1
                firstOddity = firstOddity ?? records.text(column)
                if kind == .numberLike { firstNumber = firstNumber ?? records.text(column) }
            }
        }
    }

    private mutating func addNumber(_ records: CSVRecords, _ column: Int) {
        let text = records.text(column)
        numbers += 1
        firstNumber = firstNumber ?? text
        let value = records.number(column)
        let isWhole = records.isWhole(column)
        if isWhole, let whole = value.flatMap({ Int(exactly: $0) }), wholes?.insert(whole).inserted == true {
            // Counted so far.
        } else {
            wholes = nil
        }
        let isCount = isWhole || text.trimmingBlanks.hasSuffix(".0") && columns > 2
        counts.fromZero = counts.fromZero && isCount && value == Double(column)
        counts.fromOne = counts.fromOne && isCount && value == Double(column + 1)
    }

    /// Whether every number of the row is whole, as it is written, and no two are equal: so are names that are numbers.
    var areDistinctWholes: Bool { numbers > 0 && wholes != nil }

    /// What can be told from the row alone, where columns below hold numbers.
    var verdict: Verdict {
        let other = firstOddity == firstNumber ? firstWord : firstOddity ?? firstWord
        let seen = [firstNumber, other].compactMap(\.self).map { "'\(shown($0))'" }
        let examples = seen.isEmpty ? "" : " (\(seen.prefix(2).joined(separator: " and ")))"
        if numbers == 0, firstNumber == nil {
            if words == 0 { return .unclear(oddities == 0 ? "holds empty cells alone" : "holds no number and no name\(examples)") }
            return isOneWord && columns > 1 && empties + oddities == 0 ? .unclear("holds one word in each cell\(examples)") : .names
        }
        if numbers > 0, words + oddities == 0 {
            if isFirstEmpty, areDistinctWholes { return .unclear("holds whole numbers behind an empty cell\(examples)") }
            let doCount = empties == 0 && (columns > 1 && counts.fromZero || columns > 2 && counts.fromOne)
            return doCount ? .unclear("counts the columns ('\(shown(firstNumber ?? ""))', ...)") : .data
        }
        return numbers == 0 && words == 0
            ? .unclear("holds words that look like numbers ('\(shown(firstNumber ?? ""))')")
            : .unclear("holds numbers and words\(examples)")
    }

    /// Refuses to choose.
    /// - Parameters:
    ///   - reason: what a verdict says.
    ///   - readings: both: "the names of the units, or a sample".
    ///   - option: that decides it: "--header".
    func fault(_ reason: String, _ readings: String, path: String, option: String) -> Fault {
        Fault(
            "row 1 \(reason): \(readings)", at: "\(path):\(line)", remedy: "say \(option) yes or \(option) no", status: .usage)
    }

    static let otherNumbers = "holds different whole numbers, the rows below other numbers"
    static let onlyQuoted = "holds numbers in quotes, the rows below numbers without"
}
