/// A dense matrix, row-major.
public struct Matrix<Element> {
    public let rows: Int
    public let columns: Int
    /// Row after row: element (r, c) is at r * columns + c.
    public var values: [Element]

    public init(rows: Int, columns: Int, values: [Element]) {
        precondition(
            rows >= 0 && columns >= 0 && values.count == rows * columns, "\(values.count) values are not \(rows) x \(columns)")
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    public init(rows: Int, columns: Int, repeating value: Element) {
        self.init(rows: rows, columns: columns, values: Array(repeating: value, count: rows * columns))
    }

    public subscript(row: Int, column: Int) -> Element {
        get {
            precondition(
                row >= 0 && row < rows && column >= 0 && column < columns, "(\(row), \(column)) is not in \(rows) x \(columns)")
            return values[row * columns + column]
        }
        set {
            precondition(
                row >= 0 && row < rows && column >= 0 && column < columns, "(\(row), \(column)) is not in \(rows) x \(columns)")
            values[row * columns + column] = newValue
        }
    }

    /// The elements of one row.
    public func row(_ index: Int) -> ArraySlice<Element> {
        precondition(index >= 0 && index < rows, "row \(index) is not in 0..<\(rows)")
        return values[index * columns..<(index + 1) * columns]
    }

    public var transposed: Matrix {
        var turned: [Element] = []
        turned.reserveCapacity(values.count)
        for column in 0..<columns {
            for row in 0..<rows { turned.append(values[row * columns + column]) }
        }
        return Matrix(rows: columns, columns: rows, values: turned)
    }
}

extension Matrix: Sendable where Element: Sendable {}
extension Matrix: Equatable where Element: Equatable {}
extension Matrix: Hashable where Element: Hashable {}
