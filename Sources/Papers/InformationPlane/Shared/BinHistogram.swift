import Experiments

/// The bins that a layer's activations can fall into; bin k holds the activations a with floor(a / size) = k.
struct BinRange: Equatable {
    var bins: ClosedRange<Int>
    /// Whether the highest bin holds the activation function's own upper bound. ReLU has none: there it is the highest bin filled.
    var isBoundedAbove = true

    /// The bins of [0, 1], those of the softmax: the last ends at 1 or has 1 inside.
    static func unit(size: Double) -> BinRange { BinRange(bins: 0...Int((1 / size - 1e-9).rounded(.up)) - 1) }

    /// The bins of [-1, 1], those of tanh.
    static func symmetric(size: Double) -> BinRange {
        let highest = unit(size: size).bins.upperBound
        return BinRange(bins: -highest - 1...highest)
    }

    /// The bins of a layer: all between the bounds of its activation function; for ReLU, those from 0 to the highest that is filled.
    /// - Parameter codes: the bins of its activations at every epoch that is to be compared.
    static func of(_ architecture: Architecture, _ layer: Int, size: Double, codes: [[Int32]]) -> BinRange {
        guard layer < architecture.hidden.count else { return .unit(size: size) }
        switch architecture.activation(layer) {
        case .tanh: return .symmetric(size: size)
        case .relu: return BinRange(bins: 0...Int(codes.joined().max() ?? 0), isBoundedAbove: false)
        case .sigmoid, .identity: preconditionFailure("no network of this paper has \(architecture.activation(layer)) units")
        }
    }
}

/// How many of a layer's activations, all units of all samples, fall into each bin.
///
/// An empty bin is one of the range without any activation. Source: "Revisiting the Information Plane", Section 2.3, figure 5.
struct BinHistogram: Equatable {
    var range: BinRange
    /// One count a bin of the range, from the lowest up.
    var counts: [Int]

    /// Bins with at least one activation.
    var filledBins: Int { counts.count { $0 > 0 } }
    /// The same, the first and the last bin left out.
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

extension BinHistogram {
    /// - Parameter codes: the activations' bins. What lies outside the range counts to the bin at that end: where the size divides 1, an
    ///   activation of exactly 1 belongs to the bin that ends there.
    init(codes: [Int32], range: BinRange) {
        self.init(range: range, counts: .init(repeating: 0, count: range.bins.count))
        for code in codes {
            counts[min(max(Int(code), range.bins.lowerBound), range.bins.upperBound) - range.bins.lowerBound] += 1
        }
    }
}
