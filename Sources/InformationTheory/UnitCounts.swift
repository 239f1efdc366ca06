import NumericCore

/// How often each unit's quantised output meets each class. Samples may come in portions, so that wide layers need not be held whole.
public struct UnitCounts: Sendable {
    public let classes: Int
    private let thresholds: Thresholds<Float>
    private var cells: [SymbolCells]
    private var classCounts: [Int]

    /// - Parameters:
    ///   - classes: at most 65,536.
    ///   - thresholds: ascending, at least one; a unit's symbol is how many lie below its output.
    public init(units: Int, classes: Int, thresholds: [Float]) {
        precondition(units >= 0 && (1...1 << 16).contains(classes), "\(units) units, \(classes) classes")
        self.classes = classes
        self.thresholds = Thresholds(thresholds)
        cells = Array(repeating: SymbolCells(classes: classes), count: units)
        classCounts = Array(repeating: 0, count: classes)
    }

    public var units: Int { cells.count }
    public var samples: Int { classCounts.reduce(0, +) }

    /// Counts some more samples.
    /// - Parameters:
    ///   - activations: units x samples, none of them NaN.
    ///   - labels: a class in 0..<classes for each sample.
    public mutating func add(_ activations: Matrix<Float>, labels: some Collection<UInt16>) {
        precondition(activations.rows == units, "activations of \(activations.rows) units, not \(units)")
        precondition(activations.columns == labels.count, "\(activations.columns) samples have \(labels.count) labels")
        let labels = labels.map { label in
            precondition(Int(label) < classes, "the label \(label) is not below \(classes)")
            classCounts[Int(label)] += 1
            return Int32(label)
        }
        let symbols = 0...Int64(thresholds.values.count)
        var codes = SymbolCodes()
        var scratch: [Int] = []
        var numbers = true
        activations.values.withUnsafeBufferPointer { values in
            for unit in cells.indices {
                let row = UnsafeBufferPointer(rebasing: values[unit * labels.count..<(unit + 1) * labels.count])
                numbers = thresholds.codes(of: row, into: &codes) && numbers
                cells[unit].add(codes, labels, among: symbols, &scratch)
            }
        }
        precondition(numbers, "an activation is not a number")
    }

    /// Each unit's measures on the samples so far, at least one.
    public var measures: [UnitMeasures] {
        let samples = samples
        precondition(samples > 0, "no samples to measure on")
        return cells.map { $0.measured(classCounts: classCounts, samples: samples).measures }
    }
}
