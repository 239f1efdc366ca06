import Files

/// What the rows of a file of labels say of its first one: whether that is a name or a label.
struct LabelEvidence {
    private let column: Int
    private let label: String
    private let kind: CellKind
    private let isWhole: Bool
    /// Other columns that begin with a word, and have had numbers alone below it.
    private var words: [Int]
    /// Whether another column begins with a number that is not whole.
    private let hasOtherNumber: Bool
    private var rows = 0
    private var numbers = 0
    private var recurs = false
    private var hasOtherNumbers = false
    private var isQuotedBelow = false

    /// Names that nobody gives to a class.
    private static let headings: Set = [
        "label", "labels", "class", "classes", "target", "targets", "category", "categories", "class_name", "class_id",
        "label_name",
        "label_id", "y_true",
    ]

    /// - Parameters:
    ///   - records: at the first record.
    ///   - column: of the labels.
    /// - Throws: `CancellationError` once the user asked to stop.
    init(_ records: CSVRecords, column: Int) throws {
        self.column = column
        label = records.text(column).trimmingBlanks
        kind = records.kind(column)
        isWhole = records.isWhole(column)
        var words: [Int] = []
        var hasOtherNumber = false
        for other in 0..<records.count where other != column {
            if other % CSVRecords.fieldsBetweenChecks == 0 { try Interruption.check() }
            let kind = records.kind(other)
            if kind == .word { words.append(other) }
            if kind == .number, !records.isWhole(other) { hasOtherNumber = true }
        }
        (self.words, self.hasOtherNumber) = (words, hasOtherNumber)
    }

    /// - Parameter records: at a record below the first.
    mutating func add(_ records: CSVRecords) {
        rows += 1
        if let number = records.number(column) {
            numbers += 1
            if number.isFinite, !records.isWhole(column) { hasOtherNumbers = true }
        }
        recurs = recurs || records.text(column).trimmingBlanks == label
        isQuotedBelow = isQuotedBelow || records.isQuoted
        if !words.isEmpty { words.removeAll { records.number($0) == nil } }
    }

    func verdict(_ first: FirstRow) -> FirstRow.Verdict {
        if rows > 0, !words.isEmpty { return hasOtherNumber ? first.verdict : .names }
        if hasOtherNumber { return .data }
        switch kind {
        case .empty: return .unclear("holds an empty cell")
        case .number:
            if rows > 0, numbers == 0 { return .unclear("holds a number ('\(shown(label))'), the rows below words") }
            if isWhole, hasOtherNumbers { return .unclear(FirstRow.otherNumbers) }
            if first.isQuoted, !isQuotedBelow, rows > 0 { return .unclear(FirstRow.onlyQuoted) }
            return .data
        case .missing, .numberLike, .word:
            if recurs { return .data }
            if kind == .word, rows > 0, numbers == rows { return .names }
            if rows > 0, Self.headings.contains(label.lowercased()) { return .names }
            return .unclear("holds '\(shown(label))', which comes once")
        }
    }
}
