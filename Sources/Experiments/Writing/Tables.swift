import Results

extension TableResult.Cell: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) { self = .text(text) }

    /// - Parameter digits: how many follow the point in print.
    public static func number(_ value: Double, _ digits: Int) -> Self { .number(value, digits: digits) }

    public static func count(_ value: Int) -> Self { .number(Double(value), digits: 0) }
}

extension TableResult {
    /// A table whose columns each say what stands in them of a row.
    public init<Row>(_ title: String, of rows: some Sequence<Row>, _ columns: [(header: String, cell: (Row) -> Cell)]) {
        self.init(title: title, header: columns.map(\.header), rows: rows.map { row in columns.map { $0.cell(row) } })
    }

    public init(_ title: String, _ header: [String], _ rows: [[Cell]]) { self.init(title: title, header: header, rows: rows) }
}
