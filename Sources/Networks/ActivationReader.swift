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
        let network = Network(architecture, weights, kernels: kernels, capacity: capacity, memory: nil)
        let outputs = wanted.map { FloatBuffer(architecture.units($0) * range.count) }
        let deepest = wanted.max() ?? -1
        for first in stride(from: range.lowerBound, to: range.upperBound, by: network.capacity) {
            let count = min(network.capacity, range.upperBound - first)
            let lanes = Network.lanes(count)
            network.gather(samples, from: first, count: count)
            func copy(_ layer: Int) {
                let source = network.activations(ofLayer: layer)
                for (place, index) in wanted.enumerated() where index == layer {
                    for unit in 0..<architecture.units(layer) {
                        (outputs[place].base + unit * range.count + (first - range.lowerBound)).update(
                            from: source + unit * 8 * lanes, count: count)
                    }
                }
            }
            for layer in 0..<deepest + 1 {
                let activation = architecture.activation(layer)
                let isOutput = layer == architecture.hidden.count
                if quantity == .activation {
                    network.forward(layer: layer, lanes: lanes, activation: activation)
                    if isOutput { network.kernels.softmax(network.activations(ofLayer: layer), architecture.classes, lanes) }
                    copy(layer)
                } else {
                    network.forward(layer: layer, lanes: lanes, activation: .identity)
                    copy(layer)
                    network.kernels.activate(
                        network.activations(ofLayer: layer), architecture.units(layer) * lanes, activation.kernel)
                }
            }
        }
        return zip(wanted, outputs).map { Matrix(rows: architecture.units($0), columns: range.count, values: $1.values) }
    }

    /// Loss and accuracy on the samples.
    public func score(_ weights: Weights, on samples: LabelledSamples) -> Score {
        let network = Network(architecture, weights, kernels: kernels, capacity: batchCapacity(architecture), memory: nil)
        return network.score(samples) {}
    }
}

/// How many samples are evaluated together: as many as keep the widest layers of a batch within the second-level cache.
func batchCapacity(_ architecture: Architecture) -> Int {
    let widest = (0..<architecture.layerCount).map { architecture.fanIn($0) + architecture.units($0) }.max() ?? 0
    return min(256, max(32, 131_072 / widest / 32 * 32))
}
