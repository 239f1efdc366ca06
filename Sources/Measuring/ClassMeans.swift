import InformationTheory
import NumericCore

/// Each unit's mean activity in each class; samples come in portions.
struct ClassMeans {
    private let classes: Int
    /// [unit][class].
    private var sums: [Double]
    private var counts: [Int]

    init(units: Int, classes: Int) {
        self.classes = classes
        sums = Array(repeating: 0, count: units * classes)
        counts = Array(repeating: 0, count: classes)
    }

    /// - Parameters:
    ///   - rows: where the units stand in the activations, units x samples.
    ///   - labels: a class for each sample.
    mutating func add(_ activations: Matrix<Double>, rows: [Int], labels: ArraySlice<Int32>) {
        let samples = activations.columns
        precondition(labels.count == samples, "\(labels.count) labels of \(samples) samples")
        for label in labels { counts[Int(label)] += 1 }
        let classes = classes
        sums.withUnsafeMutableBufferPointer { sums in
            activations.values.withUnsafeBufferPointer { values in
                labels.withUnsafeBufferPointer { labels in
                    for (unit, row) in rows.enumerated() {
                        for sample in 0..<samples {
                            sums[unit * classes + Int(labels[sample])] += values[row * samples + sample]
                        }
                    }
                }
            }
        }
    }

    /// A unit's selectivity by a definition; at least two classes have samples.
    func selectivity(of unit: Int, rest: ClassSelectivity.Rest) -> ClassSelectivity {
        ClassSelectivity(sums: sums[unit * classes..<(unit + 1) * classes], counts: counts, rest: rest)
    }
}
