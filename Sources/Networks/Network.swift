import CKernels
import Datasets
import NumericCore

/// A network that computes: parameters, and buffers for the activations of one batch.
///
/// It has identity (its buffers) and belongs to one thread at a time. Buffers hold units x samples.
final class Network {
    let architecture: Architecture
    let layers: [LayerParameters]
    let kernels: refigure_kernels
    /// Samples a batch at most; a multiple of 8.
    let capacity: Int
    /// The inputs of the batch at hand.
    let inputs: FloatBuffer
    /// Each layer's activations; the output layer's logits.
    let activations: [FloatBuffer]

    init(
        _ architecture: Architecture, _ weights: Weights, kernels: KernelSet, capacity: Int,
        memory: (velocity: Bool, squares: Bool) = (false, false)
    ) {
        precondition(weights.fit(architecture), "weights of another network than \(architecture)")
        self.architecture = architecture
        self.kernels = kernels.table
        let room = (capacity + 7) / 8 * 8
        self.capacity = room
        layers = weights.layers.map { LayerParameters($0, memory: memory) }
        inputs = FloatBuffer(paddedWidth(architecture.inputs) * room)
        activations = layers.map { FloatBuffer(paddedWidth($0.outputs) * room) }
    }

    var weights: Weights { Weights(layers: layers.compactMap { $0.value() }) }

    /// Vectors of eight samples that `count` samples take.
    static func lanes(_ count: Int) -> Int { (count + 7) / 8 }

    /// Reads consecutive samples into the input buffer.
    func gather(_ samples: LabelledSamples, from first: Int, count: Int) {
        precondition(samples.width == architecture.inputs, "samples of \(samples.width) features for a network of \(architecture)")
        samples.features.withUnsafeBufferPointer {
            kernels.gather($0.baseAddress! + first * samples.width, samples.width, nil, count, Self.lanes(count), inputs.base)
        }
    }

    /// What feeds layer `index` when reading.
    func feed(_ index: Int) -> FloatBuffer { index == 0 ? inputs : activations[index - 1] }

    /// Computes what layer `index` applies its activation to, batch normalisation by the running statistics included.
    func preActivate(_ index: Int, lanes: Int) {
        var layer = layers[index].kernel
        kernels.forward(&layer, feed(index).base, activations[index].base, lanes, refigure_identity)
        if var normalisation = layers[index].normalisation?.kernel {
            kernels.normalise_reading(&normalisation, activations[index].base, layers[index].outputs, lanes)
        }
    }

    /// Computes layer `index` from the one before. The output layer's logits stay as they are.
    func read(_ index: Int, lanes: Int) {
        let activation = architecture.activation(index).kernel
        if architecture.isNormalised(index) {
            preActivate(index, lanes: lanes)
            kernels.activate(activations[index].base, layers[index].outputs * lanes, activation)
        } else {
            var layer = layers[index].kernel
            kernels.forward(&layer, feed(index).base, activations[index].base, lanes, activation)
        }
    }

    /// Loss and accuracy on all the samples.
    /// - Parameters:
    ///   - altering: may change a layer's activations before the next layer reads them: the layer, the number of the batch's first
    ///     sample, and the batch's vectors.
    ///   - beat: called between batches; may throw to stop.
    func score(
        _ samples: LabelledSamples, altering: ((_ layer: Int, _ first: Int, _ lanes: Int) -> Void)? = nil, beat: () throws -> Void
    ) rethrows -> Score {
        precondition(samples.count > 0, "a score on no samples")
        // The sums are kept lane by lane from batch to batch, so their bits do not depend on the capacity.
        var sums = [Double](repeating: 0, count: 8)
        var correct: UInt64 = 0
        for first in stride(from: 0, to: samples.count, by: capacity) {
            let count = min(capacity, samples.count - first)
            let lanes = Self.lanes(count)
            gather(samples, from: first, count: count)
            for index in layers.indices {
                read(index, lanes: lanes)
                if index < architecture.hidden.count { altering?(index, first, lanes) }
            }
            samples.labels.withUnsafeBufferPointer {
                correct += kernels.cross_entropy(
                    activations[layers.count - 1].base, $0.baseAddress! + first, architecture.classes, count, lanes, &sums)
            }
            try beat()
        }
        return Score(laneSums: sums, correct: correct, samples: samples.count)
    }
}

/// How many samples are evaluated together: as many as keep the widest layers of a batch within the second-level cache.
func batchCapacity(_ architecture: Architecture) -> Int {
    let widest = (0..<architecture.layerCount).map { architecture.fanIn($0) + architecture.units($0) }.max() ?? 0
    return min(256, max(32, 131_072 / widest / 32 * 32))
}

extension Score {
    /// From the kernels' sums of losses, lane by lane, and count of hits.
    init(laneSums sums: [Double], correct: UInt64, samples: Int) {
        let total = ((sums[0] + sums[2]) + (sums[1] + sums[3])) + ((sums[4] + sums[6]) + (sums[5] + sums[7]))
        self.init(loss: total / Double(samples), accuracy: Double(correct) / Double(samples))
    }
}
