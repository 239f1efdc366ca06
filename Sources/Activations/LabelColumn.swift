import Files
import NumericCore

/// One label for each sample: a class, or a number to be predicted.
public struct LabelColumn: Sendable {
    /// What messages call it.
    public let origin: String
    package let values: Values

    /// What is held of the labels.
    package enum Values: Sendable {
        /// NaN and infinity among them.
        case numbers([Double])
        /// For each sample a place among whole numbers, which are ascending and all occur.
        case coded(NarrowCodes, [Int])
        case texts([String])
    }

    /// What a reader of the labels should know of how the file was read; see `ActivationTable.notes`.
    public let notes: [String]
    /// The labels with all their digits, where they are whole numbers of which some are not certain to be doubles (2^53 and beyond);
    /// nil elsewhere. `targets` are rounded then.
    let wideNumbers: [WholeNumber]?

    init(origin: String, _ values: Values, wideNumbers: [WholeNumber]? = nil, notes: [String] = []) {
        self.origin = origin
        self.values = values
        self.wideNumbers = wideNumbers
        self.notes = notes
    }

    /// Whether the labels are whole numbers of which some are not certain to be doubles: their classes have all their digits, `targets`
    /// are rounded.
    public var areWide: Bool { wideNumbers != nil }

    public var samples: Int {
        switch values {
        case .numbers(let numbers): numbers.count
        case .coded(let codes, _): codes.count
        case .texts(let texts): texts.count
        }
    }

    /// The labels as numbers (regression targets), NaN and infinity among them; nil where they are texts.
    public var targets: [Double]? {
        switch values {
        case .numbers(let numbers): numbers
        case .coded(let codes, let numbers): codes.map { Double(numbers[Int($0)]) }
        case .texts: nil
        }
    }

    /// The labels as texts, where a CSV file has such; nil where they are numbers.
    public var texts: [String]? { if case .texts(let texts) = values { texts } else { nil } }

    /// The classes of the samples.
    public struct Classes: Sendable, Equatable {
        /// Each sample's class, in 0..<count.
        public let codes: [Int]
        /// What the labels call each class: its number, or its text; in the order of numbers, or of the texts' code points.
        public let names: [String]

        public var count: Int { names.count }
    }

    /// Opens what `ActivationTable.open` does, of samples or samples x 1; of a CSV file, the only column, or the one that is named
    /// ("data.csv:class") or numbered from 0 ("data.csv:3").
    /// - Parameter header: whether row 1 of a CSV file names its columns. nil: as the file tells; it is refused where it does not.
    /// - Throws: a `Fault`: status data for a file that is missing, damaged or not of one label for each sample; status usage for a
    ///   name that chooses nothing, for a kind of file that is not read, or for a CSV file whose row 1 may be a name or a label.
    public static func open(_ reference: String, header: CSVHeader? = nil) throws -> LabelColumn {
        let reference = FileReference(reference)
        if try reference.kind == .csv { return try CSVLabels.open(reference, header: header) }
        let array = try NumberArray.open(reference)
        let table = try array.table()
        guard table.units == 1 else {
            throw Fault(
                "is \(table.samples) x \(table.units), where one label for each sample was expected", at: table.origin,
                remedy: table.samples == 1
                    ? "turn the row: array.reshape(-1)" : "make classes of one-hot rows: array.argmax(axis=1)", status: .data)
        }
        if try array.hasWideIntegers(count: table.samples) {
            try MemoryLimit.check(
                Double(table.samples) * Self.bytesOfWideNumber, for: "the labels of \(counted(table.samples, "sample"))",
                at: table.origin, remedy: "label fewer samples, or with numbers below 2^53")
            var (rounded, numbers): ([Double], [WholeNumber]) = ([], [])
            try array.forEachInteger(count: table.samples) {
                rounded.append($0.rounded)
                numbers.append(WholeNumber($0.description))
            }
            return LabelColumn(origin: table.origin, .numbers(rounded), wideNumbers: numbers)
        }
        var coder = try LabelCoder(samples: table.samples, origin: table.origin)
        try table.forEachPortion(of: ActivationTable.numbersAtOnce) { _, portion in try coder.add(portion.values) }
        return LabelColumn(origin: table.origin, coder.labels())
    }

    /// A text of some twenty digits beside a double.
    private static let bytesOfWideNumber = 100.0

    /// The labels as classes, numbered in ascending order.
    /// - Throws: a `Fault` (status data) where a label is not a whole number, with its row.
    public func classes() throws -> Classes {
        if let wideNumbers { return try Self.classes(wideNumbers, name: \.description, <) }
        let targets: [Double]
        switch values {
        case .texts(let texts):
            // UTF-8's order of bytes is that of code points.
            return try Self.classes(texts, name: \.self) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        case .coded(let codes, let numbers): return Classes(codes: codes.map(Int.init), names: numbers.map(\.description))
        case .numbers(let numbers): targets = numbers
        }
        var numbers: [Int] = []
        numbers.reserveCapacity(targets.count)
        for (row, target) in targets.enumerated() {
            if row % Self.rowsBetweenChecks == 0 { try Interruption.check() }
            guard let number = Int(exactly: target) else {
                throw Fault(
                    "has the label \(shown(number: target)) at row \(row) (counted from 0), where a class was expected: a whole number",
                    at: origin,
                    remedy: "number the classes 0, 1, 2, ..., or choose a measure for continuous targets", status: .data)
            }
            numbers.append(number)
        }
        return try Self.classes(numbers, name: { String($0) }, <)
    }

    private static let rowsBetweenChecks = 1 << 14

    private static func classes<Value: Hashable>(
        _ labels: [Value], name: (Value) -> String, _ precedes: (Value, Value) -> Bool
    ) throws -> Classes {
        // Numbered as they come, then in their order.
        var found: [Value: Int] = [:]
        var codes: [Int] = []
        codes.reserveCapacity(labels.count)
        for (row, label) in labels.enumerated() {
            if row % rowsBetweenChecks == 0 { try Interruption.check() }
            let code = found[label] ?? found.count
            if code == found.count { found[label] = code }
            codes.append(code)
        }
        var comparisons = 0
        let sorted = try found.sorted { one, other in
            comparisons += 1
            if comparisons % rowsBetweenChecks == 0 { try Interruption.check() }
            return precedes(one.key, other.key)
        }
        var places = [Int](repeating: 0, count: sorted.count)
        for (place, entry) in sorted.enumerated() { places[entry.value] = place }
        return Classes(codes: codes.map { places[$0] }, names: sorted.map { name($0.key) })
    }
}
