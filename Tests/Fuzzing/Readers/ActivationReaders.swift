import Activations
import Files
import NumericCore

extension FuzzedReader {
    static func npy() -> FuzzedReader { table("npy", damages: [NpyDamage.header]) }

    static func npz() -> FuzzedReader {
        table("npz", damages: [ZipDamage.contents { random($0, &$1, NpyDamage.header) }])
    }

    static func safetensors() -> FuzzedReader { table("safetensors", damages: [SafeTensorsDamage.header]) }

    static func csv() -> FuzzedReader { table("csv", damages: [TextDamage.words(csvWords)]) }

    /// Labels of a CSV file, the only column or either of two.
    static func labels() -> FuzzedReader {
        let scratch = ScratchFolder()
        return FuzzedReader("labels", damages: [TextDamage.words(csvWords)]) { bytes in
            let path = scratch.write(bytes, to: "labels.csv")
            var fault: (any Error)?
            var isRead = false
            for reference in [path, "\(path):0", "\(path):class"] {
                for header in [nil, CSVHeader.yes, .no] {
                    do {
                        try check(LabelColumn.open(reference, header: header))
                        isRead = true
                    } catch let error as Fault {
                        fault = error
                    }
                }
            }
            // Some references do not fit a good file.
            if let fault, !isRead { throw fault }
        }
    }

    private static let csvWords =
        [
            ",", ";", "\t", " ", "\"", "\"\"", "\n", "\r\n", "\r", "#", "nan", "inf", "NA", "null", "None", "#DIV/0!", "\u{2212}1",
            "\u{feff}",
            "class", "x", "1,2", "TRUE", "\u{1b}[2J", "é", "=1+1",
        ] + TextDamage.numbers

    private static func random(_ bytes: [UInt8], _ random: inout SeededGenerator, _ damage: Damage) -> [UInt8]? {
        random.integer(2) == 0 ? damage(bytes, &random) : ByteDamage.any(bytes, &random)
    }

    /// Activations in a file of that ending: the only array, or the one named "a".
    private static func table(_ ending: String, damages: [Damage]) -> FuzzedReader {
        let scratch = ScratchFolder()
        return FuzzedReader(ending, damages: damages) { bytes in
            let path = scratch.write(bytes, to: "input.\(ending)")
            if ending == "csv" {
                // Whatever is said of the first row.
                for header in [CSVHeader.yes, .no] {
                    if let table = try? ActivationTable.open(path, header: header) { try check(table) }
                }
            }
            let table: ActivationTable
            do { table = try ActivationTable.open(path) } catch let fault as Fault where fault.status == .usage {
                table = try ActivationTable.open("\(path):a")
            }
            try check(table)
            if table.units == 1, ending != "csv" {
                let labels = try LabelColumn.open(table.origin)
                try promise(labels.samples == table.samples, "\(labels.samples) labels of \(table.samples) samples")
                try check(labels)
            }
        }
    }

    private static func check(_ table: ActivationTable) throws {
        try promise(table.samples > 0 && table.units > 0, "a table of \(table.samples) x \(table.units)")
        try promise(table.unitNames.map { $0.count == table.units } ?? true, "\(table.units) units, \(table.unitNames ?? [])")
        let first = try table.columns([0]).values
        try promise(first.count == table.samples, "\(first.count) values in a column of \(table.samples)")
        // Whatever the portions, the numbers are the same, all of them.
        for portion in [1 << 20, 3] where table.samples * table.units < 1 << 16 {
            var column: [Double] = []
            try table.forEachPortion(of: portion) { range, numbers in
                try promise(
                    range.lowerBound == column.count && numbers.columns == range.count, "samples \(range) after \(column.count)")
                try promise(numbers.rows == table.units, "\(numbers.rows) units of \(table.units)")
                column += numbers.values[..<numbers.columns]
            }
            try promise(equal(column, first), "read in portions of \(portion), a column is another")
        }
    }

    private static func check(_ labels: LabelColumn) throws {
        try promise(labels.samples > 0, "no labels")
        guard let classes = try? labels.classes() else { return }
        try promise(classes.codes.count == labels.samples, "\(classes.codes.count) classes of \(labels.samples) labels")
        try promise(Set(classes.codes) == Set(0..<classes.count), "the classes' numbers are not 0..<\(classes.count)")
        try promise(Set(classes.names).count == classes.count, "two classes have one name")
    }

    private static func equal(_ a: [Double], _ b: [Double]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
    }
}
