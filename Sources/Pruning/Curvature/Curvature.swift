import Datasets
import Networks

/// First and second derivatives of a classifier's loss by its parameters, in double precision.
///
/// The Hessian's products are exact: the gradient is computed with numbers that carry their derivatives along the direction (Pearlmutter
/// 1994, "Fast exact multiplication by the Hessian"). Batch normalisation goes by its running statistics; the statistics themselves are
/// no parameters here and have a gradient of 0. The slope of a ReLU at 0 is 0.
public struct Curvature: Sendable {
    /// A number for each parameter, entry by entry of the layout.
    public typealias Numbers = [[Double]]

    public let architecture: Architecture
    /// By node of the graph, whether each channel is kept there; no entry: all are.
    private let kept: [Int: [Bool]]

    public init(_ architecture: Architecture) {
        self.architecture = architecture
        kept = [:]
    }

    /// - Parameter mask: removed nodes are 0 where their layers end.
    public init(_ structures: Structures, keeping mask: Mask) {
        precondition(mask.fits(structures), "a mask of another network than \(structures.architecture)")
        architecture = structures.architecture
        kept = Dictionary(uniqueKeysWithValues: zip(structures.layers, mask.kept).map { ($0.end, $1) })
    }

    /// The gradient of the mean cross-entropy.
    /// - Parameter temperature: what the logits are divided by.
    public func gradient(_ weights: Weights, on samples: LabelledSamples, temperature: Double = 1) -> Numbers {
        gradient(Self.numbers(weights), on: samples, temperature: temperature) {}
    }

    /// The gradient at parameters in double precision.
    /// - Parameter checkCancellation: called before every eighth sample; what it throws ends the work.
    public func gradient(
        _ parameters: Numbers, on samples: LabelledSamples, temperature: Double = 1, checkCancellation: () throws -> Void
    ) rethrows -> Numbers {
        var pass = DoublePass<Octet>(architecture, parameters.map { $0.map { Single($0) } }, keeping: kept)
        try run(&pass, samples, temperature, checkCancellation)
        return pass.gradient.map { $0.map { $0.value } }
    }

    /// The gradient of the mean cross-entropy, and the product of its Hessian with a direction.
    public func product(
        _ parameters: Numbers, direction: Numbers, on samples: LabelledSamples, temperature: Double = 1,
        checkCancellation: () throws -> Void
    ) rethrows -> (gradient: Numbers, product: Numbers) {
        precondition(direction.map(\.count) == parameters.map(\.count), "a direction of other parameters")
        let duals = zip(parameters, direction).map { zip($0, $1).map { Dual(Single($0), Single($1)) } }
        var pass = DoublePass<Dual<Octet>>(architecture, duals, keeping: kept)
        try run(&pass, samples, temperature, checkCancellation)
        return (pass.gradient.map { $0.map { $0.value.value } }, pass.gradient.map { $0.map { $0.tangent.value } })
    }

    /// The gradient of the sum of all outputs for inputs of ones.
    func gradientOfOutputs(_ parameters: Numbers) -> Numbers {
        var pass = DoublePass<Single>(architecture, parameters.map { $0.map { Single($0) } }, keeping: kept)
        pass.run(Array(repeating: .one, count: architecture.inputs)) { $0.map { _ in .one } }
        return pass.gradient.map { $0.map { $0.value } }
    }

    public static func numbers(_ weights: Weights) -> Numbers { weights.values.map { $0.map(Double.init) } }

    private func run<L: Lanes>(
        _ pass: inout DoublePass<L>, _ samples: LabelledSamples, _ temperature: Double, _ checkCancellation: () throws -> Void
    ) rethrows {
        precondition(
            samples.width == architecture.inputs && samples.classes == architecture.classes && samples.count > 0,
            "\(samples.count) samples of \(samples.width) features for a network of \(architecture)")
        let shape = architecture.input
        let positions = shape.rows * shape.columns
        for first in stride(from: 0, to: samples.count, by: L.count) {
            try checkCancellation()
            let batch = first..<min(first + L.count, samples.count)
            let input = (0..<shape.count).map { place in
                let feature = place % shape.channels * positions + place / shape.channels
                return L(batch.map { Double(samples.features[$0 * samples.width + feature]) })
            }
            // Samples that only fill the lanes weigh nothing.
            let weight = L(batch.map { _ in 1 / (Double(samples.count) * temperature) })
            pass.run(input) { outputs in
                let scaled = outputs.map { $0.times(L.Scalar(all: 1 / temperature)) }
                let most = L.greatest(of: scaled).constant
                let powers = scaled.map { ($0 - most).exponential }
                let total = powers.dropFirst().reduce(powers[0], +)
                return powers.indices.map { output in
                    let isLabel = L(batch.map { Int(samples.labels[$0]) == output ? 1 : 0 })
                    return (powers[output] / total - isLabel) * weight
                }
            }
        }
    }
}
