import Experiments

/// Mean and standard deviation of every hidden unit's activation over some samples, and how often it is active; of a feature map over its
/// positions too.
struct UnitMoments: Sendable {
    /// [layer][unit]; of a map each position's, row by row ("calculated independently for each element", Appendix A.1).
    let means: [[Float]]
    /// [layer][unit], of the divisor n.
    let deviations: [[Float]]
    /// [layer][unit]: the share of samples, and positions, with an activation above 0.
    let activeShares: [[Double]]

    /// - Parameters:
    ///   - samples: at least one; for the paper's perturbations the whole training set (Section 2.2).
    ///   - checkCancellation: called for each block of samples.
    init(
        _ weights: Weights, of architecture: Architecture, on samples: LabelledSamples, checkCancellation: () throws -> Void
    ) rethrows {
        precondition(samples.count > 0, "moments over no samples")
        let reader = ActivationReader(architecture)
        let hidden = Array(architecture.hidden.indices)
        // Of each value its activations' sum, their squares' sum, and how many are above 0.
        typealias Sums = (sum: Double, square: Double, active: Int)
        var sums = hidden.map { [Sums](repeating: (0, 0, 0), count: architecture.shape(ofLayer: $0).count) }
        for range in samples.portions(of: architecture.portion) {
            try checkCancellation()
            let layers = reader.read(weights, on: samples, layers: hidden, range: range)
            for (layer, activations) in layers.enumerated() {
                for place in 0..<activations.rows {
                    var (sum, square, active) = (0.0, 0.0, 0)
                    for value in activations.row(place) {
                        sum += Double(value)
                        square += Double(value) * Double(value)
                        if value > 0 { active += 1 }
                    }
                    let before = sums[layer][place]
                    sums[layer][place] = (before.sum + sum, before.square + square, before.active + active)
                }
            }
        }
        means = sums.map { $0.map { Float($0.sum / Double(samples.count)) } }
        // Of each unit's positions together.
        let units = zip(hidden, sums).map { layer, sums in
            let positions = sums.count / architecture.units(layer)
            return stride(from: 0, to: sums.count, by: positions).map { first in
                sums[first..<first + positions].reduce((sum: 0.0, square: 0.0, active: 0)) {
                    ($0.sum + $1.sum, $0.square + $1.square, $0.active + $1.active)
                }
            }
        }
        let counts = hidden.map { Double(samples.count * architecture.shape(ofLayer: $0).count / architecture.units($0)) }
        deviations = zip(units, counts).map { units, count in
            units.map { Float(max(0, $0.square / count - ($0.sum / count) * ($0.sum / count)).squareRoot()) }
        }
        activeShares = zip(units, counts).map { units, count in units.map { Double($0.active) / count } }
    }
}

extension Architecture {
    /// The hidden layers whose units are the network's own: all of a fully connected one; of a network of maps those of maps, without
    /// the means of the last maps, which are its output layer's inputs.
    var unitLayers: [Int] { hidden.indices.filter { isFullyConnected || !shape(ofLayer: $0).isFlat } }

    /// Samples between two questions for cancellation: fewer where each takes longer.
    var portion: Int { isFullyConnected ? 1024 : 64 }
}
