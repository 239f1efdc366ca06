import SampleStatistics

/// How sure one must be that a node carries information for it to stay (Westphal et al. 2024, 4.2.2 and appendix D.1).
public enum Confidence {
    /// The paper has 20 values from a lowest one upwards, which near certainty at a decreasing rate; its formula is lost. Chosen:
    /// 1 - 0.5 * 0.6^i, what is missing to 1 in two digits.
    public static let levels: [Double] = [
        0.5, 0.7, 0.82, 0.89, 0.935, 0.961, 0.977, 0.986, 0.9916, 0.995, 0.997, 0.9982, 0.9989, 0.99935, 0.99961, 0.99976, 0.99986,
        0.999915, 0.999949, 0.99997,
    ]

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
