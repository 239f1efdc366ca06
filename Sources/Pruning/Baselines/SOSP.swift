import Datasets
import Networks

/// Second-order structured pruning with one Hessian product (SOSP-H, Nonnenmacher et al. 2022, section 3.2).
///
/// With theta_s the weights and bias of node s, g the gradient and H the Hessian of the mean cross-entropy, a node's score is
/// |theta_s . g| + 1/2 |theta_s . H theta_struc|, where theta_struc is the sum of all theta_s. H is the true Hessian; the Gauss-Newton form
/// is that of the paper's other method. Batch normalisation goes by its running statistics (chosen).
public struct SOSP: Sendable {
    public let structures: Structures

    public init(_ structures: Structures) { self.structures = structures }

    /// - Parameters:
    ///   - samples: 1,000 training images are chosen.
    ///   - checkCancellation: called before every eighth sample; what it throws ends the work.
    public func scores(
        _ weights: Weights, on samples: LabelledSamples, checkCancellation: () throws -> Void
    ) rethrows -> NodeScores {
        let numbers = Curvature.numbers(weights)
        var all = numbers.map { $0.map { _ in 0.0 } }
        for layer in structures.layers {
            for entry in [structures.weights(layer), structures.biases(layer)].compactMap(\.self) { all[entry] = numbers[entry] }
        }
        let (gradient, product) = try Curvature(structures.architecture).product(
            numbers, direction: all, on: samples, checkCancellation: checkCancellation)
        return NodeScores(
            structures.layers.map { layer in
                (0..<layer.count).map { node in
                    func inner(_ other: Curvature.Numbers) -> Double {
                        var sum = 0.0
                        let entry = structures.weights(layer)
                        for place in structures.incoming(node, of: layer) { sum += numbers[entry][place] * other[entry][place] }
                        if let biases = structures.biases(layer) { sum += numbers[biases][node] * other[biases][node] }
                        return sum
                    }
                    return abs(inner(gradient)) + abs(inner(product)) / 2
                }
            })
    }
}
