import InformationTheory
import NumericCore
import TestSupport

/// Normal variables that share common parts, as columns.
func correlatedSamples(_ variables: Int, samples: Int, seed: UInt64) -> [[Double]] {
    var generator = SeededGenerator(seed: seed, purpose: "correlated samples")
    let common = (0..<3).map { _ in generator.normals(samples) }
    return (0..<variables).map { _ in
        let weights = generator.normals(3)
        let own = generator.normals(samples)
        return (0..<samples).map { sample in own[sample] + zip(weights, common).reduce(0) { $0 + $1.0 * $1.1[sample] } }
    }
}

/// A covariance of full rank.
func randomCovariance(_ size: Int, _ generator: inout SeededGenerator) -> Covariance {
    let factor = (0..<size).map { _ in generator.normals(size) }
    var matrix = Matrix(rows: size, columns: size, repeating: 0.0)
    for i in 0..<size {
        for j in 0...i {
            let sum = zip(factor[i], factor[j]).reduce(i == j ? 0.2 : 0) { $0 + $1.0 * $1.1 }
            matrix[i, j] = sum
            matrix[j, i] = sum
        }
    }
    return Covariance(population: matrix)
}

/// O-information by its definition, from the joint entropy of any set of variables.
func definedOInformation(_ variables: Int, _ entropy: ([Int]) throws -> Double) rethrows -> Double {
    let all = Array(0..<variables)
    return try all.reduce(Double(variables - 2) * entropy(all)) { sum, left in
        try sum + entropy([left]) - entropy(all.filter { $0 != left })
    }
}

extension ReferenceArray {
    /// The columns of a samples x variables array.
    var columns: [[Double]] {
        let width = shape.count > 1 ? shape[1] : 1
        return (0..<width).map { column in stride(from: column, to: values.count, by: width).map { values[$0] } }
    }

    /// The rows of a variables x samples array; an array of one dimension is one row.
    var variables: [[Double]] {
        let width = shape[shape.count - 1]
        return stride(from: 0, to: values.count, by: width).map { Array(values[$0..<$0 + width]) }
    }

    var matrix: Matrix<Double> { Matrix(rows: shape[0], columns: shape[1], values: values) }

    var labels: [UInt16] { values.map { UInt16($0) } }
}
