import InformationTheory
import NumericCore

/// Each unit's mean activity in each class; samples come in portions.
///
/// Sums are taken of the activities as they are. Those of a unit whose sums might not be numbers any more, so large are its values, are
/// taken of the activities divided by 2^64, which is exact beside them.
struct ClassMeans {
    private let classes: Int
    private let samples: Int
    /// [unit][class].
    private var sums: [Double]
    /// Of each class.
    private let counts: [Int]
    /// What each unit's sums are divided by.
    private var scales: [Double]

    /// - Parameter counts: how many samples of each class there will be.
    init(units: Int, counts: [Int]) {
        self.counts = counts
        classes = counts.count
        samples = counts.reduce(0, +)
        sums = Array(repeating: 0, count: units * counts.count)
        scales = Array(repeating: 1, count: units)
    }

    /// - Parameters:
    ///   - rows: where the units stand in the activations, units x samples.
    ///   - labels: a class for each sample.
    mutating func add(_ activations: Matrix<Double>, rows: [Int], labels: ArraySlice<Int32>) {
        let samples = activations.columns
        precondition(labels.count == samples, "\(labels.count) labels of \(samples) samples")
        for (unit, row) in rows.enumerated() {
            activations.values.withUnsafeBufferPointer { values in
                let values = UnsafeBufferPointer(rebasing: values[row * samples..<(row + 1) * samples])
                if scales[unit] == 1, !Self.canBeSummed(values, times: self.samples) { divide(unit, by: 0x1p64) }
                let start = unit * classes
                let factor = 1 / scales[unit]
                sums.withUnsafeMutableBufferPointer { sums in
                    labels.withUnsafeBufferPointer { labels in
                        if factor == 1 {
                            for sample in 0..<samples { sums[start + Int(labels[sample])] += values[sample] }
                        } else {
                            for sample in 0..<samples { sums[start + Int(labels[sample])] += values[sample] * factor }
                        }
                    }
                }
            }
        }
    }

    private static func canBeSummed(_ values: UnsafeBufferPointer<Double>, times count: Int) -> Bool {
        var greatest = 0.0
        for value in values { greatest = max(greatest, abs(value)) }
        return (greatest * Double(count)).isFinite
    }

    private mutating func divide(_ unit: Int, by scale: Double) {
        for place in unit * classes..<(unit + 1) * classes { sums[place] /= scale }
        scales[unit] = scale
    }

    /// A unit's selectivity by a definition; at least two classes have samples.
    func selectivity(of unit: Int, rest: ClassSelectivity.Rest) -> ClassSelectivity {
        ClassSelectivity(
            sums: sums[unit * classes..<(unit + 1) * classes], counts: counts, rest: rest, scale: scales[unit])
    }
}
