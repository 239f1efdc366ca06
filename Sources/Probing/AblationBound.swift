import CKernels
import Networks
import NumericCore

/// How far the logits of corrected sums can lie from those of a full pass.
///
/// Let u = 2^-24, and let layer k take n inputs x with |x| <= M. Whatever units of the lower layers are ablated, every partial sum of
/// its chain stays within T = |b| + |W| M. A chain of n + 1 roundings errs by at most (n + 1) u T (to first order); a sum corrected once
/// for each of at most n inputs errs by that much, and by 3 u T for each correction (the change's rounding and the fused
/// multiply-add's). So two such sums of the same inputs differ by less than (4 n + 16) u T, and where the inputs differ by up to E', by
/// |W| E' more. Activations have slopes of at most 1; tanh and the logistic function add their own error, below 1e-6. Batch
/// normalisation multiplies by its factor and adds a few roundings. M, T and E are carried up from the lowest ablated layer, where E is
/// 0, for each sample by itself. Two logits may each be off by E, so a lead of more than 2 E is certain.
final class AblationBound {
    private let architecture: Architecture
    private let lowest: Int
    /// Of absolute weights and biases of 0.
    private let absolute: Machine
    private let biases: [[Float]]
    /// Factor, mean and shift of each unit's normalisation, absolute; nil where there is none.
    private let normalisations: [[(factor: Float, mean: Float, shift: Float)]?]
    /// The largest magnitude of a replacement in each unit.
    private let replacements: [[Float]]
    private let magnitudes: [FloatBuffer]
    private let errors: [FloatBuffer]

    init(
        _ architecture: Architecture, _ weights: Weights, kernels: KernelSet, lowest: Int, replacement: Ablation.Replacement,
        capacity: Int
    ) {
        self.architecture = architecture
        self.lowest = lowest
        let layers = weights.layers
        var magnitudes = weights
        magnitudes.layers = layers.map { layer in
            var layer = layer
            layer.matrix = Matrix(
                rows: layer.matrix.rows, columns: layer.matrix.columns, values: layer.matrix.values.map { abs($0) })
            layer.biases = [Float](repeating: 0, count: layer.biases.count)
            return layer
        }
        absolute = Machine(Plan(architecture), magnitudes, kernels: kernels, capacity: 8)
        biases = layers.map { $0.biases.map { abs($0) } }
        normalisations = layers.map { layer in
            layer.normalisation.map { values in
                values.scale.indices.map { unit in
                    let deviation = (values.variance[unit] + 1e-5).squareRoot()
                    return (abs(values.scale[unit]) / deviation * 1.0001, abs(values.mean[unit]), abs(values.shift[unit]))
                }
            }
        }
        replacements = architecture.hidden.indices.map { layer in
            (0..<architecture.units(layer)).map { abs(replacement.value(.init(layer: layer, unit: $0))) }
        }
        let widths = (0..<architecture.layerCount).map { padded(architecture.units($0), to: 4) }
        self.magnitudes = widths.map { FloatBuffer($0 * capacity) }
        errors = widths.map { FloatBuffer($0 * capacity) }
    }

    /// The lead that each sample's largest logit needs.
    /// - Parameter activations: those of the lowest ablated layer, none of them replaced.
    func tolerances(_ activations: UnsafePointer<Float>, lanes: Int, into tolerances: inout [Float]) {
        let pitch = 8 * lanes
        for unit in 0..<architecture.units(lowest) {
            for place in unit * pitch..<(unit + 1) * pitch {
                magnitudes[lowest].base[place] = max(abs(activations[place]), replacements[lowest][unit])
                errors[lowest].base[place] = 0
            }
        }
        for layer in lowest + 1..<architecture.layerCount { carry(to: layer, pitch: pitch) }
        let last = errors[architecture.layerCount - 1].base
        for sample in 0..<pitch {
            var largest: Float = 0
            for unit in 0..<architecture.classes { largest = max(largest, last[unit * pitch + sample]) }
            // The bound's own sums are rounded too.
            tolerances[sample] = 2.01 * largest
        }
    }

    private func carry(to layer: Int, pitch: Int) {
        var kernel = absolute.dense(layer)
        let kernels = absolute.kernels.pointee
        let magnitude = magnitudes[layer].base
        let error = errors[layer].base
        kernels.forward(&kernel, magnitudes[layer - 1].base, magnitude, pitch / 8, refigure_identity)
        kernels.forward(&kernel, errors[layer - 1].base, error, pitch / 8, refigure_identity)
        let roundings = Float(4 * architecture.fanIn(layer) + 16) * 0x1p-24
        let activation = architecture.activation(layer)
        let isBounded = activation == .tanh || activation == .sigmoid
        for unit in 0..<architecture.units(layer) {
            let normalisation = normalisations[layer]?[unit]
            let least = layer < architecture.hidden.count ? replacements[layer][unit] : 0
            for place in unit * pitch..<(unit + 1) * pitch {
                var sum = magnitude[place] + biases[layer][unit]
                var off = error[place] + roundings * sum
                if let normalisation {
                    sum = normalisation.factor * (sum + normalisation.mean) + normalisation.shift
                    off = normalisation.factor * off + 8 * 0x1p-24 * sum
                }
                error[place] = isBounded ? off + 1e-6 : off
                magnitude[place] = max(isBounded ? 1 : sum, least)
            }
        }
    }
}
