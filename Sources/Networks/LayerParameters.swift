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

    init(_ weights: Weights.Layer, memory: (velocity: Bool, squares: Bool)) {
        inputs = weights.matrix.columns
        outputs = weights.matrix.rows
        stride = paddedWidth(inputs)
        let count = outputs * (stride + 1)
        parameters = FloatBuffer(count)
        velocity = memory.velocity ? FloatBuffer(count) : nil
        squares = memory.squares ? FloatBuffer(count) : nil
        fill(parameters, weights)
    }

    /// What the kernels take; valid as long as this object lives.
    var kernel: refigure_layer {
        refigure_layer(
            parameters: parameters.base, velocity: velocity?.base, squares: squares?.base, inputs: inputs, outputs: outputs,
            stride: stride)
    }

    /// Sets one of the three blocks.
    func fill(_ buffer: FloatBuffer, _ weights: Weights.Layer) {
        precondition(weights.matrix.rows == outputs && weights.matrix.columns == inputs, "parameters of another layer")
        weights.matrix.values.withUnsafeBufferPointer { values in
            for row in 0..<outputs {
                (buffer.base + row * stride).update(from: values.baseAddress! + row * inputs, count: inputs)
            }
        }
        for row in 0..<outputs { buffer.base[outputs * stride + row] = weights.biases[row] }
    }

    /// One of the three blocks as a value.
    func value(_ buffer: FloatBuffer) -> Weights.Layer {
        let values = [Float](unsafeUninitializedCapacity: outputs * inputs) { values, count in
            for row in 0..<outputs {
                (values.baseAddress! + row * inputs).initialize(from: buffer.base + row * stride, count: inputs)
            }
            count = outputs * inputs
        }
        let biases = Array(UnsafeBufferPointer(start: buffer.base + outputs * stride, count: outputs))
        return Weights.Layer(matrix: Matrix(rows: outputs, columns: inputs, values: values), biases: biases)
    }
}

/// The least multiple of four that holds `width` floats.
func paddedWidth(_ width: Int) -> Int { (width + 3) / 4 * 4 }
