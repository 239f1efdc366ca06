import Measuring
import NumericCore
import Results

/// A measurement as a figure's result, and back: numbers as a series a layer, so that two results are compared number by number, and what
/// is no number in a table.
enum MeasuredResult {
    /// A table of so many rows can be read on a page.
    private static let mostRows = 40
    private static let values = "Values"
    private static let rowNumber = "row"

    static func result(of table: MeasuredTable, id: FigureID, title: String, data: [DataRecord]) -> FigureResult {
        let named = table.columns.indices.filter { column in
            table.rows.contains { row in
                switch row[column] {
                case .text, .units: true
                case .none, .integer, .number: false
                }
            }
        }
        var tables: [TableResult] = []
        let shown = table.rows.count <= mostRows ? Array(table.columns.indices) : named.filter { table.columns[$0].id != "layer" }
        if !shown.isEmpty {
            tables.append(
                TableResult(
                    title: values, header: shown.map { header(table.columns[$0]) },
                    rows: table.rows.map { row in shown.map { cell(row[$0], table.columns[$0]) } }))
        }
        let notes = table.settings.map { ($0.name, $0.value) } + table.notes.map { ("note", $0) }
        if !notes.isEmpty {
            tables.append(
                TableResult(
                    title: "How it was measured", header: ["", ""], rows: notes.map { [.text($0.0), .text($0.1)] }))
        }
        return FigureResult(
            id: id, title: title, panels: [PanelResult(letter: "", title: "", series: series(table, without: named))],
            tables: tables,
            values: summary(table)
                + table.values.map { NamedValue(id: $0.id, quantity: Quantity($0.quantity), value: $0.number, digits: 3) },
            data: data)
    }

    /// The measurement, as far as a picture shows it; nil where the result's series were thinned, so that names fit no row.
    static func table(of result: FigureResult, _ measure: Measure) -> MeasuredTable? {
        let all = result.panels.first?.series ?? []
        guard let first = all.first else { return nil }
        var columns: [MeasuredTable.Column] = all.count > 1 ? [.init("layer", title: "layer", quantity: "layer")] : []
        let numbers = (first.index.id == rowNumber ? [] : [first.index]) + first.columns
        columns += numbers.map {
            .init(
                $0.id, title: $0.quantity.symbol, quantity: $0.quantity.name,
                unit: $0.quantity.unit.isEmpty ? nil : $0.quantity.unit)
        }
        var rows: [[MeasuredTable.Cell]] = []
        for series in all {
            let values = (series.index.id == rowNumber ? [] : [series.index]) + series.columns
            guard values.map(\.id) == numbers.map(\.id) else { return nil }
            rows += series.index.values.indices.map { row in
                (all.count > 1 ? [.text(series.id)] : [])
                    + values.map { $0.values[row].isNaN ? .none : .number($0.values[row]) }
            }
        }
        if let names = result.tables.first(where: { $0.title == values }) {
            let known = Set(columns.map(\.title))
            for (place, title) in names.header.enumerated()
            where ["name", "units", "extreme"].contains(title) && !known.contains(title) {
                guard names.rows.count == rows.count else { return nil }
                columns.append(.init(title, title: title, quantity: title))
                for (row, cells) in names.rows.enumerated() {
                    if case .text(let text) = cells[place] { rows[row].append(.init(reading: text, of: title)) }
                }
            }
        }
        guard rows.allSatisfy({ $0.count == columns.count }) else { return nil }
        return MeasuredTable(
            measure: measure, activations: [], labels: nil, samples: 0, units: 0,
            values: result.values.map { .init($0.id, $0.quantity.name, $0.value) }, columns: columns, rows: rows)
    }

    /// A series a layer, over its units, epochs or orders where each is there once, else over its rows.
    private static func series(_ table: MeasuredTable, without named: [Int]) -> [Series] {
        var layers: [(name: String, rows: [[MeasuredTable.Cell]])] = []
        let place = table.place(of: "layer")
        for row in table.rows {
            let name = place.map { row[$0].words } ?? "all"
            if layers.last?.name != name { layers.append((name, [])) }
            layers[layers.count - 1].rows.append(row)
        }
        let numbers = table.columns.indices.filter { !named.contains($0) && table.columns[$0].id != "layer" }
        func isIndex(_ column: Int) -> Bool {
            layers.allSatisfy { layer in
                let values = layer.rows.map { $0[column].number ?? .nan }
                return values.allSatisfy(\.isFinite) && Set(values).count == values.count
            }
        }
        let index = ["unit", "epoch", "order", "bins", "bin_size"].compactMap(table.place).first {
            numbers.contains($0) && isIndex($0)
        }
        return layers.map { layer in
            func column(_ place: Int) -> Column {
                let known = table.columns[place]
                return Column(
                    id: known.id, quantity: Quantity(known.quantity, symbol: known.title, unit: known.unit ?? ""),
                    values: layer.rows.map { $0[place].number ?? .nan })
            }
            let rows = Column(id: rowNumber, quantity: Quantity("row"), values: layer.rows.indices.map { Double($0 + 1) })
            return Series(
                id: layer.name, label: layer.name, index: index.map(column) ?? rows,
                columns: numbers.filter { $0 != index }.map(column))
        }
    }

    /// The least, the middle and the greatest value of what the figure shows.
    private static func summary(_ table: MeasuredTable) -> [NamedValue] {
        guard let column = table.mainColumn else { return [] }
        let sorted = table.numbers(column.id).filter(\.isFinite).sorted()
        guard let least = sorted.first, let greatest = sorted.last else { return [] }
        let quantity = Quantity(column.quantity, symbol: column.title, unit: column.unit ?? "")
        let middle = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        return [("least", least), ("median", middle), ("greatest", greatest)].map {
            NamedValue(id: $0.0, quantity: quantity, value: $0.1, digits: 3)
        }
    }

    private static func header(_ column: MeasuredTable.Column) -> String {
        column.unit.map { "\(column.title) (\($0))" } ?? column.title
    }

    private static func cell(_ cell: MeasuredTable.Cell, _ column: MeasuredTable.Column) -> TableResult.Cell {
        switch cell {
        case .integer(let value): .number(Double(value), digits: 0)
        case .number(let value) where value.isFinite && column.digits != nil && abs(value) < 1e15: .number(value, digits: 4)
        default: .text(cell.words)
        }
    }
}
