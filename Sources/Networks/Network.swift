import CKernels
import Datasets
import NumericCore

/// A network at work: parameters, and buffers for the activations and deltas of one batch.
///
/// It has identity (its buffers) and belongs to one thread at a time.
final class Network {
    let architecture: Architecture
    let layers: [LayerParameters]
    let kernels: refigure_kernels
    /// Samples a batch at most; a multiple of 8.
    let capacity: Int
    /// Entry 0 holds the inputs, entry i + 1 the activations of layer i; units x samples.
    private let activations: [FloatBuffer]
    /// Entry i + 1 holds layer i's deltas; empty where the network only reads.
    private let deltas: [FloatBuffer]
    private var labels: [UInt8]

    /// - Parameter memory: the optimiser's; nil for a network that is only read.
    init(
        _ architecture: Architecture, _ weights: Weights, kernels: KernelSet, capacity: Int,
        memory: (velocity: Bool, squares: Bool)?
    ) {
        precondition(weights.fit(architecture), "weights of another network than \(architecture)")
        self.architecture = architecture
        self.kernels = kernels.table
        let room = (capacity + 7) / 8 * 8
        self.capacity = room
        layers = weights.layers.map { LayerParameters($0, memory: memory ?? (false, false)) }
        let widths = [architecture.inputs] + layers.map(\.outputs)
        activations = widths.map { FloatBuffer(paddedWidth($0) * room) }
        deltas = memory == nil ? [] : widths.enumerated().map { FloatBuffer($0.offset == 0 ? 0 : paddedWidth($0.element) * room) }
        labels = Array(repeating: 0, count: room)
    }

    var weights: Weights { Weights(layers: layers.map { $0.value($0.parameters) }) }

    /// Sets other parameters; the optimiser's memory stays.
    func load(_ weights: Weights) {
        for (layer, values) in zip(layers, weights.layers) { layer.fill(layer.parameters, values) }
    }

    /// Vectors of eight samples that `count` samples take.
    static func lanes(_ count: Int) -> Int { (count + 7) / 8 }

    /// Reads consecutive samples into the input buffer.
    func gather(_ samples: LabelledSamples, from first: Int, count: Int) {
        precondition(samples.width == architecture.inputs, "samples of \(samples.width) features for a network of \(architecture)")
        samples.features.withUnsafeBufferPointer {
            kernels.gather(
                $0.baseAddress! + first * samples.width, samples.width, nil, count, Self.lanes(count), activations[0].base)
        }
    }

    /// The input or a layer's activations of the batch at hand, units x 8 lanes.
    func activations(ofLayer index: Int) -> UnsafeMutablePointer<Float> { activations[index + 1].base }

    /// Computes layer `index` from the layer before.
    func forward(layer index: Int, lanes: Int, activation: Activation) {
        var layer = layers[index].kernel
        kernels.forward(&layer, activations[index].base, activations[index + 1].base, lanes, activation.kernel)
    }

    /// Computes all layers; the last one's logits are left as they are.
    func forward(lanes: Int) {
        for index in layers.indices { forward(layer: index, lanes: lanes, activation: architecture.activation(index)) }
    }

    /// One step of the optimiser on the samples at the given places.
    func step(_ samples: LabelledSamples, order: UnsafeBufferPointer<UInt32>, optimiser: refigure_optimiser) {
        let count = order.count
        precondition(count > 0 && count <= capacity, "a batch of \(count) samples in a room for \(capacity)")
        let lanes = Self.lanes(count)
        samples.labels.withUnsafeBufferPointer { all in
            for place in 0..<count { labels[place] = all[Int(order[place])] }
        }
        samples.features.withUnsafeBufferPointer {
            kernels.gather($0.baseAddress!, samples.width, order.baseAddress, count, lanes, activations[0].base)
        }
        forward(lanes: lanes)
        let last = layers.count
        var delta = activations[last].base
        kernels.softmax_delta(delta, labels, architecture.classes, count, lanes, 1 / Float(count))
        var settings = optimiser
        for index in layers.indices.reversed() {
            var layer = layers[index].kernel
            if index > 0 {
                let below = architecture.activation(index - 1)
                kernels.backward(&layer, delta, activations[index].base, deltas[index].base, lanes, below.kernel)
            }
            kernels.update(&layer, &settings, delta, activations[index].base, lanes, nil, 0)
            delta = deltas[index].base
        }
    }

    /// Loss and accuracy on all the samples.
    /// - Parameter beat: called between batches; may throw to stop.
    func score(_ samples: LabelledSamples, beat: () throws -> Void) rethrows -> Score {
        precondition(samples.count > 0, "a score on no samples")
        // The sums are kept lane by lane from batch to batch, so their bits do not depend on the capacity.
        var sums = [Double](repeating: 0, count: 8)
        var correct: UInt64 = 0
        for first in stride(from: 0, to: samples.count, by: capacity) {
            let count = min(capacity, samples.count - first)
            let lanes = Self.lanes(count)
            gather(samples, from: first, count: count)
            forward(lanes: lanes)
            samples.labels.withUnsafeBufferPointer {
                correct += kernels.cross_entropy(
                    activations[layers.count].base, $0.baseAddress! + first, architecture.classes, count, lanes, &sums)
            }
            try beat()
        }
        let total = ((sums[0] + sums[2]) + (sums[1] + sums[3])) + ((sums[4] + sums[6]) + (sums[5] + sums[7]))
        return Score(loss: total / Double(samples.count), accuracy: Double(correct) / Double(samples.count))
    }
}
