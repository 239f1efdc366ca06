import CKernels
import NumericCore

/// A layer's parameters and the optimiser's memory of them, laid out for the kernels: each row padded to a multiple of four floats,
/// the biases after the rows.
final class LayerParameters {
    let inputs: Int
    let outputs: Int
    let stride: Int
    let parameters: FloatBuffer
    let velocity: FloatBuffer?
    let squares: FloatBuffer?
    let normalisation: NormalisationParameters?

    init(_ weights: Weights.Layer, memory: (velocity: Bool, squares: Bool)) {
        inputs = weights.matrix.columns
        outputs = weights.matrix.rows
        stride = paddedWidth(inputs)
        let count = outputs * (stride + 1)
        parameters = FloatBuffer(count)
        velocity = memory.velocity ? FloatBuffer(count) : nil
        squares = memory.squares ? FloatBuffer(count) : nil
        normalisation = weights.normalisation.map { NormalisationParameters(units: $0.scale.count, memory: memory) }
        load(weights)
    }

    /// What the kernels take; valid as long as this object lives.
    var kernel: refigure_layer {
        refigure_layer(
            parameters: parameters.base, velocity: velocity?.base, squares: squares?.base, inputs: inputs, outputs: outputs,
            stride: stride)
    }

    /// Which of the three blocks.
    enum Block: String, CaseIterable {
        case parameters, velocity, squares
    }

    private func buffer(_ block: Block) -> FloatBuffer? {
        switch block {
        case .parameters: parameters
        case .velocity: velocity
        case .squares: squares
        }
    }

    /// Sets the parameters, or the optimiser's memory of them; memory that the optimiser does not have is passed over.
    func load(_ weights: Weights.Layer, into block: Block = .parameters) {
        precondition(weights.matrix.rows == outputs && weights.matrix.columns == inputs, "parameters of another layer")
        guard let buffer = buffer(block) else { return }
        weights.matrix.values.withUnsafeBufferPointer { values in
            for row in 0..<outputs {
                (buffer.base + row * stride).update(from: values.baseAddress! + row * inputs, count: inputs)
            }
        }
        for row in 0..<outputs { buffer.base[outputs * stride + row] = weights.biases[row] }
        if let values = weights.normalisation { normalisation?.load(values, into: block) }
    }

    /// One of the three blocks as a value; nil where the optimiser does not have it.
    func value(_ block: Block = .parameters) -> Weights.Layer? {
        guard let buffer = buffer(block) else { return nil }
        let values = [Float](unsafeUninitializedCapacity: outputs * inputs) { values, count in
            for row in 0..<outputs {
                (values.baseAddress! + row * inputs).initialize(from: buffer.base + row * stride, count: inputs)
            }
            count = outputs * inputs
        }
        let biases = Array(UnsafeBufferPointer(start: buffer.base + outputs * stride, count: outputs))
        return Weights.Layer(
            matrix: Matrix(rows: outputs, columns: inputs, values: values), biases: biases,
            normalisation: normalisation?.value(block))
    }
}

/// A batch normalisation's parameters, running statistics and the optimiser's memory of the parameters.
final class NormalisationParameters {
    let units: Int
    private let mean: FloatBuffer
    private let variance: FloatBuffer
    private let scale: [LayerParameters.Block: FloatBuffer]
    private let shift: [LayerParameters.Block: FloatBuffer]

    init(units: Int, memory: (velocity: Bool, squares: Bool)) {
        self.units = units
        let padded = (units + 7) / 8 * 8
        mean = FloatBuffer(padded)
        variance = FloatBuffer(padded)
        var blocks: [LayerParameters.Block] = [.parameters]
        if memory.velocity { blocks.append(.velocity) }
        if memory.squares { blocks.append(.squares) }
        scale = Dictionary(uniqueKeysWithValues: blocks.map { ($0, FloatBuffer(padded)) })
        shift = Dictionary(uniqueKeysWithValues: blocks.map { ($0, FloatBuffer(padded)) })
    }

    /// What the kernels take; valid as long as this object lives.
    var kernel: refigure_normalisation {
        refigure_normalisation(
            scale: scale[.parameters]?.base, shift: shift[.parameters]?.base, mean: mean.base, variance: variance.base)
    }

    /// One step of the optimiser for scales and shifts; those of the frozen units stay.
    func step(
        _ kernels: refigure_kernels, _ optimiser: refigure_optimiser, scaleGradient: FloatBuffer, shiftGradient: FloatBuffer,
        frozen: [Int]
    ) {
        var optimiser = optimiser
        for (blocks, gradient) in [(scale, scaleGradient), (shift, shiftGradient)] {
            guard let values = blocks[.parameters] else { continue }
            let kept = frozen.map { values.base[$0] }
            kernels.step(
                &optimiser, values.base, blocks[.velocity]?.base, blocks[.squares]?.base, gradient.base, (units + 7) / 8 * 8)
            for (unit, value) in zip(frozen, kept) { values.base[unit] = value }
        }
    }

    func load(_ values: Weights.Normalisation, into block: LayerParameters.Block) {
        scale[block]?.fill(values.scale)
        shift[block]?.fill(values.shift)
        if block == .parameters {
            mean.fill(values.mean)
            variance.fill(values.variance)
        }
    }

    /// Of the memory blocks, the running statistics are 0.
    func value(_ block: LayerParameters.Block) -> Weights.Normalisation? {
        guard let scale = scale[block], let shift = shift[block] else { return nil }
        let zeros = [Float](repeating: 0, count: units)
        return Weights.Normalisation(
            scale: scale.head(units), shift: shift.head(units), mean: block == .parameters ? mean.head(units) : zeros,
            variance: block == .parameters ? variance.head(units) : zeros)
    }
}

/// The least multiple of four that holds `width` floats.
func paddedWidth(_ width: Int) -> Int { (width + 3) / 4 * 4 }
