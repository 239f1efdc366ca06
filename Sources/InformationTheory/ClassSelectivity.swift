import NumericCore

/// How much more active a unit is for one class than for the rest: (µmax - µrest) / (µmax + µrest).
///
/// µmax is the largest of the classes' mean activities. 0 for a unit of the same mean in all classes, 1 for one that is active in one
/// class only; within 0...1 for activities that are nowhere negative. Source: "On the importance of single directions for
/// generalization", Section 2.3, equation 1.
public struct ClassSelectivity: Sendable, Equatable {
    /// What µrest is the mean of; the same for classes of equal size.
    public enum Rest: String, Sendable, Hashable, Codable, CaseIterable {
        /// The means of the other classes, each class with the same weight: the paper's.
        case otherClasses
        /// The samples of all other classes, each sample with the same weight.
        case otherSamples
    }

    /// nil where µmax + µrest is 0, as for a unit that never fires: the definition gives no value.
    public var index: Double?
    /// The class of µmax, the first of equals.
    public var preferredClass: Int
    public var largestMean: Double
    public var restMean: Double

    public init(index: Double?, preferredClass: Int, largestMean: Double, restMean: Double) {
        self.index = index
        self.preferredClass = preferredClass
        self.largestMean = largestMean
        self.restMean = restMean
    }

    /// Every unit's selectivity. Classes without samples count nowhere; at least two have some.
    /// - Parameters:
    ///   - activations: units x samples.
    ///   - labels: a class for each sample.
    public static func of(activations: Matrix<Float>, labels: [UInt16], rest: Rest = .otherClasses) -> [ClassSelectivity] {
        precondition(activations.columns == labels.count, "\(activations.columns) samples have \(labels.count) labels")
        let classes = 1 + Int(labels.max() ?? 0)
        var counts = [Int](repeating: 0, count: classes)
        for label in labels { counts[Int(label)] += 1 }
        return (0..<activations.rows).map { unit in
            var sums = [Double](repeating: 0, count: classes)
            for (value, label) in zip(activations.row(unit), labels) { sums[Int(label)] += Double(value) }
            return ClassSelectivity(sums: sums, counts: counts, rest: rest)
        }
    }

    /// From a unit's activity summed over each class; for samples that come in portions.
    /// - Parameters:
    ///   - sums: a class each.
    ///   - counts: the samples of each class. Classes without samples count nowhere; at least two have some.
    ///   - scale: what the sums were divided by, a power of two: that of activities whose sums would be no numbers any more. No activity
    ///     times the number of samples is greater than the greatest number times the scale.
    package init(sums: some RandomAccessCollection<Double>, counts: [Int], rest: Rest, scale: Double = 1) {
        precondition(sums.count == counts.count, "the sums of \(sums.count) classes, the samples of \(counts.count)")
        func sum(_ label: Int) -> Double { sums[sums.index(sums.startIndex, offsetBy: label)] }
        func mean(_ label: Int) -> Double { sum(label) / Double(counts[label]) }
        let classes = counts.indices.filter { counts[$0] > 0 }
        precondition(classes.count > 1, "selectivity among \(classes.count) classes")
        let preferred = classes.dropFirst().reduce(classes[0]) { mean($1) > mean($0) ? $1 : $0 }
        let others = classes.filter { $0 != preferred }
        let restMean =
            switch rest {
            case .otherClasses: others.reduce(0) { $0 + mean($1) } / Double(others.count)
            case .otherSamples: others.reduce(0) { $0 + sum($1) } / Double(counts.reduce(0, +) - counts[preferred])
            }
        let total = mean(preferred) + restMean
        // A mean is no greater than the greatest value that it is of, but for its rounding.
        func unscaled(_ mean: Double) -> Double {
            min(max(mean * scale, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
        }
        self.init(
            index: total == 0 ? nil : (mean(preferred) - restMean) / total, preferredClass: preferred,
            largestMean: unscaled(mean(preferred)), restMean: unscaled(restMean))
    }
}
