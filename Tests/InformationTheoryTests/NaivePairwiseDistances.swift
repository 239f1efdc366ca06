import Foundation
import InformationTheory

/// The pairwise-distance estimates written down as they are defined, in double precision: the oracle of the fast ones.
enum NaivePairwiseDistances {
    /// -1/N sum_i log2 (1/N sum_j exp(-|x_i - x_j|^2 / (c v))) over rows of activations.
    static func information(_ rows: [[Float]], c: Double, variance: Double) -> Double {
        let n = Double(rows.count)
        let logs = rows.map { row in
            let kernels = rows.map { other in
                exp(
                    -zip(row, other).reduce(0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }
                        / (c * variance))
            }
            return log2(kernels.reduce(0, +) / n)
        }
        return -logs.reduce(0, +) / n
    }

    /// I(X;T) less the classes' mean of the same, each class on its own.
    static func withLabel(_ rows: [[Float]], labels: [UInt16], c: Double, variance: Double, cInClass: Double? = nil) -> Double {
        let within = Set(labels).sorted().map { label in
            let members = zip(rows, labels).filter { $0.1 == label }.map(\.0)
            return Double(members.count) / Double(rows.count) * information(members, c: cInClass ?? c, variance: variance)
        }
        return information(rows, c: c, variance: variance) - within.reduce(0, +)
    }

    static func measure(_ activations: [Float], units: Int, labels: [UInt16], variance: Double) -> NoisyLayerInformation {
        let samples = labels.count
        let rows = (0..<samples).map { sample in (0..<units).map { activations[$0 * samples + sample] } }
        func estimate(_ c: Double) -> NoisyLayerInformation.Estimate {
            .init(
                withInput: information(rows, c: c, variance: variance),
                withLabel: withLabel(rows, labels: labels, c: c, variance: variance))
        }
        let upper = estimate(2)
        let least = withLabel(rows, labels: labels, c: 8, variance: variance, cInClass: 2)
        let greatest = withLabel(rows, labels: labels, c: 2, variance: variance, cInClass: 8)
        let low = max(0, least)
        return NoisyLayerInformation(
            lower: estimate(8), upper: upper,
            withLabelBounds: low...max(low, min(greatest, upper.withInput, Entropy.of(labels))))
    }
}
