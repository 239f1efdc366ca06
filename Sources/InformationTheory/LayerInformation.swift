import CKernels
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

    /// From how often the different rows of bins, the classes and the pairs of both occur among the same samples.
    package init(symbols: [Int], classes: [Int], joint: [Int]) {
        let tally = JointCounts(first: CountTally(symbols), second: CountTally(classes), joint: CountTally(joint))
        self.init(withInput: tally.first.entropy, withLabel: tally.mutualInformation, occupiedSymbols: symbols.count)
    }
}

/// Measures layers on one set of samples; holds the memory that each measurement needs.
///
/// A sample's symbol is the row of its units' bins. Source: "Revisiting the Information Plane", Appendix G; the input's samples are all
/// different and equally likely, so that I(X;T) is the entropy of the symbols.
public struct LayerInformationMeter {
    private let labels: [UInt8]
    private let classes: Int
    /// H(Y) of the labels, in bits.
    public let labelEntropy: Double
    private let labelCountLogs: Double
    private let logOfSamples: Double
    /// n log2 n for n = 0 ... samples.
    private let countLogs: [Double]
    private var codes: [Int32] = []
    private var groups: [UInt32]
    private var counts: [UInt32]
    private var scratch: [UInt32]
    private var jointCounts: [UInt32] = []
    private var countOccurrences: [UInt32]

    /// - Parameter labels: a class in 0..<classes for each sample.
    public init(labels: [UInt8], classes: Int) {
        precondition(!labels.isEmpty, "no samples to measure on")
        precondition(labels.allSatisfy { Int($0) < classes }, "a label is not below \(classes)")
        self.labels = labels
        self.classes = classes
        var classCounts = [Int](repeating: 0, count: classes)
        for label in labels { classCounts[Int(label)] += 1 }
        let tally = CountTally(classCounts)
        labelEntropy = tally.entropy
        labelCountLogs = tally.sumOfCountLogs
        logOfSamples = DeterministicMath.log2(Double(labels.count))
        countLogs = (0...labels.count).map { $0 < 2 ? 0 : Double($0) * DeterministicMath.log2(Double($0)) }
        groups = [UInt32](repeating: 0, count: labels.count)
        counts = [UInt32](repeating: 0, count: labels.count)
        scratch = [UInt32](repeating: 0, count: refigure_partition_scratch(labels.count))
        countOccurrences = [UInt32](repeating: 0, count: labels.count + 1)
    }

    /// Measures one layer.
    /// - Parameter activations: unit-major, units x samples.
    public mutating func measure(_ activations: [Float], units: Int, binning: Binning) -> LayerInformation {
        let samples = labels.count
        precondition(activations.count == units * samples, "\(activations.count) activations are not \(units) x \(samples)")
        if codes.count < activations.count { codes = [Int32](repeating: 0, count: activations.count) }
        codes.withUnsafeMutableBufferPointer { target in
            activations.withUnsafeBufferPointer { binning.bin($0, into: target) }
        }
        let occupied = refigure_partition(codes, units, samples, &groups, &counts, &scratch)
        let symbolSum = Self.sumOfCountLogs(counts, occupied, &countOccurrences, countLogs)

        let cells = occupied * classes
        if jointCounts.count < cells { jointCounts = [UInt32](repeating: 0, count: cells) }
        refigure_count_pairs(groups, labels, samples, occupied, classes, &jointCounts)
        let jointSum = Self.sumOfCountLogs(jointCounts, cells, &countOccurrences, countLogs)
        let sums = CountLogSums(samples: samples, logOfSamples: logOfSamples)
        return LayerInformation(
            withInput: sums.entropy(symbolSum),
            withLabel: sums.mutualInformation(first: symbolSum, second: labelCountLogs, joint: jointSum), occupiedSymbols: occupied)
    }

    /// Sum of n log2 n over the first `length` counts, gathered by count and added in ascending order of n: the same bits in any order
    /// of the samples. `occurrences` is all 0 before and after.
    private static func sumOfCountLogs(
        _ counts: [UInt32], _ length: Int, _ occurrences: inout [UInt32], _ countLogs: [Double]
    ) -> Double {
        let largest = Int(refigure_tally(counts, length, &occurrences))
        return occurrences.withUnsafeMutableBufferPointer { occurrences in
            var sum = 0.0
            occurrences[0] = 0
            for count in stride(from: 1, through: largest, by: 1) where occurrences[count] > 0 {
                sum += Double(occurrences[count]) * countLogs[count]
                occurrences[count] = 0
            }
            return sum
        }
    }
}
