import NumericCore

/// How well one variable singles out one value of another: the largest specific information, in bits.
///
/// Source: "Understanding Neural Networks and Individual Neuron Importance via Information-Ordered Cumulative Ablation", Section IV,
/// equation 5: max over y of D(P(T|Y=y) || P(T)). It is no less than I(T;Y), the mean of what it is the maximum of, and 0 exactly where
/// I(T;Y) is.
public struct KLSelectivity<Label: Hashable & Comparable & Sendable>: Sendable, Equatable {
    /// In bits.
    public var value: Double
    /// The label that it is attained at, the first in ascending order of equals.
    public var label: Label

    public init(value: Double, label: Label) {
        self.value = value
        self.label = label
    }

    /// From the symbols and labels of the same samples, at least one.
    public init(of t: [some Hashable], labels: [Label]) {
        let spectrum = Self.spectrum(of: t, labels: labels)
        guard let first = spectrum.first else { preconditionFailure("the selectivity for no samples was asked for") }
        self = spectrum.dropFirst().reduce(first) { $1.value > $0.value ? $1 : $0 }
    }

    /// The specific information D(P(T|Y=y) || P(T)) of every label that occurs, labels ascending; the plug-in estimate, in bits.
    public static func spectrum(of t: [some Hashable], labels: [Label]) -> [KLSelectivity] {
        precondition(t.count == labels.count, "\(t.count) symbols have \(labels.count) labels")
        let symbols = SymbolCounts(t)
        let classes = Set(labels).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
        var cells = [[Int: Int]](repeating: [:], count: classes.count)
        for (symbol, label) in zip(symbols.numbers, labels) { cells[places[label]!][symbol, default: 0] += 1 }
        return zip(classes, cells).map { label, cells in
            // Sorted, so that the sum does not depend on the order of the samples.
            let pairs = cells.map { (joint: $0.value, single: symbols.counts[$0.key]) }.sorted { $0 < $1 }
            let owners = pairs.reduce(0) { $0 + $1.joint }
            return KLSelectivity(value: specificInformation(pairs, of: owners, samples: t.count), label: label)
        }
    }
}

/// D(P(T|Y=y) || P(T)) in bits from counts: the sum over t of n(t,y) / n(y) log2(n(t,y) N / (n(y) n(t))), never below 0.
///
/// The ratio is 1 exactly, and its logarithm 0, wherever t tells nothing of y.
/// - Parameters:
///   - cells: for each t its samples with the label and its samples in all; cells without samples add nothing.
///   - owners: the samples with the label, at least one.
func specificInformation(_ cells: some Sequence<(joint: Int, single: Int)>, of owners: Int, samples: Int) -> Double {
    var sum = 0.0
    for (joint, single) in cells where joint > 0 {
        let ratio = (Double(joint) * Double(samples)) / (Double(owners) * Double(single))
        sum += Double(joint) * DeterministicMath.log2(ratio)
    }
    return max(0, sum / Double(owners))
}
