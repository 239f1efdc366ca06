import Datasets
import Foundation
import Networks

/// A network in double precision, written as the textbook has it: the oracle of losses and gradients.
struct NaiveNetwork {
    /// A layer's parameters; scale and shift are those of batch normalisation.
    struct Layer {
        var weights: [Double]
        var biases: [Double]
        var scale: [Double]?
        var shift: [Double]?

        /// Every trained parameter, for loops over all of them.
        static var parts: [WritableKeyPath<Layer, [Double]>] { [\.weights, \.biases, \.scaleOrNone, \.shiftOrNone] }
        private var scaleOrNone: [Double] {
            get { scale ?? [] }
            set { if scale != nil { scale = newValue } }
        }
        private var shiftOrNone: [Double] {
            get { shift ?? [] }
            set { if shift != nil { shift = newValue } }
        }
    }

    let architecture: Architecture
    var layers: [Layer]
    /// What multiplies each hidden layer's activations: layer, then unit, then sample.
    var masks: [[[Double]]] = []
    /// Running mean and variance of each layer, for reading; nil: the batch's own.
    var running: [(mean: [Double], variance: [Double])?]?

    init(_ architecture: Architecture, _ weights: Weights) {
        self.architecture = architecture
        layers = weights.layers.map { layer in
            Layer(
                weights: layer.matrix.values.map(Double.init), biases: layer.biases.map(Double.init),
                scale: layer.normalisation?.scale.map(Double.init), shift: layer.normalisation?.shift.map(Double.init))
        }
    }

    static func activate(_ x: Double, _ activation: Activation) -> Double {
        switch activation {
        case .identity: x
        case .tanh: tanh(x)
        case .relu: max(x, 0)
        case .sigmoid: 1 / (1 + exp(-x))
        }
    }

    /// Every layer's activations, unit by unit, sample by sample; the last are logits.
    func activations(_ samples: LabelledSamples) -> [[[Double]]] {
        var values = (0..<samples.width).map { unit in
            (0..<samples.count).map { Double(samples.features[$0 * samples.width + unit]) }
        }
        var all: [[[Double]]] = []
        for index in 0..<architecture.layerCount {
            let inputs = values
            let layer = layers[index]
            values = (0..<architecture.units(index)).map { unit in
                var sums = (0..<samples.count).map { sample in
                    inputs.indices.reduce(layer.biases[unit]) { $0 + layer.weights[unit * inputs.count + $1] * inputs[$1][sample] }
                }
                if let scale = layer.scale, let shift = layer.shift {
                    let count = Double(samples.count)
                    let given = running?[index].map { ($0.mean[unit], $0.variance[unit]) }
                    let mean = given?.0 ?? sums.reduce(0, +) / count
                    let variance = given?.1 ?? sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
                    sums = sums.map { scale[unit] * ($0 - mean) / (variance + 1e-5).squareRoot() + shift[unit] }
                }
                return sums.enumerated().map { sample, sum in
                    let value = Self.activate(sum, architecture.activation(index))
                    return index < masks.count && !masks[index].isEmpty ? value * masks[index][unit][sample] : value
                }
            }
            all.append(values)
        }
        return all
    }

    /// The mean cross-entropy in nats.
    func loss(_ samples: LabelledSamples) -> Double {
        guard let logits = activations(samples).last else { return .nan }
        var total = 0.0
        for sample in 0..<samples.count {
            let column = logits.map { $0[sample] }
            let largest = column.max() ?? 0
            total += log(column.reduce(0) { $0 + exp($1 - largest) }) - (column[Int(samples.labels[sample])] - largest)
        }
        return total / Double(samples.count)
    }

    /// The loss's derivatives by central differences.
    func gradient(_ samples: LabelledSamples) -> [Layer] {
        var gradient = layers
        for layer in layers.indices {
            for part in Layer.parts {
                for place in layers[layer][keyPath: part].indices {
                    var up = self
                    var down = self
                    up.layers[layer][keyPath: part][place] += 1e-5
                    down.layers[layer][keyPath: part][place] -= 1e-5
                    gradient[layer][keyPath: part][place] = (up.loss(samples) - down.loss(samples)) / 2e-5
                }
            }
        }
        return gradient
    }

    /// The largest difference between corresponding parameters.
    static func distance(_ a: [Layer], _ b: [Layer]) -> Double {
        var largest = 0.0
        for (one, other) in zip(a, b) {
            for part in Layer.parts {
                for (x, y) in zip(one[keyPath: part], other[keyPath: part]) {
                    if !(abs(x - y) <= largest) { largest = abs(x - y) }
                }
            }
        }
        return largest
    }
}
