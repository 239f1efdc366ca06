import SampleStatistics

/// How sure one must be that a node carries information for it to stay (Westphal et al. 2024, 4.2.2 and appendix D.1).
public enum Confidence {
    /// The paper has 20 values from a lowest one upwards, which near certainty at a decreasing rate; its formula is lost. Chosen:
    /// 1 - 0.5 * 0.6^i, 0.5 to 0.99997.
    public static let levels: [Double] = (0..<20).map { index in
        1 - 0.5 * (0..<index).reduce(1.0) { product, _ in product * 0.6 }
    }

    /// Whether the mean of the rises is above 0 with so much confidence: mean > quantile * deviation / sqrt(count), by Student's t. Where
    /// all rises are equal, whether they are above 0.
    static func isSure(_ rises: [Double], of confidence: Double) -> Bool {
        let count = Double(rises.count)
        let quantile = quantile(confidence, degrees: count - 1)
        return Statistics.mean(rises) > quantile * Statistics.standardDeviation(rises) / count.squareRoot()
    }

    /// The t that Student's t stays below with that probability, from a half on.
    static func quantile(_ confidence: Double, degrees: Double) -> Double {
        precondition(confidence >= 0.5 && confidence < 1, "a confidence of \(confidence)")
        return confidence == 0.5 ? 0 : SpecialFunctions.studentQuantile(level: 2 * confidence - 1, degrees: degrees)
    }
}
