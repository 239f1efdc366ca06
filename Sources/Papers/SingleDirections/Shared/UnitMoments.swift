import Experiments

/// Mean and standard deviation of every hidden unit's activation over some samples, and how often it is active.
struct UnitMoments: Sendable {
    /// [layer][unit].
    let means: [[Float]]
    /// [layer][unit], of the divisor n.
    let deviations: [[Float]]
    /// [layer][unit]: the share of samples with an activation above 0.
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
        // Of each unit its activations' sum, their squares' sum, and how many are above 0.
        var sums = hidden.map { [(sum: Double, square: Double, active: Int)](repeating: (0, 0, 0), count: architecture.units($0)) }
        for range in samples.portions(of: 1024) {
            try checkCancellation()
            let layers = reader.read(weights, on: samples, layers: hidden, range: range)
            for (layer, activations) in layers.enumerated() {
                for unit in 0..<activations.rows {
                    var (sum, square, active) = (0.0, 0.0, 0)
                    for value in activations.row(unit) {
                        sum += Double(value)
                        square += Double(value) * Double(value)
                        if value > 0 { active += 1 }
                    }
                    let before = sums[layer][unit]
                    sums[layer][unit] = (before.sum + sum, before.square + square, before.active + active)
                }
            }
        }
        let count = Double(samples.count)
        means = sums.map { $0.map { Float($0.sum / count) } }
        deviations = sums.map { $0.map { Float(max(0, $0.square / count - ($0.sum / count) * ($0.sum / count)).squareRoot()) } }
        activeShares = sums.map { $0.map { Double($0.active) / count } }
    }
}
