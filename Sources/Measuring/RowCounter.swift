import Files
import InformationTheory
import NumericCore

/// Counts the rows of bins of whole layers. Samples come in portions; several quantisations are counted side by side.
struct RowCounter {
    private let quantisers: [Quantiser]
    private let origin: String
    private let memory: Double
    /// What all bins divide, where that was given.
    private let range: ClosedRange<Double>?
    private var counted: [RowCounts]
    private var codes = SymbolCodes()
    /// What each unit has outside the range.
    private(set) var outside: [OutsideCount]

    /// - Parameters:
    ///   - span: the layer's least and greatest activation, for bins without a range of their own.
    ///   - units: how many of them make a row.
    ///   - classes: how many there are.
    ///   - memory: in bytes, what the process may take.
    init(
        _ source: any ActivationSource, quantisations: [Quantisation], span: ClosedRange<Double>?, units: Int,
        classes: Int, memory: Double
    ) {
        self.memory = memory
        quantisers = quantisations.map { Quantiser($0, span: span, isSinglePrecision: source.isSinglePrecision) }
        origin = source.origin
        if case .bins(_, let range?) = quantisations.first { self.range = range } else { range = nil }
        counted = quantisations.map { _ in RowCounts(classes: classes) }
        outside = range == nil ? [] : Array(repeating: OutsideCount(), count: units)
    }

    /// - Parameters:
    ///   - rows: where the units stand in the activations, units x samples.
    ///   - labels: a class for each sample.
    ///   - check: called for each quantisation; what it throws ends the counting.
    /// - Throws: a `Fault` (status data) where a value lies too far from 0 for the bins, or the counts take more memory than there is.
    mutating func add(_ activations: Matrix<Double>, rows: [Int], labels: ArraySlice<Int32>, check: () throws -> Void) throws {
        let samples = activations.columns
        precondition(labels.count == samples, "\(labels.count) labels of \(samples) samples")
        countOutside(activations, rows)
        for (index, quantiser) in quantisers.enumerated() {
            try check()
            counted[index].begin(samples)
            for row in rows {
                try quantiser.codes(of: activations, row: row, into: &codes, at: origin)
                counted[index].add(codes)
            }
            labels.withUnsafeBufferPointer { counted[index].end($0) }
        }
        try checkMemory()
    }

    private mutating func countOutside(_ activations: Matrix<Double>, _ rows: [Int]) {
        guard let range else { return }
        for (unit, row) in rows.enumerated() { activations.withRow(row) { outside[unit].add($0, range) } }
    }

    private func checkMemory() throws {
        let held = counted.reduce(0) { $0 + $1.held }
        // The next doubling of the tables and their arrays holds both sizes for a while.
        try MemoryLimit.check(
            Double(held) * 80, for: "counting over \(held) different rows of bins", at: origin,
            remedy: "choose larger bins, fewer of them at a time, or measure on fewer samples", limit: memory)
    }

    /// The layer's information by each quantisation on the samples so far.
    /// - Parameter classCounts: how many of these samples each class has.
    func information(classCounts: [Int]) -> [LayerInformation] {
        counted.map { LayerInformation($0, classCounts: classCounts) }
    }
}
