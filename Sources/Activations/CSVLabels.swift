import Files

/// Labels in CSV files: the only column, or the one that is named ("data.csv:class") or numbered from 0 ("data.csv:3").
enum CSVLabels {
    /// - Throws: a `Fault`: status data for a missing or damaged file, or a label that is missing among texts, status usage where the
    ///   column is not told.
    static func open(_ reference: FileReference) throws -> LabelColumn {
        let file = try OpenFile(reference.path)
        var records = try CSVRecords(file)
        guard try records.next() else {
            throw Fault("is empty", at: reference.path, remedy: "save a label for each sample", status: .data)
        }
        let first = (0..<records.count).map { records.text($0) }
        let column = try column(reference, first)
        let isNamed = reference.name == first[column]
        var labels: [(text: String, number: Double?)] = isNamed ? [] : [(first[column], records.number(column))]
        var lines = isNamed ? [] : [records.line]
        while try records.next() {
            guard records.count == first.count else {
                throw Fault(
                    "has \(records.count) fields, where the first line has \(first.count)",
                    at: "\(reference.path):\(records.line)", remedy: "give every line as many", status: .data)
            }
            labels.append((records.text(column), records.number(column)))
            lines.append(records.line)
        }
        try file.checkUnchanged()
        if !isNamed, startsWithName(labels) {
            labels.removeFirst()
            lines.removeFirst()
        }
        guard !labels.isEmpty else {
            throw Fault("has no labels", at: reference.origin, remedy: "save a label for each sample", status: .data)
        }
        let numbers = labels.compactMap(\.number)
        if numbers.count == labels.count { return LabelColumn(origin: reference.origin, targets: numbers, texts: nil) }
        let texts = labels.map { $0.text.trimmingBlanks }
        if let row = labels.firstIndex(where: { $0.number?.isNaN == true }) {
            throw Fault(
                "has no label at row \(row) (counted from 0), where others are texts", at: "\(reference.path):\(lines[row])",
                remedy: "give every sample a label", status: .data)
        }
        return LabelColumn(origin: reference.origin, targets: nil, texts: texts)
    }

    /// Whether the first is the column's name: a text before numbers, or a text that comes once before texts that come again.
    private static func startsWithName(_ labels: [(text: String, number: Double?)]) -> Bool {
        guard let first = labels.first, first.number == nil, labels.count > 1 else { return false }
        return !labels.dropFirst().contains { $0.text == first.text }
    }

    private static func column(_ reference: FileReference, _ first: [String]) throws -> Int {
        if let name = reference.name, !first.contains(name), let number = Int(name), first.indices.contains(number) {
            return number
        }
        return try ChosenArray.index(reference, among: first.map { ($0, "") }, noun: "column")
    }
}

extension String {
    var trimmingBlanks: String {
        var text = Substring(self)
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
