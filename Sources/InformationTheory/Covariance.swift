import NumericCore

/// A covariance matrix, and how many samples it was estimated from.
public struct Covariance: Sendable, Equatable {
    /// d x d, symmetric.
    public let matrix: Matrix<Double>
    /// nil for a population's covariance, which is known and not estimated: its entropies have no bias.
    public let samples: Int?

    public var dimensions: Int { matrix.rows }

    /// A population's covariance, d x d and symmetric.
    public init(population matrix: Matrix<Double>) {
        precondition(matrix.rows == matrix.columns, "a covariance of \(matrix.rows) x \(matrix.columns)")
        precondition(matrix == matrix.transposed, "a covariance that is not symmetric")
        self.init(matrix: matrix, samples: nil)
    }

    /// The covariance of samples, divided by N - 1.
    /// - Parameter variables: d variables of N values each, N at least 2.
    public init(of variables: [[Double]]) {
        let samples = variables.first?.count ?? 0
        precondition(variables.allSatisfy { $0.count == samples }, "the variables differ in their number of samples")
        precondition(variables.isEmpty || samples > 1, "a covariance needs two samples, not \(samples)")
        let centred = variables.map { values in
            let mean = values.reduce(0, +) / Double(samples)
            return values.map { $0 - mean }
        }
        var matrix = Matrix(rows: variables.count, columns: variables.count, repeating: 0.0)
        for row in variables.indices {
            for column in 0...row {
                let covariance = Self.product(centred[row], centred[column]) / Double(samples - 1)
                matrix[row, column] = covariance
                matrix[column, row] = covariance
            }
        }
        self.init(matrix: matrix, samples: samples)
    }

    /// The covariance of the variables' scores under a Gaussian copula.
    public init(copulaOf variables: [[Double]], ties: Ties = .ordinal, scores: CopulaScores = CopulaScores()) {
        let normalisation = scores.normalisation(samples: variables.first?.count ?? 0)
        self.init(of: variables.map { normalisation.copulaNormalize($0, ties: ties) })
    }

    private init(matrix: Matrix<Double>, samples: Int?) {
        self.matrix = matrix
        self.samples = samples
    }

    /// That of some of the variables, in the order given.
    public func restricted(to variables: [Int]) -> Covariance {
        var part = Matrix(rows: variables.count, columns: variables.count, repeating: 0.0)
        for (row, i) in variables.enumerated() {
            for (column, j) in variables.enumerated() { part[row, column] = matrix[i, j] }
        }
        return Covariance(matrix: part, samples: samples)
    }

    /// The sum of products in eight lanes with a fixed final tree, whatever the machine's width.
    private static func product(_ a: [Double], _ b: [Double]) -> Double {
        let whole = a.count / 8 * 8
        var lanes = SIMD8<Double>.zero
        a.withUnsafeBytes { a in
            b.withUnsafeBytes { b in
                for offset in stride(from: 0, to: whole * 8, by: 64) {
                    lanes +=
                        a.loadUnaligned(fromByteOffset: offset, as: SIMD8<Double>.self)
                        * b.loadUnaligned(fromByteOffset: offset, as: SIMD8<Double>.self)
                }
            }
        }
        let halves = lanes.lowHalf + lanes.highHalf
        let quarters = halves.lowHalf + halves.highHalf
        return (whole..<a.count).reduce(quarters[0] + quarters[1]) { $0 + a[$1] * b[$1] }
    }
}
