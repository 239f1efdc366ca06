import Files
import NumericCore

/// One label for each sample: a class, or a number to be predicted.
public struct LabelColumn: Sendable {
    /// What messages call it.
    public let origin: String
    /// The labels as numbers (regression targets), NaN and infinity among them; nil where they are texts.
    public let targets: [Double]?
    /// The labels as texts, where a CSV file has such; nil where they are numbers.
    public let texts: [String]?

    init(origin: String, targets: [Double]?, texts: [String]?) {
        self.origin = origin
        self.targets = targets
        self.texts = texts
    }

    public var samples: Int { targets?.count ?? texts?.count ?? 0 }

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
    /// - Throws: a `Fault`: status data for a file that is missing, damaged or not of one label for each sample; status usage for a
    ///   name that chooses nothing, or for a kind of file that is not read.
    public static func open(_ reference: String) throws -> LabelColumn {
        let reference = FileReference(reference)
        if try reference.kind == .csv { return try CSVLabels.open(reference) }
        let table = try NumberArray.open(reference).table()
        guard table.units == 1 else {
            throw Fault(
                "is \(table.samples) x \(table.units), where one label for each sample was expected", at: table.origin,
                remedy: table.samples == 1
                    ? "turn the row: array.reshape(-1)" : "make classes of one-hot rows: array.argmax(axis=1)", status: .data)
        }
        return LabelColumn(origin: table.origin, targets: try table.columns([0]).values, texts: nil)
    }

    /// The labels as classes, numbered in ascending order.
    /// - Throws: a `Fault` (status data) where a label is not a whole number, with its row.
    public func classes() throws -> Classes {
        guard let targets else {
            let names = Set(texts ?? []).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
            let codes = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
            return Classes(codes: (texts ?? []).map { codes[$0]! }, names: names)
        }
        var numbers: [Int] = []
        numbers.reserveCapacity(targets.count)
        for (row, target) in targets.enumerated() {
            guard let number = Int(exactly: target) else {
                throw Fault(
                    "has the label \(shown(number: target)) at row \(row) (counted from 0), where a class was expected: a whole number",
                    at: origin,
                    remedy: "number the classes 0, 1, 2, ..., or choose a measure for continuous targets", status: .data)
            }
            numbers.append(number)
        }
        let values = Set(numbers).sorted()
        let codes = Dictionary(uniqueKeysWithValues: zip(values, values.indices))
        return Classes(codes: numbers.map { codes[$0]! }, names: values.map(String.init))
    }
}
