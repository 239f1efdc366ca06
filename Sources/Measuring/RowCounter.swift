import Files
import InformationTheory
import NumericCore

/// The symbols of whole layers: a sample's symbol is the row of its units' bins. Samples come in portions; several quantisations are
/// counted side by side.
///
/// Only the different rows are held, and which classes they meet: some 40 bytes for each of both. Of each row 128 bits are kept. Two
/// different rows among N samples share them with a probability of about N² / 2^129, which is below 1e-26 for a million samples.
struct RowCounter {
    private struct Rows {
        /// By the 128 bits.
        var rows = KeyCounts()
        /// By row and class.
        var cells = KeyCounts()
    }

    private let quantisers: [Quantiser]
    private let origin: String
    private let memory: Double
    /// What all bins divide, where that was given.
    private let range: ClosedRange<Double>?
    private var counted: [Rows]
    /// What each unit has outside the range.
    private(set) var outside: [OutsideCount]

    /// - Parameters:
    ///   - span: the layer's least and greatest activation, for bins without a range of their own.
    ///   - units: how many of them make a row.
    ///   - memory: in bytes, what the process may take.
    init(
        _ source: any ActivationSource, quantisations: [Quantisation], span: ClosedRange<Double>?, units: Int, memory: Double
    ) {
        self.memory = memory
        quantisers = quantisations.map { Quantiser($0, span: span, isSinglePrecision: source.isSinglePrecision) }
        origin = source.origin
        if case .bins(_, let range?) = quantisations.first { self.range = range } else { range = nil }
        counted = quantisations.map { _ in Rows() }
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
        var codes = [Int64](repeating: 0, count: samples)
        for (index, quantiser) in quantisers.enumerated() {
            try check()
            var portion = [KeyCounts.Key](repeating: .init(0x9E37_79B9_7F4A_7C15, 0xD1B5_4A32_D192_ED03), count: samples)
            for row in rows {
                try quantiser.codes(of: activations, row: row, into: &codes, at: origin)
                codes.withUnsafeBufferPointer { codes in
                    portion.withUnsafeMutableBufferPointer { portion in
                        for sample in codes.indices {
                            let code = UInt64(bitPattern: codes[sample])
                            let first = (portion[sample].first ^ code) &* 0xFF51_AFD7_ED55_8CCD
                            let second = (portion[sample].second &+ code) &* 0xC4CE_B9FE_1A85_EC53
                            portion[sample].first = first ^ (first >> 32)
                            portion[sample].second = second ^ (second >> 29)
                        }
                    }
                }
            }
            count(portion, labels, index)
        }
        try checkMemory()
    }

    private mutating func count(_ portion: [KeyCounts.Key], _ labels: ArraySlice<Int32>, _ index: Int) {
        for (row, label) in zip(portion, labels) {
            let number = counted[index].rows.add(row)
            counted[index].cells.add(.init(UInt64(number), UInt64(label)))
        }
    }

    private mutating func countOutside(_ activations: Matrix<Double>, _ rows: [Int]) {
        guard let range else { return }
        for (unit, row) in rows.enumerated() { activations.withRow(row) { outside[unit].add($0, range) } }
    }

    private func checkMemory() throws {
        let held = counted.reduce(0) { $0 + $1.rows.keys.count + $1.cells.keys.count }
        // The next doubling of the tables and their arrays holds both sizes for a while.
        try MemoryLimit.check(
            Double(held) * 80, for: "counting over \(held) different rows of bins", at: origin,
            remedy: "choose larger bins, fewer of them at a time, or measure on fewer samples", limit: memory)
    }

    /// The layer's information by each quantisation on the samples so far.
    /// - Parameter classCounts: how many of these samples each class has.
    func information(classCounts: [Int]) -> [LayerInformation] {
        counted.map { LayerInformation(symbols: $0.rows.counts, classes: classCounts, joint: $0.cells.counts) }
    }
}
