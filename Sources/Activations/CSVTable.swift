import Files

/// Numbers in CSV files, laid out as float64 in a temporary file as they are read.
enum CSVTable {
    /// - Throws: a `Fault`: see `ActivationTable.open`.
    static func open(_ reference: FileReference) throws -> NumberArray {
        try reference.refuseName("every column of a CSV file is a unit")
        let bytes = try StoredBytes(reference.path)
        let (file, samples, units, names) = try read(bytes)
        let spool = SpooledBytes(file) { try read(bytes).numbers }
        return NumberArray(
            origin: reference.path, shape: [samples, units], element: .float64, isBigEndian: 1.bigEndian == 1, offset: 0,
            source: .spooled(spool), columnNames: names)
    }

    /// - Throws: a `Fault`: status data where a line has another number of fields than the first, or a field is no number, with the
    ///   line and the column; status cannotWrite where there is no room for the temporary file.
    private static func read(_ bytes: StoredBytes) throws -> (numbers: OpenFile, samples: Int, units: Int, names: [String]?) {
        let source = try bytes.opened()
        var records = try CSVRecords(source)
        guard try records.next() else {
            throw Fault("is empty", at: bytes.path, remedy: "save a line of numbers for each sample", status: .data)
        }
        let first = (0..<records.count).map { (text: records.text($0), number: records.number($0)) }
        let writer = try SpoolWriter()
        var samples = 0
        var names: [String]?
        if first.contains(where: { $0.number == nil }) {
            names = first.map(\.text)
        } else if try records.next() {
            // Numbers that count the columns are pandas' names for them, unless every number is as whole as they.
            let counts = first.map(\.text) == first.indices.map(String.init) && first.count > 1
            let isPlainCount = counts && (0..<records.count).contains { records.text($0).contains { ".eE".contains($0) } }
            if isPlainCount { names = first.map(\.text) } else { try append(first.compactMap(\.number)) }
            try appendRecord()
        } else {
            try append(first.compactMap(\.number))
        }
        if let names { try checkNames(names, bytes.path) }
        while try records.next() { try appendRecord() }
        try source.checkUnchanged()
        return (try writer.finish(origin: bytes.path), samples, first.count, names)

        func append(_ numbers: [Double]) throws {
            for number in numbers { try writer.append(number) }
            samples += 1
        }

        func appendRecord() throws {
            guard records.count == first.count else {
                throw Fault(
                    "has \(records.count) fields, where the first line has \(first.count)", at: "\(bytes.path):\(records.line)",
                    remedy: "give every line as many", status: .data)
            }
            for column in first.indices {
                guard let number = records.number(column) else { throw noNumber(records, column, names, bytes.path) }
                try writer.append(number)
            }
            samples += 1
        }
    }

    /// - Throws: a `Fault` (status data) for the column of row numbers that pandas writes before the others.
    private static func checkNames(_ names: [String], _ path: String) throws {
        guard names.count > 1, names[0].allSatisfy(\.isWhitespace) else { return }
        throw Fault(
            "has a first column without a name, as pandas writes its row numbers", at: "\(path):1",
            remedy: "save it with index=False, or name the column", status: .data)
    }

    private static func noNumber(_ records: CSVRecords, _ column: Int, _ names: [String]?, _ path: String) -> Fault {
        let text = records.text(column)
        let remedy =
            text.contains(",")
            ? "write numbers with a decimal point" : "leave out columns of texts; a missing number is empty or NaN"
        let name = names.map { " ('\(shown($0[column]))')" } ?? ""
        return Fault(
            "has '\(shown(text))' in column \(column)\(name) (counted from 0), where a number was expected",
            at: "\(path):\(records.line)", remedy: remedy, status: .data)
    }
}
