import NumericCore

/// Normal equations, by Cholesky's factors.
enum LeastSquares {
    /// x with A x = b for A = X^T X and b = X^T y. A variable that those before it determine (it leaves less than 1e-10 of itself) is 0.
    static func solution(_ matrix: Matrix<Double>, _ right: [Double]) -> [Double] {
        let size = matrix.rows
        precondition(matrix.columns == size && right.count == size, "\(right.count) right sides of \(size) rows")
        var factor = Matrix(rows: size, columns: size, repeating: 0.0)
        var isFree = [Bool](repeating: false, count: size)
        for row in 0..<size {
            for column in 0..<row where isFree[column] {
                var sum = matrix[row, column]
                for k in 0..<column { sum -= factor[row, k] * factor[column, k] }
                factor[row, column] = sum / factor[column, column]
            }
            var rest = matrix[row, row]
            for k in 0..<row { rest -= factor[row, k] * factor[row, k] }
            isFree[row] = rest > 1e-10 * matrix[row, row]
            if isFree[row] { factor[row, row] = rest.squareRoot() }
        }
        var solution = [Double](repeating: 0, count: size)
        for row in 0..<size where isFree[row] {
            var sum = right[row]
            for k in 0..<row { sum -= factor[row, k] * solution[k] }
            solution[row] = sum / factor[row, row]
        }
        for row in (0..<size).reversed() where isFree[row] {
            var sum = solution[row]
            for k in row + 1..<size where isFree[k] { sum -= factor[k, row] * solution[k] }
            solution[row] = sum / factor[row, row]
        }
        return solution
    }
}
