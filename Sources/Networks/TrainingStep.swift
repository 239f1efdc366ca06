import CKernels
import Datasets
import NumericCore

/// A network's training steps, with the buffers that only training needs.
final class TrainingStep {
    let network: Network
    private let recipe: Recipe
    /// Each layer's deltas; nil for the output layer, whose deltas take the logits' place.
    private let deltas: [FloatBuffer?]
    private let dropouts: [Dropout?]
    private let normals: [Normals?]
    /// The units whose incoming parameters move; nil: all.
    private let moving: [[UInt32]?]
    private var labels: [UInt8]

    private struct Dropout {
        let kept: UInt32
        let key: [UInt32]
        let mask: FloatBuffer
        let output: FloatBuffer
    }

    private struct Normals {
        let hat: FloatBuffer
        let inverse: FloatBuffer
        let scaleGradient: FloatBuffer
        let shiftGradient: FloatBuffer
    }

    init(_ network: Network, recipe: Recipe, seed: UInt64) {
        let architecture = network.architecture
        let hidden = architecture.hidden.count
        precondition(
            recipe.dropout.isEmpty || recipe.dropout.count == hidden,
            "\(recipe.dropout.count) dropout shares for \(hidden) hidden layers")
        precondition(recipe.frozen.fits(architecture, output: true), "frozen units beyond a network of \(architecture)")
        precondition(recipe.removed.fits(architecture, output: false), "removed units beyond the hidden layers of \(architecture)")
        self.network = network
        self.recipe = recipe
        let room = network.capacity
        deltas = network.layers.indices.map { $0 < hidden ? FloatBuffer(paddedWidth(architecture.units($0)) * room) : nil }
        dropouts = network.layers.indices.map { index in
            guard index < recipe.dropout.count, recipe.dropout[index] > 0 else { return nil }
            var generator = SeededGenerator(seed: seed, purpose: "dropout", index: UInt64(index))
            let size = paddedWidth(architecture.units(index)) * room
            let kept = UInt32(((1 - recipe.dropout[index]) * 65536).rounded())
            precondition(kept > 0, "a dropout of \(recipe.dropout[index]) keeps nothing")
            return Dropout(
                kept: kept, key: [generator.nextWord(), generator.nextWord()], mask: FloatBuffer(size), output: FloatBuffer(size))
        }
        normals = network.layers.indices.map { index in
            guard architecture.isNormalised(index) else { return nil }
            let units = (architecture.units(index) + 7) / 8 * 8
            return Normals(
                hat: FloatBuffer(units * room), inverse: FloatBuffer(units), scaleGradient: FloatBuffer(units),
                shiftGradient: FloatBuffer(units))
        }
        moving = network.layers.indices.map { index in
            let frozen = Set(recipe.frozen[index])
            return frozen.isEmpty ? nil : (0..<architecture.units(index)).filter { !frozen.contains($0) }.map { UInt32($0) }
        }
        labels = Array(repeating: 0, count: room)
    }

    /// What feeds layer `index` while training.
    private func feed(_ index: Int) -> FloatBuffer {
        index == 0 ? network.inputs : dropouts[index - 1]?.output ?? network.activations[index - 1]
    }

    /// One step of the optimiser on the samples at the given places.
    /// - Parameter number: counts the steps of the training from 0; dropout's random numbers follow from it.
    func run(_ samples: LabelledSamples, order: UnsafeBufferPointer<UInt32>, optimiser: refigure_optimiser, number: UInt64) {
        let count = order.count
        precondition(count > 0 && count <= network.capacity, "a batch of \(count) samples in a room for \(network.capacity)")
        let lanes = Network.lanes(count)
        samples.labels.withUnsafeBufferPointer { all in
            for place in 0..<count { labels[place] = all[Int(order[place])] }
        }
        samples.features.withUnsafeBufferPointer {
            network.kernels.gather($0.baseAddress!, samples.width, order.baseAddress, count, lanes, network.inputs.base)
        }
        for index in network.layers.indices { forward(index, count: count, lanes: lanes, number: number) }
        let last = network.layers.count - 1
        network.kernels.softmax_delta(
            network.activations[last].base, labels, network.architecture.classes, count, lanes, 1 / Float(count))
        for index in network.layers.indices.reversed() { backward(index, count: count, lanes: lanes, optimiser: optimiser) }
    }

    private func forward(_ index: Int, count: Int, lanes: Int, number: UInt64) {
        let kernels = network.kernels
        let parameters = network.layers[index]
        let values = network.activations[index]
        let units = parameters.outputs
        let activation = network.architecture.activation(index).kernel
        var layer = parameters.kernel
        if let normals = normals[index], var normalisation = parameters.normalisation?.kernel {
            kernels.forward(&layer, feed(index).base, values.base, lanes, refigure_identity)
            kernels.normalise(&normalisation, values.base, normals.hat.base, normals.inverse.base, units, count, lanes)
            kernels.activate(values.base, units * lanes, activation)
        } else {
            kernels.forward(&layer, feed(index).base, values.base, lanes, activation)
        }
        for unit in recipe.removed[index] { (values.base + unit * 8 * lanes).update(repeating: 0, count: 8 * lanes) }
        if let dropout = dropouts[index] {
            kernels.dropout(values.base, dropout.mask.base, dropout.output.base, units * lanes, dropout.kept, dropout.key, number)
        }
    }

    /// Moves layer `index` along its gradient, after handing the deltas down.
    private func backward(_ index: Int, count: Int, lanes: Int, optimiser: refigure_optimiser) {
        let kernels = network.kernels
        let parameters = network.layers[index]
        let delta = deltas[index] ?? network.activations[index]
        var layer = parameters.kernel
        var settings = optimiser
        if index > 0, let below = deltas[index - 1] {
            let activation = network.architecture.activation(index - 1).kernel
            kernels.backward(&layer, delta.base, network.activations[index - 1].base, below.base, lanes, activation)
            let units = network.layers[index - 1].outputs
            if let dropout = dropouts[index - 1] { kernels.multiply(below.base, dropout.mask.base, units * lanes) }
            if let normals = normals[index - 1], var normalisation = network.layers[index - 1].normalisation?.kernel {
                kernels.normalise_delta(
                    &normalisation, below.base, normals.hat.base, normals.inverse.base, normals.scaleGradient.base,
                    normals.shiftGradient.base, units, count, lanes)
            }
        }
        if let moving = moving[index] {
            kernels.update(&layer, &settings, delta.base, feed(index).base, lanes, moving, moving.count)
        } else {
            kernels.update(&layer, &settings, delta.base, feed(index).base, lanes, nil, 0)
        }
        if let normals = normals[index] {
            parameters.normalisation?.step(
                kernels, optimiser, scaleGradient: normals.scaleGradient, shiftGradient: normals.shiftGradient,
                frozen: recipe.frozen[index])
        }
    }
}
