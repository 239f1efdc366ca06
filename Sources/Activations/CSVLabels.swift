import Files

/// Labels in CSV files: the only column, or the one that is named ("data.csv:class") or numbered from 0 ("data.csv:3").
enum CSVLabels {
    /// - Parameter header: whether row 1 names the columns; nil: as the file tells.
    /// - Throws: a `Fault`: status data for a missing or damaged file, or a label that is missing among texts, status usage where the
    ///   column is not told, or row 1 may be a name or a label.
    static func open(_ reference: FileReference, header: CSVHeader?) throws -> LabelColumn {
        let file = try OpenFile(reference.path)
        var records = try CSVRecords(file, areTexts: true)
        guard try records.next() else {
            throw Fault("is empty", at: reference.path, remedy: "save a label for each sample", status: .data)
        }
        let first = try FirstRow(records)
        let names = try (0..<records.count).map { column in
            if column % CSVRecords.fieldsBetweenChecks == 0 { try Interruption.check() }
            return records.text(column)
        }
        let column = try column(reference, names, header)
        var labels = [Label(records, column)]
        var evidence = try LabelEvidence(records, column: column)
        while try records.next() {
            guard records.count == names.count else {
                throw Fault(
                    "has \(counted(records.count, "field")), where the first row has \(names.count)",
                    at: "\(reference.path):\(records.line)", remedy: "give every line as many", status: .data)
            }
            // An array doubles its room and moves: where it is full it takes three times its size.
            if labels.count == labels.capacity {
                try MemoryLimit.check(
                    3 * Double(labels.count * MemoryLayout<Label>.stride), for: "more than \(labels.count) labels",
                    at: reference.path, remedy: "save them as a .npy file, which takes a byte or two a label")
            }
            labels.append(Label(records, column))
            if header == nil { evidence.add(records) }
        }
        try file.checkUnchanged()
        let isNamed = reference.name == names[column] && Int(names[column]) == nil
        let verdict =
            header.map { $0 == .yes ? FirstRow.Verdict.names : .data } ?? (isNamed ? .names : evidence.verdict(first))
        if case .unclear(let reason) = verdict {
            throw first.fault(reason, "the column's name, or a label", path: reference.path, option: "--labels-header")
        }
        if verdict == .names { labels.removeFirst() }
        guard !labels.isEmpty else {
            throw Fault("has no labels", at: reference.origin, remedy: "save a label for each sample", status: .data)
        }
        let rowOne = RowOne(
            reading: verdict == .names ? .names : .data, line: first.line, comments: records.comments,
            emptyLines: records.emptyLines)
        let note = rowOne.note(
            of: reference.path, names: names.count == 1 ? "the label's name" : "the columns' names",
            datum: names.count == 1 ? "a label" : "a sample")
        return try labelColumn(labels, reference, note)
    }

    /// A field of the label's column.
    private struct Label {
        let text: String
        let number: Double?
        let isWhole: Bool
        let line: Int

        init(_ records: CSVRecords, _ column: Int) {
            text = records.text(column)
            number = records.number(column)
            isWhole = records.isWhole(column)
            line = records.line
        }
    }

    private static func labelColumn(_ labels: [Label], _ reference: FileReference, _ note: String) throws -> LabelColumn {
        let numbers = labels.compactMap(\.number)
        if numbers.count == labels.count {
            let areWide = labels.allSatisfy(\.isWhole) && numbers.contains { abs($0) >= WholeNumber.exactDoubles }
            return LabelColumn(
                origin: reference.origin, .numbers(numbers),
                wideNumbers: areWide ? labels.map { WholeNumber($0.text) } : nil, notes: [note])
        }
        if let row = labels.firstIndex(where: { $0.number?.isNaN == true }) {
            throw Fault(
                "has no label at row \(row) (counted from 0), where others are texts",
                at: "\(reference.path):\(labels[row].line)", remedy: "give every sample a label", status: .data)
        }
        return LabelColumn(origin: reference.origin, .texts(labels.map(\.text.trimmingBlanks)), notes: [note])
    }

    private static func column(_ reference: FileReference, _ first: [String], _ header: CSVHeader?) throws -> Int {
        let number = reference.name.flatMap { Int($0) }.flatMap { first.indices.contains($0) ? $0 : nil }
        guard header != .no else {
            if let number { return number }
            if reference.name == nil { return try ChosenArray.index(reference, among: first.map { ($0, "") }, noun: "column") }
            throw Fault(
                "holds no column '\(shown(reference.name ?? ""))': without a header its columns have numbers, 0 to \(first.count - 1)",
                at: reference.path, remedy: "name one by its number", status: .usage)
        }
        if let name = reference.name, let number {
            guard let named = first.firstIndex(of: name), named != number else { return number }
            if header == .yes { return named }
            throw Fault(
                "':\(name)' may be column \(name), counted from 0, or column \(named), whose first cell is '\(name)'",
                at: reference.path, remedy: "say --labels-header yes or --labels-header no", status: .usage)
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
