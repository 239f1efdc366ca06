import NumericCore

/// What a layer with noise tells of the input and of the label, from the distances between the samples' activations, in bits.
public struct NoisyLayerInformation: Sendable, Equatable {
    /// One estimate of both.
    public struct Estimate: Sendable, Equatable {
        /// I(X;T).
        public var withInput: Double
        /// I(T;Y) = H(T) - H(T|Y), both entropies by the same estimate.
        public var withLabel: Double

        public init(withInput: Double, withLabel: Double) {
            self.withInput = withInput
            self.withLabel = withLabel
        }
    }

    /// From Bhattacharyya distances. `withInput` is a lower bound of I(X;T). `withLabel` bounds nothing: it is the difference of
    /// two lower bounds, and may fall below 0.
    public var lower: Estimate
    /// From Kullback-Leibler divergences. `withInput` is an upper bound of I(X;T). `withLabel` bounds nothing: it is the difference
    /// of two upper bounds.
    public var upper: Estimate
    /// Between what I(T;Y) certainly lies: from the lower bound of H(T) less the upper one of H(T|Y), at least 0, to the upper
    /// bound of H(T) less the lower one of H(T|Y), at most H(Y) and the upper bound of I(X;T).
    public var withLabelBounds: ClosedRange<Double>

    public init(lower: Estimate, upper: Estimate, withLabelBounds: ClosedRange<Double>) {
        self.lower = lower
        self.upper = upper
        self.withLabelBounds = withLabelBounds
    }
}

/// Measures layers whose activations bear Gaussian noise, by pairwise-distance bounds of a mixture's entropy.
///
/// The layer is T = t(X) + N(0, v) in each unit; with N equally likely inputs it is a mixture of N Gaussians, one about each
/// sample's activations. Given X only the noise is left, H(T|X) = d/2 log2(2 pi e v) for d units. With the squared distances D_ij
/// of activations,
///
///     H(T) = H(T|X) - 1/N sum_i log2 (1/N sum_j exp(-D_ij / (c v)))
///
/// is an upper bound for c = 2 (Kullback-Leibler divergences) and a lower one for c = 8 (Bhattacharyya distances), so I(X;T) = H(T)
/// - H(T|X) is bounded by the sums alone, from 0 (all samples alike) to log2 N (all far apart). H(T|Y) is the classes' mean of the
/// same. The noise is the measure's, not the network's.
///
/// Source: Kolchinsky and Tracey (2017), "Estimating mixture entropy with pairwise distances", Entropy 19, section 4; on layers: Saxe et
/// al. (2018), "On the information bottleneck theory of deep learning".
public struct PairwiseDistanceEntropy: Sendable {
    private let labels: [UInt16]
    private let kernelSums: GaussianKernelSums
    /// exp(-D scale) is the wide kernel, of the lower bound.
    private let scale: Float
    private let logOfSamples: Double
    /// H(Y) of the labels, in bits.
    public let labelEntropy: Double

    /// - Parameters:
    ///   - labels: a class in 0..<classes for each sample.
    ///   - noiseVariance: v, in squared units of activation.
    public init(labels: [UInt16], classes: Int, noiseVariance: Double) {
        precondition(!labels.isEmpty, "no samples to measure on")
        precondition(labels.allSatisfy { Int($0) < classes }, "a label is not below \(classes)")
        precondition(
            noiseVariance > 0 && Float(1 / (8 * noiseVariance)).isNormal,
            "a noise's variance must be positive, not \(noiseVariance)")
        self.labels = labels
        kernelSums = GaussianKernelSums(labels: labels, classes: classes)
        scale = Float(1 / (8 * noiseVariance))
        logOfSamples = DeterministicMath.log2(Double(labels.count))
        labelEntropy = Entropy.of(labels)
    }

    /// Measures one layer; its time grows with the square of the number of samples.
    /// - Parameter activations: unit-major, units x samples, each a finite number.
    public func measure(_ activations: [Float], units: Int) -> NoisyLayerInformation {
        let samples = labels.count
        precondition(
            units > 0 && activations.count == units * samples, "\(activations.count) activations are not \(units) x \(samples)")
        precondition(activations.allSatisfy(\.isFinite), "an activation is not a finite number")
        let sums = kernelSums.sums(of: activations, units: units, scale: scale)
        let (wide, wideInClass) = meanLogs(sums.wide)
        let (narrow, narrowInClass) = meanLogs(sums.narrow)
        // The logarithms of N and of the classes' sizes amount to H(Y).
        func withInput(_ meanLog: Double) -> Double { max(0, logOfSamples - meanLog) }
        let upper = withInput(narrow)
        let least = max(0, labelEntropy - wide + narrowInClass)
        let greatest = min(labelEntropy, upper, labelEntropy - narrow + wideInClass)
        return NoisyLayerInformation(
            lower: .init(withInput: withInput(wide), withLabel: labelEntropy - wide + wideInClass),
            upper: .init(withInput: upper, withLabel: labelEntropy - narrow + narrowInClass),
            withLabelBounds: min(least, greatest)...max(least, greatest))
    }

    /// The means over the samples of log2 of a sample's kernel sum: over all samples, and over those of its own class.
    private func meanLogs(_ sums: [Float]) -> (all: Double, inClass: Double) {
        let samples = labels.count
        var (all, inClass) = (0.0, 0.0)
        for (sample, label) in labels.enumerated() {
            var sum = 0.0
            for first in stride(from: 0, to: sums.count, by: samples) { sum += Double(sums[first + sample]) }
            all += DeterministicMath.log2(sum)
            inClass += DeterministicMath.log2(Double(sums[Int(label) * samples + sample]))
        }
        return (all / Double(samples), inClass / Double(samples))
    }
}
