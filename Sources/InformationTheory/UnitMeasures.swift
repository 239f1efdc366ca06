import NumericCore

/// How much one unit's quantised output varies, tells of the class and singles out a class.
///
/// Source: "Understanding Neural Networks and Individual Neuron Importance via Information-Ordered Cumulative Ablation", Section IV,
/// equations 3 to 5, on the frequencies of equation 2.
public struct UnitMeasures: Sendable, Equatable {
    /// H(T), in bits.
    public var entropy: Double
    /// I(T;Y), in bits.
    public var mutualInformation: Double
    /// max over y of D(P(T|Y=y) || P(T)), in bits; no less than the mutual information.
    public var klSelectivity: Double
    /// The class at which the selectivity is attained, the first of equals.
    public var selectiveClass: Int
    /// The share of samples above the (lowest) threshold: on which the unit is active.
    public var activeShare: Double

    public init(entropy: Double, mutualInformation: Double, klSelectivity: Double, selectiveClass: Int, activeShare: Double) {
        self.entropy = entropy
        self.mutualInformation = mutualInformation
        self.klSelectivity = klSelectivity
        self.selectiveClass = selectiveClass
        self.activeShare = activeShare
    }

    /// Active on no sample.
    public var isDead: Bool { activeShare == 0 }
    /// Active on every sample: its quantised output has no entropy, whatever it does.
    public var isAlwaysActive: Bool { activeShare == 1 }

    /// The measures of every unit, outputs quantised to one bit: active where above the threshold.
    /// - Parameters:
    ///   - activations: units x samples.
    ///   - labels: a class in 0..<classes for each sample.
    ///   - threshold: 0 for ReLU, 0.5 for sigmoid units (Section V).
    public static func of(activations: Matrix<Float>, labels: [UInt16], classes: Int, threshold: Float) -> [UnitMeasures] {
        of(activations: activations, labels: labels, classes: classes, thresholds: [threshold])
    }

    /// The same with outputs quantised to one symbol more than there are thresholds: how many of them lie below the output.
    /// - Parameter thresholds: ascending, at least one.
    public static func of(activations: Matrix<Float>, labels: [UInt16], classes: Int, thresholds: [Float]) -> [UnitMeasures] {
        var counts = UnitCounts(units: activations.rows, classes: classes, thresholds: thresholds)
        counts.add(activations, labels: labels)
        return counts.measures
    }
}

extension UnitMeasures {
    /// From how often each symbol occurs and meets each class.
    /// - Parameters:
    ///   - singles: how often each symbol occurs, symbols ascending.
    ///   - lowest: the samples of the symbol that stands for inactive.
    ///   - classCounts: the samples of each class, `samples` of them together, at least one.
    ///   - pairs: class by class, in each by ascending symbol: how often both occur, and how often the symbol does.
    ///   - starts: where each class's pairs begin; then where the last one's end.
    package init(
        singles: [Int], lowest: Int, classCounts: [Int], samples: Int, pairs: [(joint: Int, single: Int)], starts: [Int]
    ) {
        var entropy = 0.0
        for count in singles where count > 0 {
            let share = Double(count) / Double(samples)
            entropy -= share * DeterministicMath.log2(share)
        }
        // I(T;Y) = sum over y of P(y) D(P(T|Y=y) || P(T)): no cancellation, and 0 exactly where every divergence is.
        var information = 0.0
        var selectivity = KLSelectivity(value: -1, label: 0)
        for label in classCounts.indices where classCounts[label] > 0 {
            let specific = specificInformation(pairs[starts[label]..<starts[label + 1]], of: classCounts[label], samples: samples)
            information += Double(classCounts[label]) / Double(samples) * specific
            if specific > selectivity.value { selectivity = KLSelectivity(value: specific, label: label) }
        }
        self.init(
            entropy: max(0, entropy), mutualInformation: information, klSelectivity: selectivity.value,
            selectiveClass: selectivity.label, activeShare: Double(samples - lowest) / Double(samples))
    }
}
