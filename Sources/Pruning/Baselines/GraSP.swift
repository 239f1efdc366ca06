import Datasets
import Networks

/// Gradient signal preservation (Wang et al. 2020, "Picking winning tickets before training by preserving gradient flow", and its
/// authors' public code), of nodes instead of weights.
///
/// H g is the Hessian's product with the gradient g of the mean cross-entropy, over all weights: half the derivative of |g|^2. The method
/// removes the weights of the largest -w (H g). For nodes the magnitudes |w (H g)| of the incoming weights are added (Westphal et al.
/// 2024, section 5: their L1 norm), so that the sign is lost, and the least are removed (chosen). One shot; batch normalisation goes by
/// its running statistics (chosen). The authors' code takes 25 samples of each class of ten (`firstOfEachClass`).
public struct GraSP: Sendable {
    /// What logits are divided by, in the authors' code.
    public static let temperature = 200.0

    public let structures: Structures

    public init(_ structures: Structures) { self.structures = structures }

    /// w (H g) of every weight; 0 of biases and normalisations, which H and g leave out.
    /// - Parameter checkCancellation: called before every eighth sample; what it throws ends the work.
    public func products(
        _ weights: Weights, on samples: LabelledSamples, checkCancellation: () throws -> Void
    ) rethrows -> Curvature.Numbers {
        let numbers = Curvature.numbers(weights)
        let curvature = Curvature(structures.architecture)
        var direction = try curvature.gradient(
            numbers, on: samples, temperature: Self.temperature, checkCancellation: checkCancellation)
        let isWeight = weights.layout.entries.map { $0.name.hasSuffix(".weights") }
        for entry in direction.indices where !isWeight[entry] { direction[entry] = direction[entry].map { _ in 0 } }
        let product = try curvature.product(
            numbers, direction: direction, on: samples, temperature: Self.temperature, checkCancellation: checkCancellation
        ).product
        return numbers.indices.map { entry in
            isWeight[entry] ? zip(numbers[entry], product[entry]).map { $0 * $1 } : numbers[entry].map { _ in 0 }
        }
    }

    /// The sum of |w (H g)| over each node's incoming weights.
    /// - Parameter checkCancellation: called before every eighth sample; what it throws ends the work.
    public func scores(
        _ weights: Weights, on samples: LabelledSamples, checkCancellation: () throws -> Void
    ) rethrows -> NodeScores {
        let products = try products(weights, on: samples, checkCancellation: checkCancellation)
        return structures.sums(of: products.map { $0.map { abs($0) } })
    }
}
