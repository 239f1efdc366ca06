import Datasets
import Foundation
import Networks

/// A network in double precision, written as the textbook has it: the oracle of losses and gradients.
struct NaiveNetwork {
    let architecture: Architecture
    /// Per layer: outputs x inputs, then biases.
    var parameters: [[Double]]

    init(_ architecture: Architecture, _ weights: Weights) {
        self.architecture = architecture
        parameters = weights.layers.map { $0.matrix.values.map(Double.init) + $0.biases.map(Double.init) }
    }

    static func activate(_ x: Double, _ activation: Activation) -> Double {
        switch activation {
        case .identity: x
        case .tanh: tanh(x)
        case .relu: max(x, 0)
        case .sigmoid: 1 / (1 + exp(-x))
        }
    }

    /// Every layer's activations for one sample; logits last.
    func layers(_ sample: ArraySlice<Float>) -> [[Double]] {
        var values = sample.map(Double.init)
        var layers: [[Double]] = []
        for index in 0..<architecture.layerCount {
            let inputs = values
            let (units, fanIn) = (architecture.units(index), architecture.fanIn(index))
            values = (0..<units).map { unit in
                var sum = parameters[index][units * fanIn + unit]
                for k in 0..<fanIn { sum += parameters[index][unit * fanIn + k] * inputs[k] }
                return Self.activate(sum, architecture.activation(index))
            }
            layers.append(values)
        }
        return layers
    }

    /// The mean cross-entropy in nats.
    func loss(_ samples: LabelledSamples) -> Double {
        var total = 0.0
        for index in 0..<samples.count {
            let logits = layers(samples.features[index * samples.width..<(index + 1) * samples.width]).last ?? []
            let largest = logits.max() ?? 0
            total += log(logits.reduce(0) { $0 + exp($1 - largest) }) - (logits[Int(samples.labels[index])] - largest)
        }
        return total / Double(samples.count)
    }
}
