import NumericCore

/// Tables cell by cell. Rows are matched by their first cell where that names them, else by place.
enum TableComparison {
    static func compare(_ old: [TableResult], _ new: [TableResult]) -> (cells: [CellDiff], words: [DiffChange]) {
        var cells: [CellDiff] = []
        var words: [DiffChange] = []
        for place in 0..<max(old.count, new.count) {
            let before = place < old.count ? old[place] : nil
            let after = place < new.count ? new[place] : nil
            guard let before, let after else {
                words.append(DiffChange("table", before?.title, after?.title))
                for (name, row) in rows(before ?? after) {
                    cells.append(
                        CellDiff(
                            table: before?.title ?? after?.title ?? "", row: name, column: "",
                            verdict: DiffVerdict(before, after) ?? .changed,
                            old: before == nil ? nil : row.first?.inPrint, new: after == nil ? nil : row.first?.inPrint))
                }
                continue
            }
            if before.title != after.title { words.append(DiffChange("table", before.title, after.title)) }
            cells += compare(before, after)
        }
        return (cells, words)
    }

    private static func compare(_ old: TableResult, _ new: TableResult) -> [CellDiff] {
        let before = rows(old)
        let after = rows(new)
        let names = after.map(\.name) + before.map(\.name).filter { name in !after.contains { $0.name == name } }
        let columns = new.header + old.header.filter { !new.header.contains($0) }
        return names.flatMap { name in
            columns.compactMap { column -> CellDiff? in
                let a = cell(column, old.header, before.first { $0.name == name }?.cells)
                let b = cell(column, new.header, after.first { $0.name == name }?.cells)
                guard a != b, !(a?.isSameNumber(as: b) ?? false) else { return nil }
                return CellDiff(
                    table: new.title, row: name, column: column, verdict: DiffVerdict(a, b) ?? .changed, old: a?.inPrint,
                    new: b?.inPrint)
            }
        }
    }

    private static func cell(_ column: String, _ header: [String], _ row: [TableResult.Cell]?) -> TableResult.Cell? {
        guard let row, let place = header.firstIndex(of: column) else { return nil }
        return row[place]
    }

    private static func rows(_ table: TableResult?) -> [(name: String, cells: [TableResult.Cell])] {
        guard let table else { return [] }
        let names = table.rows.enumerated().map { place, row -> String in
            if case .text(let text)? = row.first, !text.isEmpty { text } else { "row \(place + 1)" }
        }
        let areUnique = Set(names).count == names.count
        return table.rows.enumerated().map { (areUnique ? names[$0] : "row \($0 + 1)", $1) }
    }
}

extension TableResult.Cell {
    /// With two digits more than in print, so that a difference shows.
    var inPrint: String {
        switch self {
        case .text(let text): text
        case .number(let value, let digits): value.fixed(digits + 2)
        }
    }

    func isSameNumber(as other: TableResult.Cell?) -> Bool {
        guard case .number(let a, let first) = self, case .number(let b, let second)? = other else { return false }
        return first == second && (a.bitPattern == b.bitPattern || a.isNaN && b.isNaN)
    }
}

extension CellDiff {
    var isNumber: Bool { old.flatMap(Double.init) != nil && new.flatMap(Double.init) != nil }
}
