import Experiments

/// The bins that a layer's activations can fall into; bin k holds the activations a with floor(a / size) = k.
struct BinRange: Equatable, Sendable {
    var bins: ClosedRange<Int>
    /// Whether the highest bin holds the activation function's own upper bound. ReLU has none: there it is the highest bin filled.
    var isBoundedAbove: Bool

    init(bins: ClosedRange<Int>, isBoundedAbove: Bool) {
        self.bins = bins
        self.isBoundedAbove = isBoundedAbove
    }

    /// The bins of [-1, 1]: those of tanh.
    static func symmetric(size: Double) -> BinRange {
        let highest = highestBinBelowOne(size)
        return BinRange(bins: (-highest - 1)...highest, isBoundedAbove: true)
    }

    /// The bins of [0, 1]: those of the softmax.
    static func unit(size: Double) -> BinRange { BinRange(bins: 0...highestBinBelowOne(size), isBoundedAbove: true) }

    /// The bin that ends at 1 or has 1 inside.
    private static func highestBinBelowOne(_ size: Double) -> Int { Int((1 / size - 1e-9).rounded(.up)) - 1 }
}

/// How many of a layer's activations, all units of all samples, fall into each bin.
///
/// An empty bin is one of the range without any activation. Source: "Revisiting the Information Plane", Section 2.3, figure 5.
struct BinHistogram: Equatable, Sendable {
    var range: BinRange
    /// One count a bin of the range, from the lowest up.
    var counts: [Int]

    init(range: BinRange, counts: [Int]) {
        precondition(counts.count == range.bins.count, "\(counts.count) counts for \(range.bins.count) bins")
        self.range = range
        self.counts = counts
    }

    /// - Parameter codes: the activations' bins. What lies outside the range counts to the bin at that end: where the size divides 1, an
    ///   activation of exactly 1 belongs to the bin that ends there.
    init(codes: [Int32], range: BinRange) {
        var counts = [Int](repeating: 0, count: range.bins.count)
        for code in codes {
            counts[min(max(Int(code), range.bins.lowerBound), range.bins.upperBound) - range.bins.lowerBound] += 1
        }
        self.init(range: range, counts: counts)
    }

    /// Bins with at least one activation.
    var filledBins: Int { counts.count { $0 > 0 } }

    /// Bins with at least one activation, the first and the last bin left out.
    var filledBetweenEnds: Int { counts.dropFirst().dropLast().count { $0 > 0 } }

    /// The share of the range's bins without any activation, 0 to 1.
    var emptyShare: Double { Double(counts.count - filledBins) / Double(counts.count) }

    /// The share of the activations in the bins at the activation function's own bounds, 0 to 1: the first and the last bin for tanh and the
    /// softmax, the bin of 0 for ReLU.
    var endShare: Double {
        let ends = range.isBoundedAbove && counts.count > 1 ? counts[0] + counts[counts.count - 1] : counts[0]
        return Double(ends) / Double(counts.reduce(0, +))
    }
}
