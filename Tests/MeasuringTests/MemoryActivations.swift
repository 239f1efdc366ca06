import Measuring
import NumericCore

/// Activations in memory.
struct MemoryActivations: ActivationSource {
    let origin: String
    /// units x samples.
    let values: Matrix<Double>
    let unitNames: [String]?
    let isSinglePrecision: Bool

    /// - Parameter values: units x samples.
    init(_ values: Matrix<Double>, origin: String, unitNames: [String]? = nil, isSinglePrecision: Bool = false) {
        precondition(unitNames.map { $0.count == values.rows } ?? true, "not as many names as units")
        self.values = values
        self.origin = origin
        self.unitNames = unitNames
        self.isSinglePrecision = isSinglePrecision
    }

    var samples: Int { values.columns }
    var units: Int { values.rows }

    func forEachPortion(of samples: Int, _ body: (Range<Int>, Matrix<Double>) throws -> Void) throws {
        precondition(samples > 0, "portions of \(samples) samples")
        for start in stride(from: 0, to: self.samples, by: samples) {
            let range = start..<min(start + samples, self.samples)
            let part = (0..<units).flatMap { values.row($0).dropFirst(range.lowerBound).prefix(range.count) }
            try body(range, Matrix(rows: units, columns: range.count, values: part))
        }
    }

    func columns(_ units: [Int]) throws -> Matrix<Double> {
        Matrix(rows: units.count, columns: samples, values: units.flatMap { values.row($0) })
    }
}
