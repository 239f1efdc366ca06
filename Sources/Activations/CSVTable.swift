import Files

/// Numbers in CSV files, laid out as float64 in a temporary file as they are read.
enum CSVTable {
    /// - Parameter header: whether row 1 names the units; nil: as the file tells.
    /// - Throws: a `Fault`: see `ActivationTable.open`.
    static func open(_ reference: FileReference, header: CSVHeader?) throws -> NumberArray {
        try reference.refuseName("every column of a CSV file is a unit")
        let bytes = try StoredBytes(reference.path)
        let laid = try read(bytes, header)
        let spool = SpooledBytes(laid.numbers) { try read(bytes, header).numbers }
        return NumberArray(
            origin: reference.path, shape: [laid.samples, laid.units], element: .float64, isBigEndian: 1.bigEndian == 1, offset: 0,
            source: .spooled(spool), columnNames: laid.names, rowOne: laid.rowOne)
    }

    private struct Laid {
        var numbers: OpenFile
        var samples: Int
        var units: Int
        var names: [String]?
        var rowOne: RowOne
    }

    /// - Throws: a `Fault`: status data where a line has another number of fields than the first, or a field is no number, with the
    ///   line and the column; status usage where row 1 may be names or a sample; status cannotWrite where there is no room for the
    ///   temporary file.
    private static func read(_ bytes: StoredBytes, _ header: CSVHeader?) throws -> Laid {
        let source = try bytes.opened()
        var records = try CSVRecords(source)
        guard try records.next() else {
            throw Fault("is empty", at: bytes.path, remedy: "save a line of numbers for each sample", status: .data)
        }
        let units = records.count
        let first = try FirstRow(records)
        let verdict = header.map { $0 == .yes ? FirstRow.Verdict.names : .data } ?? first.verdict
        let names = verdict == .names ? try names(records, bytes.path) : nil
        let writer = try SpoolWriter()
        var samples = 0
        if verdict == .data { try append(isFirst: true) }
        var rowsBelow = 0
        var isQuotedBelow = false
        while try records.next() {
            try append(isFirst: false)
            if rowsBelow == 0 { try refuseUnclear() }
            rowsBelow += 1
            isQuotedBelow = isQuotedBelow || records.isQuoted
        }
        if rowsBelow == 0 { try refuseUnclear() }
        if header == nil, verdict == .data, first.isQuoted, rowsBelow > 0, !isQuotedBelow { throw unclear(FirstRow.onlyQuoted) }
        try source.checkUnchanged()
        let rowOne = RowOne(
            reading: verdict == .names ? .names : .data, line: first.line, comments: records.comments,
            emptyLines: records.emptyLines)
        return Laid(
            numbers: try writer.finish(origin: bytes.path), samples: samples, units: units, names: names, rowOne: rowOne)

        func unclear(_ reason: String) -> Fault {
            first.fault(reason, "the names of the units, or a sample", path: bytes.path, option: "--header")
        }

        /// After the next row, so that a file that cannot be read in either way says so.
        func refuseUnclear() throws {
            if case .unclear(let reason) = verdict { throw unclear(reason) }
        }

        func append(isFirst: Bool) throws {
            guard records.count == units else {
                throw Fault(
                    "has \(counted(records.count, "field")), where the first row has \(units)",
                    at: "\(bytes.path):\(records.line)", remedy: "give every line as many", status: .data)
            }
            // Whole numbers above others may be names.
            let isWatched = header == nil && verdict == .data && first.areDistinctWholes && !isFirst
            for column in 0..<units {
                if column % CSVRecords.fieldsBetweenChecks == 0 { try Interruption.check() }
                guard let number = records.number(column) ?? (records.isMissing(column) ? .nan : nil) else {
                    throw noNumber(records, column, names, bytes.path, isFirst: isFirst)
                }
                if isWatched, number.isFinite, !records.isWhole(column) { throw unclear(FirstRow.otherNumbers) }
                try writer.append(number)
            }
            samples += 1
        }
    }

    /// - Throws: a `Fault` (status data) for the column of row numbers that pandas writes before the others.
    private static func names(_ records: CSVRecords, _ path: String) throws -> [String] {
        var names: [String] = []
        names.reserveCapacity(records.count)
        for column in 0..<records.count {
            if column % CSVRecords.fieldsBetweenChecks == 0 { try Interruption.check() }
            names.append(records.text(column))
        }
        guard names.count > 1, names[0].allSatisfy(\.isWhitespace) else { return names }
        throw Fault(
            "has a first column without a name, as pandas writes its row numbers", at: "\(path):\(records.line)",
            remedy: "save it with index=False, or name the column", status: .data)
    }

    private static func noNumber(
        _ records: CSVRecords, _ column: Int, _ names: [String]?, _ path: String, isFirst: Bool
    ) -> Fault {
        let text = records.text(column)
        let remedy =
            isFirst
            ? "--header yes takes row 1 for the names of the units"
            : text.contains(",")
                ? "write numbers with a decimal point" : "leave out columns of texts; a missing number is empty or NaN"
        let name = names.map { " ('\(shown($0[column]))')" } ?? ""
        return Fault(
            "has '\(shown(text))' in column \(column)\(name) (counted from 0), where a number was expected",
            at: "\(path):\(records.line)", remedy: remedy, status: .data)
    }
}
