import NumericCore

/// The mutual information of a whole layer with the input and with the label, in bits.
public struct LayerInformation: Sendable, Equatable {
    /// I(X;T) = H(T): the layer is a function of the input, so H(T|X) = 0.
    public var withInput: Double
    /// I(T;Y) = H(T) - H(T|Y).
    public var withLabel: Double
    /// How many different rows of bins the samples occupy.
    public var occupiedSymbols: Int

    public init(withInput: Double, withLabel: Double, occupiedSymbols: Int) {
        self.withInput = withInput
        self.withLabel = withLabel
        self.occupiedSymbols = occupiedSymbols
    }

    /// From the rows of bins and the labels of the same samples.
    /// - Parameter classCounts: how many of these samples each class has.
    package init(_ rows: RowCounts, classCounts: [Int]) {
        var tally = CountTally()
        let labels = CountTally(classCounts)
        self.init(
            rows, sums: CountLogSums(samples: labels.total), labelSum: labels.sumOfCountLogs, countLogs: [], tally: &tally)
    }

    /// - Parameters:
    ///   - labelSum: the sum of n log2 n over the classes' samples.
    ///   - countLogs: n log2 n for n = 0 ..., as many as are at hand.
    ///   - tally: empty before and after.
    fileprivate init(
        _ rows: RowCounts, sums: CountLogSums, labelSum: Double, countLogs: [Double], tally: inout CountTally
    ) {
        func sum(_ counts: ArraySlice<Int>) -> Double {
            tally.add(counts)
            defer { tally.removeAll() }
            return tally.sumOfCountLogs(countLogs)
        }
        let symbolSum = sum(rows.counts)
        self.init(
            withInput: sums.entropy(symbolSum),
            withLabel: sums.mutualInformation(first: symbolSum, second: labelSum, joint: sum(rows.jointCounts)),
            occupiedSymbols: rows.count)
    }
}

/// Measures layers on one set of samples; holds the memory that each measurement needs.
///
/// A sample's symbol is the row of its units' bins. Source: "Revisiting the Information Plane", Appendix G; the input's samples are all
/// different and equally likely, so that I(X;T) is the entropy of the symbols.
public struct LayerInformationMeter {
    private let labels: [Int32]
    /// H(Y) of the labels, in bits.
    public let labelEntropy: Double
    private let labelSum: Double
    private let sums: CountLogSums
    /// n log2 n for n = 0 ... samples.
    private let countLogs: [Double]
    private var codes = SymbolCodes()
    private var rows: RowCounts
    private var tally = CountTally()

    /// - Parameter labels: a class in 0..<classes for each sample.
    public init(labels: [UInt16], classes: Int) {
        precondition(!labels.isEmpty, "no samples to measure on")
        precondition(labels.allSatisfy { Int($0) < classes }, "a label is not below \(classes)")
        self.labels = labels.map(Int32.init)
        var classCounts = [Int](repeating: 0, count: classes)
        for label in labels { classCounts[Int(label)] += 1 }
        let tally = CountTally(classCounts)
        labelEntropy = tally.entropy
        labelSum = tally.sumOfCountLogs
        sums = CountLogSums(samples: labels.count)
        countLogs = (0...labels.count).map(CountTally.countLog)
        rows = RowCounts(classes: classes)
    }

    /// So many samples at a time, whose sums stay in the processor's first cache.
    private static let atOnce = 2048

    /// Measures one layer.
    /// - Parameter activations: unit-major, units x samples.
    public mutating func measure(_ activations: [Float], units: Int, binning: Binning) -> LayerInformation {
        let samples = labels.count
        precondition(activations.count == units * samples, "\(activations.count) activations are not \(units) x \(samples)")
        rows.removeAll()
        activations.withUnsafeBufferPointer { activations in
            for start in stride(from: 0, to: samples, by: Self.atOnce) {
                let count = min(Self.atOnce, samples - start)
                rows.begin(count)
                for unit in 0..<units {
                    codes.resize(count)
                    let first = unit * samples + start
                    let values = UnsafeBufferPointer(rebasing: activations[first..<first + count])
                    codes.narrow.withUnsafeMutableBufferPointer { binning.bin(values, into: $0) }
                    rows.add(codes)
                }
                labels[start..<start + count].withUnsafeBufferPointer { rows.end($0) }
            }
        }
        return LayerInformation(rows, sums: sums, labelSum: labelSum, countLogs: countLogs, tally: &tally)
    }
}
