import NumericCore

/// The Cholesky factor of a covariance: the lower triangular L with C = L Lᵀ.
public struct Cholesky: Sendable {
    /// A variable counts as a function of others where they leave less than this share of its variance: two copies of 10,000 samples
    /// of which two neighbouring ranks are swapped lie there, and rounding leaves 1e-14 at most.
    static let smallestShare = 1e-10

    /// L, d x d, zero above the diagonal.
    public let factor: Matrix<Double>

    /// - Throws: which variable is constant or singular.
    public init(_ covariance: Covariance) throws(DegenerateSamples) {
        let matrix = covariance.matrix
        let size = matrix.rows
        var factor = Matrix(rows: size, columns: size, repeating: 0.0)
        for row in 0..<size {
            let variance = matrix[row, row]
            guard variance > 0 else { throw .constant(variable: row) }
            for column in 0..<row {
                var sum = matrix[row, column]
                for k in 0..<column { sum -= factor[row, k] * factor[column, k] }
                factor[row, column] = sum / factor[column, column]
            }
            var rest = variance
            for k in 0..<row { rest -= factor[row, k] * factor[row, k] }
            guard rest > Self.smallestShare * variance else { throw .singular(variable: row) }
            factor[row, row] = rest.squareRoot()
        }
        self.factor = factor
    }

    /// log det C.
    public var logDeterminant: Double {
        (0..<factor.rows).reduce(0) { $0 + 2 * DeterministicMath.log(factor[$1, $1]) }
    }

    /// L⁻¹ b.
    func solve(_ b: [Double]) -> [Double] {
        precondition(b.count == factor.rows, "\(b.count) right-hand sides of \(factor.rows) rows")
        var solution: [Double] = []
        for row in b.indices {
            var sum = b[row]
            for k in 0..<row { sum -= factor[row, k] * solution[k] }
            solution.append(sum / factor[row, row])
        }
        return solution
    }

    /// The diagonal of C⁻¹: one over the variance that the other variables leave of each. det C (C⁻¹)_jj is the determinant without j.
    public var inverseDiagonal: [Double] {
        (0..<factor.rows).map { column in
            let unit = (0..<factor.rows).map { $0 == column ? 1.0 : 0 }
            return solve(unit).reduce(0) { $0 + $1 * $1 }
        }
    }
}
