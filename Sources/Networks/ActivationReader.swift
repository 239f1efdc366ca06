import CKernels
import Datasets
import NumericCore

/// Computes what the units of a network do on given samples; nothing of it is stored.
public struct ActivationReader: Sendable {
    /// Which value of a unit.
    public enum Quantity: Sendable {
        /// After the activation; class probabilities for the output layer.
        case activation
        /// Before the activation; logits for the output layer.
        case preActivation
    }

    public let architecture: Architecture
    public let kernels: KernelSet

    public init(_ architecture: Architecture, kernels: KernelSet = .best) {
        self.architecture = architecture
        self.kernels = kernels
    }

    /// The values of whole layers, each units x samples.
    /// - Parameters:
    ///   - layers: hidden layers from 0, the output layer last; nil: all. The answer is in this order.
    ///   - range: which of the samples; nil: all. With wide layers, take ranges in turn to bound the memory.
    public func read(
        _ weights: Weights, on samples: LabelledSamples, quantity: Quantity = .activation, layers: [Int]? = nil,
        range: Range<Int>? = nil
    ) -> [Matrix<Float>] {
        let wanted = layers ?? Array(0..<architecture.layerCount)
        let range = range ?? 0..<samples.count
        precondition(wanted.allSatisfy { $0 >= 0 && $0 < architecture.layerCount }, "layers \(wanted) of \(architecture)")
        precondition(range.lowerBound >= 0 && range.upperBound <= samples.count, "samples \(range) of \(samples.count)")
        let capacity = min(batchCapacity(architecture), max(range.count, 1))
        let network = Network(architecture, weights, kernels: kernels, capacity: capacity)
        let outputs = wanted.map { FloatBuffer(architecture.units($0) * range.count) }
        let deepest = wanted.max() ?? -1
        for first in stride(from: range.lowerBound, to: range.upperBound, by: network.capacity) {
            let count = min(network.capacity, range.upperBound - first)
            let lanes = Network.lanes(count)
            network.gather(samples, from: first, count: count)
            func copy(_ layer: Int) {
                let source = network.activations[layer].base
                for (place, index) in wanted.enumerated() where index == layer {
                    for unit in 0..<architecture.units(layer) {
                        let target = outputs[place].base + unit * range.count + (first - range.lowerBound)
                        target.update(from: source + unit * 8 * lanes, count: count)
                    }
                }
            }
            for layer in 0..<deepest + 1 {
                if quantity == .preActivation {
                    let activation = architecture.activation(layer).kernel
                    network.preActivate(layer, lanes: lanes)
                    copy(layer)
                    network.kernels.activate(network.activations[layer].base, architecture.units(layer) * lanes, activation)
                } else {
                    network.read(layer, lanes: lanes)
                    if layer == architecture.hidden.count {
                        network.kernels.softmax(network.activations[layer].base, architecture.classes, lanes)
                    }
                    copy(layer)
                }
            }
        }
        return zip(wanted, outputs).map { Matrix(rows: architecture.units($0), columns: range.count, values: $1.values) }
    }

    /// Loss and accuracy on the samples.
    public func score(_ weights: Weights, on samples: LabelledSamples) -> Score {
        Network(architecture, weights, kernels: kernels, capacity: batchCapacity(architecture)).score(samples) {}
    }

    /// Loss and accuracy with normal noise added to hidden activations (Morcos et al. 2018, section 3.1).
    /// - Parameters:
    ///   - deviations: the noise's standard deviation of each unit, for each hidden layer; an empty list adds none to its layer.
    ///   - seed: names the noise: the stream ("activation noise", layer).
    public func score(_ weights: Weights, on samples: LabelledSamples, noise deviations: [[Float]], seed: UInt64) -> Score {
        precondition(
            deviations.count == architecture.hidden.count, "noise for \(deviations.count) of \(architecture.hidden.count) layers")
        let network = Network(architecture, weights, kernels: kernels, capacity: batchCapacity(architecture))
        let keys = deviations.indices.map { layer in
            var generator = SeededGenerator(seed: seed, purpose: "activation noise", index: UInt64(layer))
            return [generator.nextWord(), generator.nextWord()]
        }
        for (layer, values) in deviations.enumerated() where !values.isEmpty {
            precondition(
                values.count == architecture.units(layer), "\(values.count) deviations for layer \(layer) of \(architecture)")
        }
        return network.score(
            samples,
            altering: { layer, first, lanes in
                if deviations[layer].isEmpty { return }
                network.kernels.noise(
                    network.activations[layer].base, deviations[layer], deviations[layer].count, lanes, first / 8, keys[layer], 0)
            }, beat: {})
    }
}
